"""Sets with Typst the document that make-briefing sets: contents, captions, drawings with alternative texts, a table of the
figures of each chart, links between both, page numbers; tagged and written as PDF/A-2a and PDF/UA-1.
"""

import json
import sys
from pathlib import Path

import typst

import charts

TEMPLATE = """
#let data = json("charts.json")
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm),
  header: text(size: 7.5pt, fill: rgb("%(quiet)s"))[Hindernisse der Digitalisierung],
  footer: context text(size: 7.5pt, fill: rgb("%(quiet)s"))[#h(1fr) Seite #counter(page).display() von #counter(page).final().first()])
#set text(font: "Source Sans 3", size: 9.5pt, fill: rgb("%(text)s"), lang: "de", hyphenate: true)
#set document(title: "Hindernisse der Digitalisierung", author: "Statistisches Büro", date: datetime(year: 2025, month: 6, day: 1))
#show figure.caption: none
#show figure: set align(left)
#let quiet(size, body) = text(size: size, fill: rgb("%(quiet)s"), body)
#title[Hindernisse der Digitalisierung]
#pagebreak()
#outline(title: [Inhalt], target: figure.where(kind: "chart"))
#pagebreak()
= Alle Fragen
#for (index, chart) in data.charts.enumerate() {
  block(breakable: false, below: 24pt)[
    #line(length: 100%%, stroke: 0.75pt)
    #text(size: 8pt, weight: "semibold", fill: rgb("%(accent)s"))[Abbildung #(index + 1)]
    #linebreak()
    #text(size: 12.35pt, weight: "semibold", chart.title)
    #linebreak()
    #quiet(9.5pt, data.subtitle)
    #let top = calc.max(..chart.rows.map(row => row.value))
    #figure(
      kind: "chart", supplement: [Abbildung], caption: chart.title, numbering: "1",
      alt: "Balkendiagramm: " + chart.rows.map(row => row.name + " " + str(row.value) + " %%").join(", "),
      grid(
        columns: (180pt, 1fr), row-gutter: 6pt, column-gutter: 8pt, align: horizon,
        ..chart.rows.enumerate().map(((at, row)) => (
          align(left, row.name),
          stack(dir: ltr, spacing: 4pt,
            rect(width: 230pt * row.value / top, height: 11pt, fill: rgb(if at == 0 { "%(accent)s" } else { "%(muted)s" })),
            align(horizon, text(weight: "semibold", str(row.value) + " %%"))),
        )).flatten()
      )
    ) #label("chart-" + str(index))
    #quiet(7.6pt, data.footer.join(linebreak()))
    #linebreak()
    #link(label("table-" + str(index)), text(size: 7.6pt, fill: rgb("%(accent)s"))[Daten: Tabelle #(index + 1)])
  ]
}
= Anhang: Datentabellen
#for (index, chart) in data.charts.enumerate() {
  block(breakable: false, below: 18pt)[
    #text(size: 8pt, weight: "semibold", fill: rgb("%(accent)s"))[Tabelle #(index + 1)]
    #linebreak()
    #text(size: 10pt, weight: "semibold", chart.title)
    #figure(kind: table, supplement: [Tabelle], caption: chart.title, table(
      columns: (auto, auto), stroke: (x: none, y: 0.4pt + rgb("%(muted)s")), align: (left, right),
      table.header([*Antwort*], [*Anteil*]),
      ..chart.rows.map(row => (row.name, str(row.value) + " %%")).flatten()
    )) #label("table-" + str(index))
    #link(label("chart-" + str(index)), text(size: 7.6pt, fill: rgb("%(accent)s"))[zu Abbildung #(index + 1)])
  ]
}
"""


def main(out, count):
    colors = {"accent": charts.ACCENT, "muted": charts.MUTED, "text": charts.TEXT, "quiet": charts.QUIET}
    (out / "charts.json").write_text(json.dumps(charts.for_typst(count)), encoding="utf-8")
    (out / "main.typ").write_text(TEMPLATE % colors, encoding="utf-8")
    compiler = typst.Compiler(
        str(out / "main.typ"), font_paths=[str(charts.FONTS)], ignore_system_fonts=True
    )
    compiler.compile(output=str(out / "briefing.pdf"), format="pdf", pdf_standards=["a-2a", "ua-1"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
