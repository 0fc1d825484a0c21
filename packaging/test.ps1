# Sets everything up in .venv at the root and runs every check without a window.
# Arguments go to pytest:
#     powershell -ExecutionPolicy Bypass -File packaging\test.ps1 -k import

. (Join-Path $PSScriptRoot 'environment.ps1')

Initialize-Environment @('requirements-dev.lock')
Set-Location $Root
$env:QT_QPA_PLATFORM = 'offscreen'
$env:PYTHONUTF8 = '1'
Invoke-Checked $VenvPython @('packaging\translations.py', '--compile')

$script:Failed = @()
function Invoke-Step([string] $Name, [string] $Program, [string[]] $Arguments) {
    Write-Host "== $Name"
    & (Join-Path $Root ".venv\Scripts\$Program.exe") @Arguments
    if ($LASTEXITCODE -ne 0) { $script:Failed += $Name }
}

Invoke-Step 'ruff check' 'ruff' @('check', '.')
Invoke-Step 'ruff format' 'ruff' @('format', '--check', '.')
Invoke-Step 'mypy --strict' 'mypy' @('--strict')
Invoke-Step 'import contracts' 'lint-imports' @('--no-logo')
if ($script:Failed) { Write-Host "== failed before the tests: $($script:Failed -join ', ')" }

Write-Host '== tests'
& $VenvPython -m pytest -n auto --dist worksteal '--cov' '--cov-report=term:skip-covered' @args
$tests = $LASTEXITCODE
if ($script:Failed) { exit 1 }
exit $tests
