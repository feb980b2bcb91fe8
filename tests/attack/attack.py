"""Attacks what many reports publish: solves for every hidden group by linear programming.

    python3 tests/attack/attack.py target/release/make-briefing 30

Builds reports of random surveys, and reads their published files and nothing else. How many respondents gave each answer is known
of all that is shown. A hidden number of respondents must lie in an interval at least as wide as `min-base`, whatever can be
computed from totals, answers, groups and other reports. If what is hidden only because it would reveal something is published,
the same attack must succeed, or it proves nothing. Manifest, CSV, web page, workbook, slides, text of the PDF and alternative
texts are read, and must show the same figures and hide the same groups.
"""
import csv
import json
import random
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pptx
from scipy.optimize import linprog

LEAST = 30
BREAKS = ["age", "sex", "work"]
ANSWERS = ["1", "2", "3"]


def survey(folder, dice):
    """Writes the specs of a random survey; returns the respondents of each unit, group and answer."""
    units = [f"u{at}" for at in range(dice.randrange(4, 9))]
    groups = {name: [f"{name}{at}" for at in range(dice.randrange(2, 4))] for name in BREAKS}
    (folder / "series").mkdir(parents=True)
    (folder / "charts").mkdir()
    truth = {}
    with open(folder / "series/answers.csv", "w") as file:
        file.write("unit,answer," + ",".join(BREAKS) + "\n")
        for unit in units:
            rare = {name: dice.random() * 0.12 if dice.random() < 0.25 else 1 / len(groups[name]) for name in BREAKS}
            for _ in range(dice.choice([20, 150, 300, 500])):
                row = []
                for name in BREAKS:
                    first, *rest = groups[name]
                    group = first if dice.random() < rare[name] else dice.choice(rest)
                    row.append(group)
                answer = str(dice.randrange(1, 4))
                for name, group in zip(BREAKS, row):
                    truth[unit, name, group, answer] = truth.get((unit, name, group, answer), 0) + 1
                file.write(f"{unit},{answer},{','.join(row)}\n")
    (folder / "briefing.yaml").write_text(
        f"title: Attack\nlanguage: en\nparams: {{unit: {{default: u0}}}}\nmin-base: {{n: {LEAST}, hide: true}}\n"
        "sections: [{title: One, charts: [%s]}]\n" % ", ".join(f"{set}-{name}" for set in ["own", "all"] for name in BREAKS)
    )
    breaks = "".join(f"  {name}: {{answer: {name}, order: [{', '.join(groups[name])}]}}\n" for name in BREAKS)
    for set, where in [("own", "  where: {unit: '{{ params.unit }}'}\n"), ("all", "")]:
        (folder / f"series/{set}.yaml").write_text(
            f"survey: {{title: T, population: P, fieldwork: 2026-01, weighting: Not weighted., base: {{label: people}}}}\n"
            f"dataset:\n  data: series/answers.csv\n{where}questions:\n"
            f"  {set}: {{label: Q, question: Q?, answer: answer, type: single, order: [1, 2, 3], nets: {{few: [1, 2]}}}}\nbreaks:\n{breaks}"
        )
        for name in BREAKS:
            (folder / f"charts/{set}-{name}.yaml").write_text(f"title: T\nseries: {set} by {name}\nchart: table\n")
    with open(folder / "reports.csv", "w") as file:
        csv.writer(file, lineterminator="\n").writerows([["id", "unit"]] + [[unit, unit] for unit in units])
    return units, groups, truth


def published(folder, units):
    """Who gave which answer, by the manifests: of units by group, of units, of groups over all units; and what is hidden."""
    cells, ofunit, ofgroup, hidden = {}, {}, {}, set()
    for unit in units:
        manifest = json.loads((folder / unit / "manifest.json").read_text())
        for chart in manifest["charts"]:
            name = chart["id"].split("-")[1]
            base = chart["series"][0]["base"]
            shares = {}
            for value in chart["values"]:
                exact = value["value"] if value.get("unrounded") is None else value["unrounded"]
                if value["kind"] == "category" and exact is not None:
                    shares.setdefault(value["column"], {})[value["row"]] = exact
            sizes = dict(base["columns"], **{"Total": base["n"]} if base["n"] is not None else {})
            for column, n in sizes.items():
                if column not in shares:
                    continue
                counts = {answer: round(shares[column].get(answer, 0) * n / 100) for answer in ANSWERS}
                if chart["id"].startswith("all"):
                    if column != "Total":
                        ofgroup[name, column] = counts
                elif column == "Total":
                    ofunit[unit] = counts
                else:
                    cells[unit, name, column] = counts
            if chart["id"].startswith("own"):
                hidden.update((unit, name, column) for column in base.get("hidden", {}) if column != "Total")
    return cells, ofunit, ofgroup, hidden


