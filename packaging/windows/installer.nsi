; The installer for Windows, for NSIS 3. It installs for one user, without an administrator, and keeps a list of what it
; installed, so that removing it leaves whatever else lies in the folder. Compiled by packaging/package_windows.py, which
; writes product.nsh (what the app is called, where its files lie) and payload.nsh (the list) and adds them here.
;
; Silent: `/S`; another folder: `/D=C:\some\folder` as the last word, without quotation marks.
; It ends with 0, with 1 when somebody cancelled, with 2 when it could not, and with 3 when the app is running.

Unicode true
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include /CHARSET=UTF8 "product.nsh"
!include /CHARSET=UTF8 "payload.nsh"
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"

!define PROGRAM "${NAME}.exe"        ; the window
!define CONSOLE "${COMMAND}.exe"     ; the same for the command line
!define KIND "${COMMAND}.network"    ; what Windows calls our files
!define CLASSES "Software\Classes"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${IDENTIFIER}"
!define OWN_DATA "$LOCALAPPDATA\${COMMAND}"
!define CANNOT 2
!define IS_RUNNING 3

Name "${NAME}"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!ifdef SIGN
  ; The programs inside are signed before; these two are made here.
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

VIProductVersion "${FOUR_NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${COPYRIGHT}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"  ; the first is also for everybody whose language is none of these
!insertmacro MUI_LANGUAGE "Korean"
!include /CHARSET=UTF8 "${SOURCES}/words.nsh"
!include "${SOURCES}/parts.nsh"

!insertmacro DefineCheckClosed ""
!insertmacro DefineCheckClosed "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD_WINDOWS)" /SD IDOK
    SetErrorLevel ${CANNOT}
    Quit
  ${EndIf}
FunctionEnd

Section "${NAME}"
  Call CheckClosed
  Call RemoveOlder
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${APP}/*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
    SetErrorLevel ${CANNOT}
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$PROFILE"  ; where the app starts: the folder that it offers for saving
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "$(SUMMARY)"
  !insertmacro RegisterProgram
  !insertmacro RegisterFiles
SectionEnd

; An earlier version is removed first, wherever it lies: files that only it has must not stay.
Function RemoveOlder
  ReadRegStr $0 HKCU "${REMOVAL}" "InstallLocation"
  ${If} $0 == ""
  ${OrIfNot} ${FileExists} "$0\uninstall.exe"
    Return
  ${EndIf}
  ExecWait '"$0\uninstall.exe" /S /UPDATE _?=$0' $1
  ${If} $1 <> 0
    MessageBox MB_OK|MB_ICONSTOP "$(OLDER_STAYS)" /SD IDOK
    SetErrorLevel $1
    Quit
  ${EndIf}
  Delete "$0\uninstall.exe"  ; run from its own place, it could not
  RMDir "$0"
FunctionEnd

Section "Uninstall"
  Call un.CheckClosed
  SetOutPath "$TEMP"  ; no folder that is to go may be the one we are in
  !insertmacro RemovePayload
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"  ; without /r: only if nothing else is in it
  RMDir "$LOCALAPPDATA\Programs"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro ForgetFiles
  DeleteRegKey HKCU "${REMOVAL}"
  ; What the app wrote by itself goes with it, but for an update. Networks and pictures that somebody saved stay.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${If} ${Errors}
    !insertmacro RemoveOwnData
  ${EndIf}
SectionEnd
