#!/usr/bin/env python3
"""Text from right to left that is taken out of a PDF is the text as it was written.

    extract.py BRIEFING.PDF      (in the folder of its specs; with pdftotext in the path, PyMuPDF and pypdfium2)

Each word of the briefing, of its charts and of its series must be in what the readers give for the PDF, letter by letter. A few
may not: where a mark is on a letter of a ligature, readers differ in which of the two comes first.
"""

import pathlib
import re
import subprocess
import sys

import pymupdf
import pypdfium2

SPECS = pathlib.Path(__file__).parent
LETTERS = "\u0590-\u05ff\u0600-\u0605\u0610-\u061a\u0620-\u064a\u064b-\u065f\u0670-\u06d3"
STRETCH = re.compile(f"[{LETTERS}]+(?: [{LETTERS}]+)*")
# Marks on letters are drawn apart; readers differ in where they put the space that they see beside them.
MARKS = re.compile("[\u064b-\u065f\u0670]")


def plain(text):
    """Without marks of direction, marks on letters and spaces."""
    return re.sub(r"\s+", "", MARKS.sub("", re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad]", "", text)))


def written():
    """What the specs say, in stretches of one script."""
    text = "\n".join(path.read_text() for path in sorted(SPECS.rglob("*.yaml")))
    text = re.sub(r"\{\{.*?\}\}|<[^>]*>|^(?:language|title of).*$|^summary:.*$", "\n", text, flags=re.M)
    return sorted({match.group() for match in STRETCH.finditer(text)})


def main():
    pdf = sys.argv[1]
    poppler = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    with pymupdf.open(pdf) as opened:
        mupdf = "\n".join(page.get_text("text") for page in opened)
    pdfium = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    failed = False
    for name, text, least in (("Poppler", poppler, 0.98), ("MuPDF", mupdf, 0.98), ("PDFium", pdfium, 0.95)):
        found = plain(text)
        words = [word for stretch in written() for word in stretch.split() if len(plain(word)) > 1]
        lost = [word for word in words if plain(word) not in found]
        share = 1 - len(lost) / len(words)
        print(f"{name}: {len(words) - len(lost)} of {len(words)} words as they were written", *sorted(set(lost))[:20])
        failed |= share < least
    sys.exit(failed)


main()
