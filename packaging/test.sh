#!/bin/sh
# Sets everything up in .venv at the root and runs every check without a screen.
# Arguments go to pytest:  sh packaging/test.sh -k import
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=packaging/environment.sh
. "$root/packaging/environment.sh"

# The programs that tests look at PDFs with.
missing_programs() {
    command -v pdftotext >/dev/null 2>&1 || printf '%s ' poppler-utils
}

# What a screen reader needs to use the program on an accessibility bus; without it that one test is skipped.
missing_screen_reader() {
    command -v xvfb-run >/dev/null 2>&1 || printf '%s ' xvfb xauth
    command -v dbus-run-session >/dev/null 2>&1 || printf '%s ' dbus
    [ -e /usr/libexec/at-spi-bus-launcher ] || printf '%s ' at-spi2-core
    /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null ||
        printf '%s ' python3-gi gir1.2-atspi-2.0
    QT_QPA_PLATFORM='' window_libraries | missing_libraries
}

find_python
# shellcheck disable=SC2046 # several words are meant
install_packages $(missing_venv_package) $(qt_libraries | missing_libraries) $(missing_programs)
# shellcheck disable=SC2046 # several words are meant
(install_packages $(missing_screen_reader)) || say 'the test with a screen reader will be skipped'
make_environment requirements-dev.lock

cd "$root"
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" LC_ALL=C.UTF-8
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d) # Qt warns without one, and warnings fail
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi
PATH=$root/.venv/bin:$PATH
"$root/.venv/bin/python" packaging/translations.py --compile

failed=
step() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed, $name"
}

step 'ruff check' ruff check .
step 'ruff format' ruff format --check .
step 'mypy --strict' mypy --strict
step 'import contracts' lint-imports --no-logo
[ -z "$failed" ] || say "failed before the tests: ${failed#, }"

say 'tests'
tests=0
python -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered "$@" || tests=$?
[ -z "$failed" ] || exit 1
exit "$tests"
