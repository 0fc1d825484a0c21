#!/bin/sh
# Remakes the three locks from pyproject.toml: exact versions with hashes, for Linux and Windows at once,
# without addresses. Needs `uv` (on PATH, or named by $UV). Options are passed on: --upgrade,
# --upgrade-package NAME.
set -eu

cd "$(dirname -- "$0")/.."
uv=${UV:-uv}

lock() {
    target=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-emit-index-url --no-emit-find-links --no-header "$@" --output-file "$target" pyproject.toml
    echo "made $target"
}

lock requirements.lock "$@"
lock requirements-dev.lock --group dev --constraints requirements.lock "$@"
# the build backend alone, in the versions that the development lock has
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
    --no-emit-index-url --no-emit-find-links --no-header --constraints requirements-dev.lock \
    --group build --output-file requirements-build.lock
echo "made requirements-build.lock"
