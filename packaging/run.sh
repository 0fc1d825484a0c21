#!/bin/sh
# Sets everything up in .venv at the root and opens the app with a demo register.
# Arguments, if any, go to kaa-desktop instead of --demo:  sh packaging/run.sh --help
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=packaging/environment.sh
. "$root/packaging/environment.sh"

find_python
# shellcheck disable=SC2046 # several words are meant
install_packages $(missing_venv_package) $({ qt_libraries; window_libraries; } | missing_libraries)
make_environment requirements.lock requirements-build.lock

if [ $# -eq 0 ]; then
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
        stop "Everything is set up, but there is no screen to open the window on (DISPLAY and WAYLAND_DISPLAY are unset).
Start this from a desktop session, or use the command line: sh $0 --help"
    fi
    set -- --demo
fi
exec "$root/.venv/bin/kaa-desktop" "$@"
