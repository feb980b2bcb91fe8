#!/usr/bin/env bash
# Builds 100 charts with make-briefing, plotters, Typst, vl-convert and matplotlib in turns and prints Markdown tables.
#
#   tests/bench/peers/run.sh [ROUNDS [TABLE…]]
#
# 5 rounds and all tables (images, document, again, start, growth) if not given; fifteen minutes on two cores.
#
# Needs Python 3.10 or later with `venv`; the peers come from PyPI into a virtual environment under `target/`, and
# plotters from crates.io.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
venv=$target/peers-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/bench/peers/requirements.txt
cargo build --locked --release --quiet
cargo build --locked --release --quiet --manifest-path tests/bench/peers/plotters/Cargo.toml --target-dir "$target/peers"
exec "$venv/bin/python" tests/bench/peers/compare.py \
    "$target/release/make-briefing" "$target/peers/release/plain-plotters" "${1:-5}" "${@:2}"
