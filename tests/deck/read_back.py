"""Reads a deck and a workbook with other programs, and compares each figure with the manifest.

    python3 tests/deck/read_back.py OUTPUT-FOLDER

The folder holds `briefing.pptx`, `briefing.xlsx` and `manifest.json` of one build. Needs python-pptx and openpyxl.
"""

import io
import json
import re
import sys
from pathlib import Path

import openpyxl
import pptx

# Kinds of rows that a native chart does not draw: nets would count their parts twice, totals are labels.
BESIDE = {"total", "reference", "net"}


def name(text):
    """A name without indentation, and without what is added behind it."""
    return re.sub(r"\s+", " ", str(text or "")).strip()


def matches(cell, wanted):
    cell, wanted = name(cell), name(wanted)
    return cell == wanted or cell.startswith(f"{wanted} (") or cell.endswith(f": {wanted}")


def table(sheet):
    """The rows of a sheet from the first with two texts on, as lists."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def find(rows, row_name, column_name):
    """All figures in a row and column of these names, whichever way round the table is."""
    found = []
    for head_at, head in enumerate(rows):
        for row in rows[head_at + 1 :]:
            for at, value in enumerate(row[1:], 1):
                if not isinstance(value, (int, float)):
                    continue
                across = head[at] if at < len(head) else None
                if matches(row[0], row_name) and (column_name is None or matches(across, column_name)):
                    found.append(value)
                if matches(across, row_name) and (column_name is None or matches(row[0], column_name)):
                    found.append(value)
    return found


def check(where, rows, values, faults):
    """Each figure of the manifest is in the table."""
    count = 0
    for one in values:
        if one["value"] is None or isinstance(one["value"], list):
            continue
        figures = find(rows, one["row"], one["column"])
        if not any(abs(abs(figure) - abs(one["value"])) < 1e-9 for figure in figures):
            faults.append(f"{where}: {one['row']}, {one['column']}: {one['value']} is not among {figures}")
        count += 1
    return count


def native(deck):
    """The charts of a deck by their ids: the table of each one's workbook, and the figures that it draws."""
    charts = {}
    for slide in deck.slides:
        assert slide.shapes.title is not None, f"slide {slide.slide_id} has no title"
        for shape in slide.shapes:
            if shape.has_chart:
                book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob), data_only=True)
                drawn = [value for plot in shape.chart.plots for series in plot.series for value in series.values]
                charts[shape.name.removeprefix("chart:").split("@")[0]] = (table(book.active), drawn)
    return charts


def main(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    deck = pptx.Presentation(folder / "briefing.pptx")
    charts = native(deck)
    book = openpyxl.load_workbook(folder / "briefing.xlsx")
    faults, counts = [], [0, 0]
    notes = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name.startswith("chart:"):
                notes[shape.name.removeprefix("chart:").split("@")[0]] = slide.notes_slide.notes_text_frame.text
    for chart in manifest["charts"]:
        id, values = chart["id"], chart["values"]
        if id not in notes:
            continue
        if not notes[id].strip():
            faults.append(f"{id}: no speaker notes")
        sheet = book[id[:31]]
        counts[1] += check(f"{id} in the workbook", table(sheet), [v for v in values if v["row"]], faults)
        if id in charts:
            rows, drawn = charts[id]
            counts[0] += check(f"{id} in the deck", rows, [v for v in values if v["kind"] not in BESIDE], faults)
            cells = {v for row in rows[1:] for v in row[1:] if isinstance(v, (int, float))}
            faults += [f"{id}: draws {v}, which its workbook lacks" for v in drawn if v is not None and v not in cells]
    print("\n".join(faults))
    print(f"{len(charts)} native charts, {counts[0]} figures in the deck and {counts[1]} in the workbook as in the manifest")
    return 1 if faults or not charts else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
