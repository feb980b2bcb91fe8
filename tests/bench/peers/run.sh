#!/usr/bin/env bash
# Builds 100 charts with make-briefing, Typst, vl-convert and matplotlib in turns and prints a Markdown table.
#
#   tests/bench/peers/run.sh [ROUNDS [TABLE…]]
#
# 5 rounds and all tables (images, document, growth) if not given; ten minutes on two cores.
#
# Needs Python 3.10 or later with `venv`; the peers come from PyPI into a virtual environment under `target/`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

target=${CARGO_TARGET_DIR:-target}
venv=$target/peers-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/bench/peers/requirements.txt
fi
cargo build --release --quiet
exec "$venv/bin/python" tests/bench/peers/compare.py "$target/release/make-briefing" "${1:-5}" "${@:2}"