class Tables(HTMLParser):
    """The tables of a web page, as rows of texts."""

    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append(self.cell.strip())
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def tables(folder, chart):
    """What each format shows of a chart: the name of the format, and its tables in their order."""
    with open(folder / f"charts/{chart}.csv") as file:
        yield "CSV", [list(csv.reader(file))]
    page = Tables()
    page.feed((folder / "briefing.html").read_text())
    yield "web page", page.tables
    book = openpyxl.load_workbook(folder / "briefing.xlsx")
    yield "workbook", [[["" if cell is None else str(cell) for cell in row] for row in sheet.values] for sheet in book]
    slides = pptx.Presentation(folder / "briefing.pptx")
    shapes = [shape for slide in slides.slides for shape in slide.shapes]
    yield "slides", [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes if shape.has_table]


def shown(found, group):
    """The numbers below a group, in the first table that has it."""
    for table in found:
        for at, row in enumerate(table):
            places = [place for place, cell in enumerate(row) if re.match(rf"{group}\b", cell)]
            if places:
                below = [line[places[0]] for line in table[at + 1:] if len(line) > places[0]]
                numbers = [re.findall(r"\d+(?:\.\d+)?", re.sub(r"n\s*<\s*30", "", cell)) for cell in below]
                return [float(one[0]) for one in numbers if one]
    return None


def read_all(folder, units, groups, cells, hidden):
    """Reads every other format; says how many groups of how many formats it has read."""
    read = {}
    for unit in units:
        manifest = json.loads((folder / unit / "manifest.json").read_text())
        texts = {"PDF": subprocess.run(["pdftotext", "-layout", folder / unit / "briefing.pdf", "-"], capture_output=True, text=True, check=True).stdout}
        for name in BREAKS:
            chart = next((one for one in manifest["charts"] if one["id"] == f"own-{name}"), None)
            if chart is None:
                continue
            found = list(tables(folder / unit, f"own-{name}"))
            texts["alternative text"] = chart["alt"]
            for group in groups[name]:
                cell = (unit, name, group)
                if cell not in cells and cell not in hidden:
                    continue
                for format, tables_of_it in found:
                    numbers = shown(tables_of_it, group)
                    if cell in hidden and numbers:
                        sys.exit(f"the {format} of {unit} shows {numbers} of {group}, which is hidden")
                    if cell in cells:
                        n = sum(cells[cell].values())
                        wanted = [100 * count / n for count in cells[cell].values() if count]
                        if numbers is None or not all(any(abs(one - two) < 0.51 for two in numbers) for one in wanted):
                            sys.exit(f"the {format} of {unit} was not understood: {group} is {wanted}, read {numbers}")
                    read[format] = read.get(format, 0) + 1
                for format, text in texts.items():
                    flat = re.sub(r"\s+", " ", text.replace("\u00a0", " "))
                    found_n = re.search(rf"{group}: (?:n = )?(\d+)(?![\d.]*%)", flat)
                    if cell in hidden and format != "PDF" and re.search(rf"{group}: [\d.]+ ?%", flat):
                        sys.exit(f"the {format} of {unit} shows a share of {group}, which is hidden")
                    # A group of all respondents has the same name: only sizes below those of all units are its own.
                    if found_n and cell in hidden and format != "PDF":
                        sys.exit(f"the {format} of {unit} shows the size of {group}, which is hidden")
                    if cell in cells and str(sum(cells[cell].values())) not in flat:
                        sys.exit(f"the {format} of {unit} was not understood: the size of {group} is not there")
                    read[format] = read.get(format, 0) + 1
    return read


