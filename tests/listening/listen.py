#!/usr/bin/env python3
"""A listening test: what a voice says of charts and tables has their figures, each as it is said alone, in order.

    listen.py BUILD...

Each BUILD is an output folder with manifest.json, briefing.html and briefing.pdf. eSpeak NG says each alternative text and each
row of a table in phonemes. The phonemes of each figure of the manifest must be among them, in the order of the manifest: a voice
that joins a year with a figure, skips a sign or reads a wrong number is found. Then a digit of each text is changed, which must
be found too.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:[\u00a0\u202f ]?%)?")
AFTER_NAME = re.compile(r": (?:minus |plus |je )?(" + NUMBER.pattern + ")")
SCALES = {"Tsd.": 1e3, "Tausend": 1e3, "thousand": 1e3, "k": 1e3, "Mi": 1e6, "mi": 1e6, "m": 1e6, "Mrd.": 1e9, "Milliarde": 1e9, "bi": 1e9, "bn": 1e9}


@lru_cache(maxsize=None)
def phonemes(text, language):
    """What the voice says, without stress and pauses, which depend on the place in the sentence."""
    said = subprocess.run(
        ["espeak-ng", "-q", "-x", "-v", language, text], capture_output=True, text=True, check=True
    ).stdout
    return re.sub(r"[\s',%=_|:;!-]", "", said)


def value(token, language):
    """The number that a token writes, and the number of its decimals."""
    digits = token.rstrip("%").strip("\u00a0\u202f ")
    group, point = (".", ",") if language == "de" else (",", ".")
    digits = re.sub(r"[\u00a0\u202f]", "", digits)
    parts = digits.split(point)
    whole = parts[0].replace(group, "")
    decimals = len(parts[1]) if len(parts) == 2 else 0
    return float(f"{whole}.{parts[1]}" if decimals else whole), decimals


def tokens(text, language):
    """The numbers of a text, each with its value: one that is followed by a magnitude is that much larger."""
    found = []
    for match in NUMBER.finditer(text):
        number, decimals = value(match.group(), language)
        rest = text[match.end():].lstrip("\u00a0 ")
        scale = next((factor for word, factor in SCALES.items() if re.match(re.escape(word), rest) and text[match.end():].startswith("\u00a0")), 1.0)
        found.append((match.group(), number * scale, 10.0**-decimals * scale))
    return found


def missing(text, values, language):
    """The first of these figures that the text does not say in this order."""
    said = phonemes(text, language)
    rest = tokens(text, language)
    position = 0
    for wanted in values:
        at = next((i for i, (_, number, step) in enumerate(rest) if abs(number - abs(wanted)) <= step * 0.5000001), None)
        if at is None:
            return f"does not have {wanted}"
        token = rest[at][0]
        rest = rest[at + 1:]
        alone = phonemes(token, language)
        place = said.find(alone, position)
        if place < 0:
            return f"does not say “{token}” as {alone}"
        position = place + len(alone)
    return joined(text, said, language)


def joined(text, said, language):
    """The first number of the text that is not said as it is said alone: two side by side may become one."""
    position = 0
    for token, _, _ in tokens(text, language):
        alone = phonemes(token, language)
        place = said.find(alone, position)
        if place < 0:
            return f"says “{token}” in another way than alone"
        position = place + len(alone)
    return None


class Rows(html.parser.HTMLParser):
    """The rows of the tables of each chart of a page."""

    def __init__(self):
        super().__init__()
        self.figure, self.row, self.cell, self.rows = None, None, None, []

    def handle_starttag(self, tag, attributes):
        identity = dict(attributes).get("id") or ""
        if tag == "figure" and identity.startswith("fig-"):
            self.figure = identity.removeprefix("fig-")
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.row.append(self.cell.strip())
            self.cell = None
        elif tag == "tr" and self.row:
            self.rows.append((self.figure, self.row))
            self.row = None
        elif tag == "figure":
            self.figure = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def figure_texts(pdf):
    """The alternative texts of the figures of a PDF."""
    objects = json.loads(subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", str(pdf)], capture_output=True, text=True, check=False).stdout)
    for one in objects["qpdf"][1].values():
        entry = one.get("value") if isinstance(one, dict) else None
        if isinstance(entry, dict) and entry.get("/S") == "/Figure" and "/Alt" in entry:
            yield entry["/Alt"].removeprefix("u:")


def cases(folder):
    """Each text of a build, with the figures that it must say."""
    manifest = json.loads((folder / "manifest.json").read_text())
    page = (folder / "briefing.html").read_text()
    language = re.search(r'<html lang="(\w\w)', page).group(1)
    reader = Rows()
    reader.feed(page)
    texts = {}
    for alt in figure_texts(folder / "briefing.pdf"):
        for chart in manifest["charts"]:
            if f". {chart['title'].rstrip('.!?')}" in alt:
                texts[chart["id"]] = alt
    for chart in manifest["charts"]:
        name = f"{folder.name}/{chart['id']}"
        # Sums are at the bars that they belong to, wherever the manifest lists them.
        own = [one for one in chart["values"] if one["kind"] != "total"]
        values = [one["value"] for one in own if isinstance(one.get("value"), (int, float))]
        alt = chart.get("alt") or ""
        full = len(chart["values"]) <= 18 or chart["kind"] == "key-figures"
        if full:
            yield f"{name}: alternative text", alt, values, language
        # Where a table has all figures, the text picks some out: those after a name.
        text = texts.get(chart["id"], "")
        picked = [number for _, number, _ in map(lambda one: tokens(one, language)[0], AFTER_NAME.findall(text))]
        of_chart = [next((one for one in values if abs(abs(one) - number) < 0.5), None) for number in picked]
        of_chart = [one for one in of_chart if one is not None]
        if of_chart and chart["kind"] != "key-figures":
            yield f"{name}: alternative text in the PDF", text, of_chart, language
        by_row = {}
        for one in chart["values"]:
            if isinstance(one.get("value"), (int, float)):
                by_row.setdefault(one["row"], []).append(one["value"])
        for figure, row in reader.rows:
            if figure == chart["id"] and row[0] in by_row:
                yield f"{name}: row {row[0]}", ", ".join(row), by_row[row[0]], language


def planted(text, values, language):
    """The text with another digit in one of its figures."""
    for wanted in values:
        for match in NUMBER.finditer(text):
            number, decimals = value(match.group(), language)
            alone = text.count(match.group()) == 1
            if alone and abs(number - abs(wanted)) <= 10.0**-decimals * 0.5000001:
                digit = match.group()[0]
                other = str((int(digit) + 4) % 9 + 1)
                return text[: match.start()] + other + text[match.start() + 1:]
    return None


def main():
    every = [case for folder in sys.argv[1:] for case in cases(pathlib.Path(folder))]
    with ThreadPoolExecutor() as threads:
        faults = [fault for fault in threads.map(lambda case: (case[0], missing(case[1], case[2], case[3])), every) if fault[1]]
        wrong = [(name, planted(text, values, language), values, language) for name, text, values, language in every]
        wrong = [case for case in wrong if case[1]]
        unheard = [case[0] for case in wrong if not missing(case[1], case[2], case[3])]
    for name, why in faults:
        print(f"{name}: {why}")
    for name in unheard:
        print(f"{name}: a planted wrong number was not heard")
    print(f"{len(every)} texts heard, {len(faults)} wrong; {len(wrong) - len(unheard)} of {len(wrong)} planted numbers found")
    if faults or unheard or not wrong:
        sys.exit(1)


main()
