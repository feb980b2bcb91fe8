#!/usr/bin/env bash
# Compares how Poppler, MuPDF and PDFium show and read finished PDFs: `bash tests/readers/run.sh FILE.pdf…`.
#
# Installs what is missing: poppler-utils as a package of Debian or Ubuntu, MuPDF and PDFium from the Python package
# index into a virtual environment below the cache folder. Pages must look alike and give the same words in the same
# order; `compare.py` says how that is measured. Exit status: 0 alike, 1 different, 2 the programs cannot be run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
cd - >/dev/null

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@"; } >&2 || {
        printf 'readers: %s cannot be installed\n' "$*" >&2
        exit 2
    }
}

if ! command -v pdftoppm >/dev/null; then install poppler-utils; fi
if ! python3 -c 'import ensurepip' 2>/dev/null; then install python3-venv; fi

# The environment is named by what is in it, so a change of a version makes a new one.
wanted=$(sha256sum "$here/requirements.txt" | cut -c1-12)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/make-briefing/readers-$wanted
if [ ! -e "$venv/done" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2 || exit 2
    touch "$venv/done"
fi
exec "$venv/bin/python" "$here/compare.py" "$@"
