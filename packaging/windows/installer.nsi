; The installer of Dawnline for Windows. makensis is given, with -D: VERSION, VERSION4 (four numbers), PAYLOAD (the
; folder that is installed), LISTS (the folder with files.nsh and remove.nsh, made from PAYLOAD), SIZE (in KiB), OUTPUT,
; COMPRESSOR, and where the uninstaller is signed, SIGN (a command that %1 is added to).
;
; Silent use: /S [/CurrentUser | /AllUsers] [/D=FOLDER, last and without quotes]. It ends with 0, or with 2 where the
; rights are missing, 3 where Dawnline is running, 4 where a file cannot be written, 5 where Windows is too old.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user  ; for oneself no rights are needed; for everyone the installer asks for them itself
SetCompressor ${COMPRESSOR}
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include nsDialogs.nsh

!define NAME "Dawnline"
!define TYPE "Dawnline.Design"
!define KEY_UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define KEY_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\dawnline.exe"
!define KEY_PROGRAM "Software\Classes\Applications\dawnline.exe"

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION4}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs ${NAME}"
VIAddVersionKey LegalCopyright "MIT licence"

Var Everyone  ; 1 where it is installed for everyone on this machine

!define MUI_ICON "${PAYLOAD}\dawnline.ico"
!define MUI_UNICON "${PAYLOAD}\dawnline.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\dawnline.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}\LICENSE.txt"
Page custom askForWhom takeForWhom
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE SimpChinese

LangString WHOM_TITLE ${LANG_ENGLISH} "For whom"
LangString WHOM_TITLE ${LANG_SIMPCHINESE} "为谁安装"
LangString WHOM_TEXT ${LANG_ENGLISH} "Choose who can use ${NAME} on this machine."
LangString WHOM_TEXT ${LANG_SIMPCHINESE} "选择谁可以在这台计算机上使用 ${NAME}。"
LangString WHOM_ME ${LANG_ENGLISH} "Only for &me: needs no administrator"
LangString WHOM_ME ${LANG_SIMPCHINESE} "仅为我安装（不需要管理员）(&M)"
LangString WHOM_ALL ${LANG_ENGLISH} "For &everyone on this machine: Windows will ask for an administrator"
LangString WHOM_ALL ${LANG_SIMPCHINESE} "为所有用户安装（Windows 会要求管理员权限）(&E)"
LangString DESIGN ${LANG_ENGLISH} "Dawnline design"
LangString DESIGN ${LANG_SIMPCHINESE} "Dawnline 设计"
LangString RIGHTS ${LANG_ENGLISH} "To do this for everyone on the machine, an administrator has to start it."
LangString RIGHTS ${LANG_SIMPCHINESE} "要为所有用户执行此操作，需要由管理员启动。"
LangString RUNNING ${LANG_ENGLISH} "Dawnline is running. Close it, then try again."
LangString RUNNING ${LANG_SIMPCHINESE} "Dawnline 正在运行。请先关闭它，然后重试。"
LangString OLD ${LANG_ENGLISH} "Dawnline needs Windows 10 or newer, in 64 bits."
LangString OLD ${LANG_SIMPCHINESE} "Dawnline 需要 64 位的 Windows 10 或更新版本。"
LangString WRITE ${LANG_ENGLISH} "The files could not be written. Dawnline is not fully installed."
LangString WRITE ${LANG_SIMPCHINESE} "无法写入文件。Dawnline 没有完整安装。"

!ifdef SIGN
!uninstfinalize '${SIGN} "%1"' = 0
!endif

!macro refuse TEXT STATUS
  MessageBox MB_ICONSTOP|MB_OK "${TEXT}" /SD IDOK
  SetErrorLevel ${STATUS}
  Quit
!macroend

; Leaves 1 on the stack where the user is an administrator with all rights.
!macro pushRights
  UserInfo::GetAccountType
  Exch $0
  ${If} $0 == "Admin"
    StrCpy $0 1
  ${Else}
    StrCpy $0 0
  ${EndIf}
  Exch $0
!macroend

; What is written follows: HKCU and the user's menu, or HKLM and everyone's.
!macro useContext
  ${If} $Everyone == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

Function defaultFolder
  ${If} $Everyone == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${EndIf}
  ReadRegStr $0 SHCTX "${KEY_UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
    !insertmacro refuse "$(OLD)" 5
  ${EndIf}
  StrCpy $Everyone 0
  ReadRegStr $0 HKCU "${KEY_UNINSTALL}" "InstallLocation"
  ReadRegStr $1 HKLM "${KEY_UNINSTALL}" "InstallLocation"
  ${If} $0 == ""
  ${AndIf} $1 != ""
    StrCpy $Everyone 1  ; a new version goes where the old one is
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    StrCpy $Everyone 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/CurrentUser" $1
  ${IfNot} ${Errors}
    StrCpy $Everyone 0
  ${EndIf}
  ClearErrors
  !insertmacro useContext
  ${If} $INSTDIR == ""  ; no /D
    Call defaultFolder
  ${EndIf}
  ${If} ${Silent}
  ${AndIf} $Everyone == 1
    !insertmacro pushRights
    Pop $0
    ${If} $0 != 1
      !insertmacro refuse "$(RIGHTS)" 2
    ${EndIf}
  ${EndIf}
FunctionEnd

Var ButtonMe
Var ButtonAll

