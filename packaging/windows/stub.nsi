; Stands for the app where the installer is proved: it writes down how it was started; with the word "wait" it then
; stays for two minutes, or until it is ended.

Unicode true
RequestExecutionLevel user
SilentInstall silent
OutFile "${OUT}"
Name "stub"
!include "LogicLib.nsh"
!include "FileFunc.nsh"

Section
  ${GetParameters} $0
  System::Call 'kernel32::GetCurrentDirectory(i ${NSIS_MAX_STRLEN}, t .r2)'
  FileOpen $1 "$PROFILE\started.txt" w
  FileWrite $1 "$EXEPATH|$0|$2"
  FileClose $1
  ${If} $0 == "wait"
    Sleep 120000
  ${EndIf}
SectionEnd
