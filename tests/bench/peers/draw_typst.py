"""Draws the charts with Typst's own primitives: one document, a page a chart, compiled in one process.

The compiler object is kept, so that the layout of the first format serves the others from its cache.
"""

import json
import sys
from pathlib import Path

import typst

import charts

TEMPLATE = """
#let data = json("charts.json")
#set page(width: 800pt, height: 450pt, margin: 28pt)
#set text(font: "Source Sans 3", size: 15pt, fill: rgb("%(text)s"), lang: "de", hyphenate: true)
#set document(title: "Hindernisse der Digitalisierung")
#let most = 330pt
#for chart in data.charts [
  #rect(width: 36pt, height: 4.5pt, fill: rgb("%(accent)s"))
  #v(-6pt)
  #text(size: 22.5pt, weight: "bold", chart.title)
  #v(-14pt)
  #text(size: 16pt, fill: rgb("%(quiet)s"), data.subtitle)
  #v(-4pt)
  #let top = calc.max(..chart.rows.map(row => row.value))
  #grid(
    columns: (300pt, 1fr), row-gutter: 9pt, column-gutter: 10pt, align: horizon,
    ..chart.rows.enumerate().map(((index, row)) => (
      align(right, text(row.name)),
      stack(dir: ltr, spacing: 6pt,
        rect(width: most * row.value / top, height: 17pt, fill: rgb(if index == 0 { "%(accent)s" } else { "%(muted)s" })),
        align(horizon, text(weight: "semibold", str(row.value) + " %%"))),
    )).flatten()
  )
  #v(1fr)
  #text(size: 12pt, fill: rgb("%(quiet)s"), data.footer.join(linebreak()))
  #pagebreak(weak: true)
]
"""


def main(out, count, formats):
    colors = {"accent": charts.ACCENT, "muted": charts.MUTED, "text": charts.TEXT, "quiet": charts.QUIET}
    (out / "charts.json").write_text(json.dumps(charts.for_typst(count)), encoding="utf-8")
    (out / "main.typ").write_text(TEMPLATE % colors, encoding="utf-8")
    compiler = typst.Compiler(
        str(out / "main.typ"), font_paths=[str(charts.FONTS)], ignore_system_fonts=True
    )
    if "svg" in formats:
        compiler.compile(output=str(out / "chart-{0p}.svg"), format="svg")
    if "png" in formats:
        compiler.compile(output=str(out / "chart-{0p}.png"), format="png", ppi=144.0)
    if "pdf" in formats:
        compiler.compile(output=str(out / "briefing.pdf"), format="pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))
