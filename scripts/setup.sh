#!/bin/sh
# Makes a virtual environment with the pinned packages and this package in it, or does nothing when it is up to date.
#
#   scripts/setup.sh VENV run|test [PYTHON]
#
# VENV: the folder to make.  run: what serving needs;  test: the test tools as well.
# PYTHON: the interpreter; without it the best one at hand (3.11 or newer) is taken.
set -eu

venv=$1
wants=$2
python=${3:-}
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fails() { say "$@"; exit 1; }

# An answer only when the command really runs: a version manager's shim may exist and start nothing.
is_python() {
    "$1" -c "import sys; sys.exit(not $2)" >/dev/null 2>&1
}

find_python() {
    for wanted in '(3, 11) <= sys.version_info[:2] <= (3, 13)' '(3, 11) <= sys.version_info[:2]'; do
        for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
            if is_python "$name" "$wanted"; then
                printf '%s' "$name"
                return
            fi
        done
    done
}

# Runs a command as root: as it is, or through sudo (which may ask for the password where somebody sits).
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && [ -t 0 ]; then
        sudo "$@"
    elif command -v sudo >/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

make_venv() {
    rm -rf "$venv"
    if "$python" -m venv "$venv" >/dev/null 2>&1; then
        return
    fi
    # Debian and Ubuntu keep what venv needs in a package of its own.
    rm -rf "$venv"
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if command -v apt-get >/dev/null; then
        say "正在安装 $package … / installing $package …"
        { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null || true
    fi
    if ! "$python" -m venv "$venv"; then
        rm -rf "$venv"
        fails "这台电脑的 Python 还不能建虚拟环境。请先运行：sudo apt-get install $package" \
              "This Python cannot make a virtual environment yet. First run: sudo apt-get install $package"
    fi
}

if [ -z "$python" ]; then
    python=$(find_python)
    [ -n "$python" ] || fails "没有找到 Python 3.11 或更新的版本，请先安装。Python 3.11 or newer was not found; please install it first."
elif ! is_python "$python" '(3, 11) <= sys.version_info[:2]'; then
    fails "$python 不是 Python 3.11 或更新的版本。$python is not Python 3.11 or newer."
fi

locks="binder/requirements.txt"
[ "$wants" = run ] || locks="$locks binder/requirements-test.txt"
key="$wants $("$python" -c 'import sys; print(sys.version, sys.base_prefix)' | cksum) $(cat pyproject.toml scripts/setup.sh $locks | cksum) $(pwd | cksum)"
stamp="$venv/.set-up"
[ "$wants" = test ] || [ ! -e "$venv/.set-up" ] || case "$(cat "$stamp")" in
    # The test tools are a superset: an environment made for the tests serves as well.
    test*) exec "$0" "$venv" test "$python" ;;
esac
if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$key" ] && is_python "$venv/bin/python" True; then
    exit 0
fi

rm -f "$stamp"
if ! is_python "$venv/bin/python" "$("$python" -c 'import sys; print("sys.version_info[:3] == %r" % (sys.version_info[:3],))')" ||
    ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    say "正在准备环境（$("$python" --version)）… / making the environment …"
    make_venv
fi
set --
for lock in $locks; do set -- "$@" -r "$lock"; done
say "正在安装固定版本的依赖，第一次要几分钟 … / installing the pinned packages, a few minutes the first time …"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check "$@"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --editable .
printf '%s' "$key" >"$stamp"
