#!/usr/bin/env bash
# Makes the pictures of the README from the example briefing, and those of the reference from the gallery.
# Needs pdftoppm (poppler-utils) and Python 3 with Pillow.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

charts=(digitalbudget kompetenzen buergerdienste)
pages=(1 3 5 10 11 14)

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cargo run --release --quiet -- specs/ -o "$tmp/out" --quiet
for chart in "${charts[@]}"; do
    cp "$tmp/out/charts/$chart.png" docs/pictures/
done
cargo run --release --quiet -- specs/gallery -o "$tmp/gallery" --format png --scale 1 --quiet
mkdir -p docs/pictures/kinds
cp "$tmp"/gallery/charts/*.png docs/pictures/kinds/
for page in "${pages[@]}"; do
    pdftoppm -r 52 -png -singlefile -f "$page" -l "$page" "$tmp/out/briefing.pdf" "$tmp/$(printf 'page-%02d' "$page")"
done

# The pages in one row of three over another, each with a thin edge, in few colours.
python3 - "$tmp" docs/pictures/pages.png <<'PYTHON'
import sys
from pathlib import Path

from PIL import Image, ImageOps

pages = [Image.open(file).convert("RGB") for file in sorted(Path(sys.argv[1]).glob("page-*.png"))]
pages = [ImageOps.expand(page, border=1, fill="#c8ccd0") for page in pages]
gap, columns = 16, 3
width, height = pages[0].size
rows = -(-len(pages) // columns)
sheet = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), "#eef0f2")
for index, page in enumerate(pages):
    row, column = divmod(index, columns)
    sheet.paste(page, (gap + column * (width + gap), gap + row * (height + gap)))
sheet.quantize(24, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)
PYTHON
ls -l docs/pictures/*.png
