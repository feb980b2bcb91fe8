#!/usr/bin/env bash
# Measures what each stage costs as a briefing grows, and draws it: the figures go to `series/`, the pictures to
# `docs/pictures/`. Four minutes on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for what in charts rows pages; do
    cargo bench --quiet --bench growth -- "$what" >"docs/growth/series/$what.csv"
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cargo run --release --quiet -- docs/growth -o "$tmp" --format svg --quiet
for what in charts rows pages; do
    cp "$tmp/charts/$what.svg" "docs/pictures/growth-$what.svg"
done
