# Shared by tools/build-sample and tools/test: a virtual environment with site-gen in it. Sourced, not run.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "site-gen needs Python 3.11 or newer; set PYTHON to one." >&2
    exit 2
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
