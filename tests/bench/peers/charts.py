"""The charts that every tool draws: ten ranked bars with title, subtitle, value labels and footer."""

from pathlib import Path

CATEGORIES = [
    "Fehlende finanzielle Mittel",
    "Mangel an Fachkräften",
    "Anforderungen an den Datenschutz",
    "Anforderungen an die IT-Sicherheit",
    "Unklare rechtliche Vorgaben",
    "Fehlende Standards und Schnittstellen",
    "Langwierige Vergabeverfahren",
    "Geringe Akzeptanz in der Belegschaft",
    "Fehlende Unterstützung durch Land und Bund",
    "Kein Bedarf",
]
SUBTITLE = "Größte Hindernisse bei der Digitalisierung der Verwaltung"
FOOTER = [
    "Basis: alle befragten Kommunen (n = 623) | Mehrfachnennungen möglich",
    "Quelle: Statistisches Büro, März bis April 2025",
]
ACCENT, MUTED, TEXT, QUIET = "#00667f", "#a8bcc6", "#16202a", "#55626d"
FONTS = Path(__file__).resolve().parents[3] / "fonts"


def title(chart):
    """The message of a chart."""
    return f"Geld und Personal bremsen die Kommunen am stärksten, Frage {chart}"


def rows(chart):
    """Its bars, largest first."""
    values = [92 - 9 * row - (chart * 7 + row * 5) % 8 for row in range(len(CATEGORIES))]
    return sorted(zip(CATEGORIES, values), key=lambda pair: -pair[1])


def write_specs(folder, count):
    """The same charts as a folder for make-briefing."""
    folder = Path(folder)
    (folder / "charts").mkdir(parents=True)
    (folder / "series").mkdir()
    survey = [
        "survey:",
        "  title: Hindernisse der Digitalisierung",
        "  fieldwork: 2025-03/2025-04",
        "  base: {label: alle befragten Kommunen, n: 623}",
        "  source: {name: Statistisches Büro}",
        "series:",
    ]
    # A file may hold 50,000 values.
    files = {}
    briefing = [
        "title: Hindernisse der Digitalisierung",
        "date: 2025-06-01",
        "language: de",
        "sections:",
        "  - title: Alle Fragen",
        "    charts:",
    ]
    for chart in range(count):
        values = ", ".join(f"{name}: {value}" for name, value in rows(chart))
        entry = f"  frage-{chart:04}:\n    type: multiple\n    values: {{{values}}}"
        files.setdefault(chart // 1000, survey.copy()).append(entry)
        briefing.append(f"      - frage-{chart:04}")
        (folder / f"charts/frage-{chart:04}.yaml").write_text(
            f"title: {title(chart)}\nsubtitle: {SUBTITLE}\nseries: frage-{chart:04}\nchart: bar\n"
            f"highlight: [{CATEGORIES[0]}]\n",
            encoding="utf-8",
        )
    for number, series in files.items():
        text = "\n".join(series) + "\n"
        (folder / f"series/hindernisse-{number}.yaml").write_text(text, encoding="utf-8")
    (folder / "briefing.yaml").write_text("\n".join(briefing) + "\n", encoding="utf-8")
