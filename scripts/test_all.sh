#!/bin/sh
# Runs `make test` with every Python from 3.11 to 3.13 that is found, each in an environment of its own.
set -eu
cd "$(dirname "$0")/.."

find_version() {
    for command in "python$1" "$(command -v python3 || true)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python; do
        if [ -n "$command" ] && "$command" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" >/dev/null 2>&1; then
            printf '%s' "$command"
            return
        fi
    done
}

tested=
for version in 3.11 3.12 3.13; do
    python=$(find_version "$version")
    if [ -n "$python" ]; then
        echo "== Python $version ($python)"
        make test PYTHON="$python" VENV=".venv-$version"
        tested="$tested $version"
    else
        echo "== Python $version: not found here"
    fi
done
echo "passed:$tested"
