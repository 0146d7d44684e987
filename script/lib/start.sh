# Sourced by the commands beside this folder: finds a Python that will do, and hands over to
# the module script.lib.$1. Nothing but /bin/sh can be counted on here.

HUIGAO_CALLER_DIR=$(pwd)
export HUIGAO_CALLER_DIR

usable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null
}

# The Python that made .venv comes first: looking for others would cost time at each start.
python=
for candidate in "$root/.venv/bin/python" python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && usable "$candidate"; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    {
        echo "需要 Python 3.11 或 3.12，这台机器上没有找到。什么都没有改动；请先安装（例如 apt-get install python3 python3-venv），再运行一次。"
        echo "Python 3.11 or 3.12 is needed and was not found. Nothing was changed; install it (for example apt-get install python3 python3-venv), then run this again."
    } >&2
    exit 1
fi

module=$1
shift
cd "$root" || exit 1
exec "$python" -m "script.lib.$module" "$@"
