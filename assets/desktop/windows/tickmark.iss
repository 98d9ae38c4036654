; Inno Setup 6: an installer for one user, without administrator's rights.
; Run `iscc assets\desktop\windows\tickmark.iss` after `cargo build --release --locked`; the installer lies in target\package.

[Setup]
AppId={{7B1D7E0C-53E2-4C1E-9D3B-6A2F0C5E8A41}
AppName=Tickmark
AppVersion=0.1.0
AppPublisher=The Tickmark developers
DefaultDirName={autopf}\Tickmark
DefaultGroupName=Tickmark
PrivilegesRequired=lowest
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
OutputDir=..\..\..\target\package
OutputBaseFilename=tickmark-0.1.0-setup
Compression=lzma2
SolidCompression=yes
UninstallDisplayIcon={app}\tickmark.exe

[Files]
Source: "..\..\..\target\release\tickmark.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\..\README.md"; DestDir: "{app}"
Source: "..\..\..\LICENSE-*"; DestDir: "{app}"

[Icons]
Name: "{group}\Tickmark"; Filename: "{app}\tickmark.exe"

; Windows knows only what stands after the last full stop of a name: .ron files are offered to Tickmark, and
; keep whatever opens them now.
[Registry]
Root: HKA; Subkey: "Software\Classes\.ron\OpenWithProgids"; ValueType: string; ValueName: "Tickmark.Project"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Tickmark.Project"; ValueType: string; ValueName: ""; ValueData: "Tickmark project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Tickmark.Project\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\tickmark.exe,0"
Root: HKA; Subkey: "Software\Classes\Tickmark.Project\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\tickmark.exe"" ""%1"""