def narrowest(units, groups, known, ofunit, ofgroup, targets):
    """The width of the interval in which the size of each target must lie, by its cell."""
    unknown = [(unit, name, group) for unit in units for name in BREAKS for group in groups[name]]
    unknown = [cell for cell in unknown if cell not in known]
    # A unit whose answers are not published is as unknown as a cell.
    unknown += [(unit, None, None) for unit in units if unit not in ofunit]
    place = {(cell, answer): at for at, (cell, answer) in enumerate((cell, answer) for cell in unknown for answer in ANSWERS)}
    left, right = [], []
    for answer in ANSWERS:
        for unit in units:
            for name in BREAKS:
                row, rest = [0] * len(place), ofunit[unit][answer] if unit in ofunit else 0
                for group in groups[name]:
                    cell = (unit, name, group)
                    if cell in known:
                        rest -= known[cell][answer]
                    else:
                        row[place[cell, answer]] = 1
                if unit not in ofunit:
                    row[place[(unit, None, None), answer]] = -1
                left.append(row)
                right.append(rest)
        for (name, group), counts in ofgroup.items():
            row, rest = [0] * len(place), counts[answer]
            for unit in units:
                cell = (unit, name, group)
                if cell in known:
                    rest -= known[cell][answer]
                else:
                    row[place[cell, answer]] = 1
            left.append(row)
            right.append(rest)
    widths = {}
    for target in targets:
        goal = [0] * len(place)
        for answer in ANSWERS:
            goal[place[target, answer]] = 1
        ends = []
        for sign in [1, -1]:
            found = linprog([sign * one for one in goal], A_eq=left, b_eq=right, bounds=(0, 10_000), method="highs")
            if found.status != 0:
                sys.exit(f"the numbers that are published contradict each other: {found.message}")
            ends.append(sign * found.fun)
        widths[target] = ends[1] - ends[0]
    return widths


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    attacked = broken = tried = 0
    read = {}
    for seed in range(rounds * 4):
        if tried == rounds:
            break
        dice = random.Random(seed)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            units, groups, truth = survey(folder / "specs", dice)
            # Files that are slow to read are read of every tenth survey.
            formats = "pdf,csv,html,xlsx,pptx" if seed % 10 == 0 else "csv"
            build = [program, "reports", folder / "specs", "-o", folder / "out", "--format", formats, "--quiet", "--no-cache"]
            said = subprocess.run(build, capture_output=True, text=True)
            known, ofunit, ofgroup, hidden = published(folder / "out", units)
            if seed % 10 == 0:
                for format, count in read_all(folder / "out", units, groups, known, hidden).items():
                    read[format] = read.get(format, 0) + count
        size = lambda cell: sum(truth.get((*cell, answer), 0) for answer in ANSWERS)
        counts = lambda cell: {answer: truth.get((*cell, answer), 0) for answer in ANSWERS}
        cells = [(unit, name, group) for unit in units for name in BREAKS for group in groups[name]]
        missing = [cell for cell in cells if cell not in known and size(cell) > 0]
        small = [cell for cell in missing if size(cell) < LEAST]
        shows = [cell for cell in known if 0 < sum(known[cell].values()) < LEAST]
        if shows:
            sys.exit(f"seed {seed}: small groups are shown: {shows}\n{said.stderr}")
        if not small:
            continue
        tried += 1
        known.update({cell: counts(cell) for cell in cells if size(cell) == 0})
        for cell, width in narrowest(units, groups, known, ofunit, ofgroup, small).items():
            attacked += 1
            if width < LEAST - 1e-6:
                sys.exit(f"seed {seed}: {cell} lies in an interval of {width:.0f} respondents")
        # Without what is hidden for the sake of others.
        more = {cell: counts(cell) for cell in missing if size(cell) >= LEAST}
        of = lambda unit: {answer: sum(truth.get((unit, BREAKS[0], group, answer), 0) for group in groups[BREAKS[0]]) for answer in ANSWERS}
        whole = {unit: of(unit) for unit in units}
        whole = {unit: answers for unit, answers in whole.items() if sum(answers.values()) >= LEAST}
        widths = narrowest(units, groups, known | more, whole, ofgroup, small)
        broken += any(width < LEAST for width in widths.values())
    print(f"{tried} surveys, {attacked} hidden numbers: none in an interval below {LEAST};", end=" ")
    print(f"without complementary suppression the attack succeeds in {broken}")
    print("read as well:", ", ".join(f"{count} groups in the {format}" for format, count in read.items()))
    if broken == 0 or tried < rounds:
        sys.exit("an attack that never succeeds proves nothing")


main()
