# Sets everything up in .venv at the root and opens the app with a demo register.
# Arguments, if any, go to kaa-desktop instead of --demo:
#     powershell -ExecutionPolicy Bypass -File packaging\run.ps1 --help

. (Join-Path $PSScriptRoot 'environment.ps1')

Initialize-Environment @('requirements.lock', 'requirements-build.lock')
[string[]] $arguments = $args
if ($arguments.Count -eq 0) { $arguments = @('--demo') }
& (Join-Path $Root '.venv\Scripts\kaa-desktop.exe') @arguments
exit $LASTEXITCODE
