; What installer.nsi puts together: asking for a running app to be closed, and what is written into the registry.

; Windows lets nobody write to a program that runs.
!macro DefineCheckClosed un
  Function ${un}CheckClosed
    again:
    Push "$INSTDIR\${CONSOLE}"
    Call ${un}TryToWrite
    Push "$INSTDIR\${PROGRAM}"
    Call ${un}TryToWrite
    Pop $0
    Pop $1
    ${If} "$0$1" != ""
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${IS_RUNNING}
      Quit
    ${EndIf}
  FunctionEnd

  ; Takes a file from the stack and leaves "" there, or the file if it is in use.
  Function ${un}TryToWrite
    Exch $0
    Push $1
    ${If} ${FileExists} "$0"
      ClearErrors
      FileOpen $1 "$0" a
      ${IfNot} ${Errors}
        FileClose $1
        StrCpy $0 ""
      ${EndIf}
    ${Else}
      StrCpy $0 ""
    ${EndIf}
    Pop $1
    Exch $0
  FunctionEnd
!macroend

; The entry in the list of installed apps.
!macro RegisterProgram
  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${REMOVAL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${REMOVAL}" "Comments" "$(SUMMARY)"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
!macroend

; The app opens its files by a double click, unless another program does so already: others use this ending too.
!macro RegisterFiles
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(FILE_KIND)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}" ""
  ReadRegStr $0 HKCR "${ENDING}" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${KIND}"
  ${EndIf}
  !insertmacro TellDesktop
!macroend

!macro ForgetFiles
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
  !insertmacro TellDesktop
!macroend

; Explorer then reads the icons and kinds of files anew (SHCNE_ASSOCCHANGED).
!macro TellDesktop
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; Settings, log, and what matplotlib found out about the fonts. What somebody trained, in the folder "runs", stays.
!macro RemoveOwnData
  Delete "${OWN_DATA}\settings.json"
  Delete "${OWN_DATA}\settings.json.broken"
  Delete "${OWN_DATA}\Logs\${COMMAND}.log"
  RMDir "${OWN_DATA}\Logs"
  RMDir /r "${OWN_DATA}\Cache\matplotlib"
  RMDir "${OWN_DATA}\Cache"
  RMDir "${OWN_DATA}"
!macroend