Function askForWhom
  !insertmacro MUI_HEADER_TEXT "$(WHOM_TITLE)" "$(WHOM_TEXT)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 20u 100% 14u "$(WHOM_ME)"
  Pop $ButtonMe
  ${NSD_CreateRadioButton} 0 40u 100% 14u "$(WHOM_ALL)"
  Pop $ButtonAll
  ${If} $Everyone == 1
    ${NSD_Check} $ButtonAll
  ${Else}
    ${NSD_Check} $ButtonMe
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function takeForWhom
  StrCpy $1 $Everyone
  ${NSD_GetState} $ButtonAll $0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $Everyone 1
    !insertmacro pushRights
    Pop $0
    ${If} $0 != 1
      ; The rights belong to a process of their own, which takes the rest from here.
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/AllUsers"
      ${If} ${Errors}
        StrCpy $Everyone 0
        Abort
      ${EndIf}
      Quit
    ${EndIf}
  ${Else}
    StrCpy $Everyone 0
  ${EndIf}
  !insertmacro useContext
  ${If} $Everyone != $1
    Call defaultFolder
  ${EndIf}
FunctionEnd

; Ends the program where the interpreter of an installed studio is in use, and so cannot be replaced.
!macro refuseWhileRunning
  ${For} $R1 1 2
    StrCpy $R2 "$INSTDIR\python\pythonw.exe"
    ${If} $R1 == 2
      StrCpy $R2 "$INSTDIR\python\python.exe"
    ${EndIf}
    ${If} ${FileExists} $R2
      ClearErrors
      FileOpen $R3 $R2 a
      ${If} ${Errors}
        !insertmacro refuse "$(RUNNING)" 3
      ${EndIf}
      FileClose $R3
    ${EndIf}
  ${Next}
!macroend

Section "${NAME}"
  !insertmacro refuseWhileRunning
  ; An older version has other files.
  ReadRegStr $R0 SHCTX "${KEY_UNINSTALL}" "InstallLocation"
  ${If} $R0 != ""
  ${AndIf} ${FileExists} "$R0\uninstall.exe"
    ExecWait '"$R0\uninstall.exe" /S _?=$R0'
    Delete "$R0\uninstall.exe"
    RMDir $R0
  ${EndIf}
  ClearErrors
  !include "${LISTS}\files.nsh"
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    !insertmacro refuse "$(WRITE)" 4
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\dawnline.exe" "" "$INSTDIR\dawnline.ico"

  ; Designs: files of our own suffix are opened by us; JSON files stay with whom they are, and offer us beside.
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "$(DESIGN)"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\dawnline.ico"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\dawnline.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.dawnline" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\.dawnline\OpenWithProgids" "${TYPE}" ""
  WriteRegStr SHCTX "Software\Classes\.json\OpenWithProgids" "${TYPE}" ""
  WriteRegStr SHCTX "${KEY_PROGRAM}" "FriendlyAppName" "${NAME}"
  WriteRegStr SHCTX "${KEY_PROGRAM}\DefaultIcon" "" "$INSTDIR\dawnline.ico"
  WriteRegStr SHCTX "${KEY_PROGRAM}\shell\open\command" "" '"$INSTDIR\dawnline.exe" "%1"'
  WriteRegStr SHCTX "${KEY_PROGRAM}\SupportedTypes" ".dawnline" ""
  WriteRegStr SHCTX "${KEY_PROGRAM}\SupportedTypes" ".json" ""
  WriteRegStr SHCTX "${KEY_PATHS}" "" "$INSTDIR\dawnline.exe"

  WriteRegStr SHCTX "${KEY_UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEY_UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY_UNINSTALL}" "DisplayIcon" "$INSTDIR\dawnline.ico"
  WriteRegStr SHCTX "${KEY_UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${KEY_UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegDWORD SHCTX "${KEY_UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${KEY_UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY_UNINSTALL}" "NoRepair" 1
  ${If} $Everyone == 1
    WriteRegStr SHCTX "${KEY_UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /AllUsers'
    WriteRegStr SHCTX "${KEY_UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /AllUsers /S'
  ${Else}
    WriteRegStr SHCTX "${KEY_UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${KEY_UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${EndIf}
  ${RefreshShellIcons}
SectionEnd

Function un.onInit
  SetRegView 64
  ; For whom it was installed is what the registry says of this folder.
  StrCpy $Everyone 0
  ReadRegStr $0 HKLM "${KEY_UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Everyone 1
    !insertmacro pushRights
    Pop $0
    ${If} $0 != 1
      ${IfNot} ${Silent}
        ExecShell "runas" "$INSTDIR\uninstall.exe" "/AllUsers"
        Quit
      ${EndIf}
      !insertmacro refuse "$(RIGHTS)" 2
    ${EndIf}
  ${EndIf}
  !insertmacro useContext
FunctionEnd

Section "Uninstall"
  !insertmacro refuseWhileRunning
  SetOutPath $TEMP  ; a folder that is somebody's current one cannot be removed
  !include "${LISTS}\remove.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir $INSTDIR  ; only where nothing of somebody else's is in it

  ReadRegStr $0 SHCTX "${KEY_UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey SHCTX "Software\Classes\${TYPE}"
    DeleteRegValue SHCTX "Software\Classes\.dawnline\OpenWithProgids" "${TYPE}"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.dawnline\OpenWithProgids"
    ReadRegStr $1 SHCTX "Software\Classes\.dawnline" ""
    ${If} $1 == "${TYPE}"
      DeleteRegValue SHCTX "Software\Classes\.dawnline" ""
    ${EndIf}
    DeleteRegKey /ifempty SHCTX "Software\Classes\.dawnline"
    DeleteRegValue SHCTX "Software\Classes\.json\OpenWithProgids" "${TYPE}"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.json\OpenWithProgids"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.json"
    DeleteRegKey SHCTX "${KEY_PROGRAM}"
    DeleteRegKey SHCTX "${KEY_PATHS}"
    DeleteRegKey SHCTX "${KEY_UNINSTALL}"
    ${RefreshShellIcons}
  ${EndIf}
SectionEnd
