"""Holds decks and workbooks, and the workbooks in charts, against the schemas of Office Open XML and the rules of the Open XML SDK.

    python3 tests/deck/schemas.py FILE...

Needs openxml-audit, which has both. Faults that are planted in the first deck must be found, so that silence means something.
"""

import re
import sys
import tempfile
import zipfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def faults(path):
    """What the rules forbid; what a program would merely write otherwise is not among it."""
    found = OpenXmlValidator().validate(path)
    return [f"{one.part_uri} {one.path}: {one.description}" for one in found.errors if one.severity.name == "ERROR"]


def changed(files, folder, name, change):
    """A deck in which one part is changed, or left out where the change gives nothing."""
    path = folder / "planted.pptx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for other, content in files.items():
            content = change(content.decode()) if other == name else content
            if content is not None:
                package.writestr(other, content)
    return path


def planted(deck, folder):
    """What no fault was found in, although it has one."""
    files = parts(deck)
    chart = min(name for name in files if name.startswith("ppt/charts/chart") and b"<c:gapWidth" in files[name])
    slides = [name for name in files if name.startswith("ppt/slides/slide")]
    slide = max(slides, key=lambda name: (files[name].count(b"<p:cNvPr "), name))
    first = re.compile(r"(<c:idx [^>]*/>)(<c:order [^>]*/>)")
    plants = {
        "elements in another order": (chart, lambda xml: first.sub(r"\2\1", xml, count=1)),
        "a value that no such attribute has": (chart, lambda xml: xml.replace('<c:barDir val="', '<c:barDir val="x', 1)),
        "an element of no schema": (slide, lambda xml: xml.replace("<p:spTree>", "<p:spTree><p:none/>", 1)),
        "a shape without a number": (slide, lambda xml: re.sub(r'(<p:cNvPr) id="\d+"', r"\1", xml, count=1)),
        "two shapes of one number": (slide, lambda xml: re.sub(r'<p:cNvPr id="\d+"', '<p:cNvPr id="7"', xml)),
        "a relationship to nothing": (slide, lambda xml: None),
    }
    return [what for what, (name, change) in plants.items() if not faults(changed(files, folder, name, change))]


def main(paths):
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for path in paths:
            wrong += [f"{path}: {fault}" for fault in faults(path)]
            count += 1
            for name, content in parts(path).items():
                if name.endswith(".xlsx"):
                    book = scratch / Path(name).name
                    book.write_bytes(content)
                    wrong += [f"{path}, {name}: {fault}" for fault in faults(book)]
                    count += 1
        deck = next((path for path in paths if path.suffix == ".pptx"), None)
        if deck:
            wrong += [f"not found in {deck}: {what}" for what in planted(deck, scratch)]
    print("\n".join(wrong))
    print(f"{count} files, {len(wrong)} faults")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main([Path(one) for one in sys.argv[1:]]))
