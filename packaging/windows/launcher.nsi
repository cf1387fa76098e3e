; dawnline.exe: opens the studio without a console, with its own icon. makensis is given, with -D: VERSION, VERSION4,
; ICON and OUTPUT.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SilentInstall silent
SetCompressor lzma

!include FileFunc.nsh

Name "Dawnline"
OutFile "${OUTPUT}"
Icon "${ICON}"
VIProductVersion "${VERSION4}"
VIAddVersionKey ProductName "Dawnline"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Dawnline"
VIAddVersionKey LegalCopyright "MIT licence"

Section
  ${GetParameters} $0
  ClearErrors
  Exec '"$EXEDIR\python\pythonw.exe" -m studio $0'
  IfErrors 0 +3
    MessageBox MB_ICONSTOP|MB_OK "Dawnline could not be started from $EXEDIR."
    SetErrorLevel 2
SectionEnd
