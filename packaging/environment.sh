# Shared by run.sh and test.sh, which set `root` first: system libraries and the virtual environment.
# shellcheck shell=sh
: "${root:?is set by the script that reads this}"

# Slower start-ups without compiled modules are nobody's wish here.
unset PYTHONDONTWRITEBYTECODE

say() {
    printf '%s\n' "== $*"
}

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Sets `python` to an interpreter that is new enough.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    found=$(python3 --version 2>&1) || found='no python3'
    stop "KAA Desktop needs Python 3.11 or newer; this machine has: $found.
Install it (on Debian or Ubuntu: apt-get install python3), or name one: PYTHON=/path/to/python3.12 sh $0"
}

has_library() {
    PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -q "^[[:space:]]*$1 "
}

# Prints the Debian packages that are still missing for the libraries on standard input: SONAME PACKAGE.
missing_libraries() {
    while read -r library package; do
        has_library "$library" || printf '%s ' "$package"
    done
}

# Qt itself, drawing without a screen included.
qt_libraries() {
    cat <<'LIST'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
LIST
}

# What Qt needs to open windows here; nothing where it is told to draw without a screen.
window_libraries() {
    [ "${QT_QPA_PLATFORM:-}" != offscreen ] || return 0
    [ -z "${WAYLAND_DISPLAY:-}" ] || echo libwayland-cursor.so.0 libwayland-cursor0
    cat <<'LIST'
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
LIST
}

# Newer Debian and Ubuntu renamed this package for 64-bit time.
current_name() {
    for package in "$@"; do
        if [ "$package" = libglib2.0-0 ] && apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then
            package=libglib2.0-0t64
        fi
        printf '%s ' "$package"
    done
}

# Installs the packages named, or prints the line that does.
install_packages() {
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "Some system libraries are missing. On Debian and Ubuntu the packages are called:
    $*
This system has no apt-get: install what it calls them, then start again."
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        # shellcheck disable=SC2046 # several words are meant
        stop "Some system packages are missing. Install them with this line, then start again:
    sudo apt-get update && sudo apt-get install --no-install-recommends $(current_name "$@")"
    fi
    say "installing system packages: $*"
    $as_root apt-get update -q >&2
    # shellcheck disable=SC2046 # several words are meant
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $(current_name "$@") >&2
}

# Prints the package that brings `venv` with pip, where Debian split it off.
missing_venv_package() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# make_environment LOCK...: .venv at the root with exactly the locked packages and this source tree.
# Does nothing while locks, project file, interpreter and place are those of the last time.
make_environment() {
    stamp_file=$root/.venv/.made-from-$(printf '%s' "$*" | tr -c '[:lower:]' '-')
    stamp=$(cd "$root" && { cat "$@" pyproject.toml; "$python" --version; pwd; } | cksum)
    if [ "$(cat "$stamp_file" 2>/dev/null)" = "$stamp" ] && "$root/.venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    if ! "$root/.venv/bin/python" -m pip --version >/dev/null 2>&1 ||
        [ "$("$root/.venv/bin/python" --version)" != "$("$python" --version)" ]; then
        say "making .venv"
        "$python" -m venv --clear "$root/.venv"
    fi
    say "installing the locked packages into .venv (some 150 MB the first time)"
    for lock in "$@"; do
        set -- "$@" --requirement "$root/$lock"
        shift
    done
    pip install --require-hashes --only-binary :all: "$@"
    pip install --no-deps --no-build-isolation --editable "$root"
    "$root/.venv/bin/python" "$root/packaging/translations.py" --compile
    printf '%s\n' "$stamp" >"$stamp_file"
}

pip() {
    "$root/.venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"
}
