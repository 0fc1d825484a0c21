# Shared by run.ps1 and test.ps1: the virtual environment. Windows PowerShell 5.1 or newer, no administrator.

$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$VenvPython = Join-Path $Root '.venv\Scripts\python.exe'
Remove-Item Env:PYTHONDONTWRITEBYTECODE -ErrorAction SilentlyContinue

function Stop-WithMessage([string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit 1
}

# Runs a program and stops where it fails.
function Invoke-Checked([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        Stop-WithMessage "Failed with exit code ${LASTEXITCODE}: $Program $($Arguments -join ' ')"
    }
}

# Where an interpreter that is new enough lies.
function Find-Python {
    $asked = 'import sys; print(sys.executable if sys.version_info >= (3, 11) and sys.maxsize > 2**32 else str())'
    $candidates = @()
    if ($env:PYTHON) { $candidates += , @($env:PYTHON) }
    $candidates += , @('py', '-3')
    $candidates += , @('python')
    $candidates += , @('python3')
    foreach ($candidate in $candidates) {
        $program = $candidate[0]
        if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { continue }
        $options = @($candidate | Select-Object -Skip 1) + @('-c', $asked)
        # The Microsoft Store's stand-in for Python writes to standard error, which must not end the search.
        $ErrorActionPreference = 'Continue'
        $found = & $program @options 2>$null
        $ErrorActionPreference = 'Stop'
        if ($LASTEXITCODE -eq 0 -and $found) { return "$found".Trim() }
    }
    Stop-WithMessage ('KAA Desktop needs 64-bit Python 3.11 or newer. Install it for yourself (no administrator is ' +
        'needed), or name one: $env:PYTHON = "C:\path\to\python.exe"')
}

# The locked packages and this source tree in .venv; nothing is done while nothing has changed since the last time.
function Initialize-Environment([string[]] $Locks) {
    $python = Find-Python
    $parts = @($Root, "$(& $python --version)")
    foreach ($file in ($Locks + @('pyproject.toml'))) {
        $parts += (Get-FileHash -Algorithm SHA256 (Join-Path $Root $file)).Hash
    }
    $stamp = $parts -join "`n"
    $stampFile = Join-Path $Root ('.venv\.made-from-' + ($Locks -join '-'))
    if ((Test-Path $stampFile) -and (Test-Path $VenvPython) -and
        ([IO.File]::ReadAllText($stampFile) -eq $stamp)) { return }

    if (-not (Test-Path $VenvPython) -or ("$(& $VenvPython --version)" -ne "$(& $python --version)")) {
        Write-Host '== making .venv'
        Invoke-Checked $python @('-m', 'venv', '--clear', (Join-Path $Root '.venv'))
    }
    Write-Host '== installing the locked packages into .venv (some 150 MB the first time)'
    $pip = @('-m', 'pip', '--disable-pip-version-check', '--quiet', 'install')
    $requirements = @()
    foreach ($lock in $Locks) { $requirements += @('--requirement', (Join-Path $Root $lock)) }
    Invoke-Checked $VenvPython ($pip + @('--require-hashes', '--only-binary', ':all:') + $requirements)
    Invoke-Checked $VenvPython ($pip + @('--no-deps', '--no-build-isolation', '--editable', $Root))
    Invoke-Checked $VenvPython @((Join-Path $Root 'packaging\translations.py'), '--compile')
    [IO.File]::WriteAllText($stampFile, $stamp)
}
