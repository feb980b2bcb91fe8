"""Fills `tests/fuzz/corpus/` with seeds: what this repository has of specs, tables, logos, fonts and finished files.

    python3 tests/fuzz/corpus.py [PDF…]
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
LARGEST = 40_000
# As the target `series` counts them.
ENDINGS = ["csv", "tsv", "json", "xlsx", "xls", "ods", "yaml", "parquet", "sav", "zsav", "dta"]
MAPPINGS = [b"category: Antwort, value: Anteil", b"category: antwort, columns: [a, b]", b"tabulate: frage", b""]


def put(target, data):
    if len(data) <= LARGEST:
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


def files(*patterns):
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and not {"target", "fuzz"} & set(file.relative_to(ROOT).parts):
                yield file


def main(pdfs):
    for file in files("**/*.yaml", "**/*.yml"):
        data, text = file.read_bytes(), file.read_text(encoding="utf-8", errors="ignore")
        kind = {"briefing": 1, "theme": 2}.get(file.stem)
        if file.stem == "_brand":
            put("brand", data)
        if file.parent.name == "charts" or file.stem == "chart":
            kind = 0
            put("chart", data)
        if kind is not None:
            # The byte that chooses the reader is taken from the end.
            put("spec", data + bytes([kind]))
        elif "series" in (file.parent.name, file.stem):
            put("series", bytes([ENDINGS.index("yaml")]) + b"\n" + data)
        for block in re.findall(r"text: \|\n((?:\s+.*\n)+)", text):
            put("markdown", block.encode())
        for line in re.findall(r".*\{\{.*", text):
            put("template", line.encode())
    for file in files("tests/**/*.*", "docs/**/*.xlsx"):
        ending = file.suffix[1:].replace("xlsm", "xlsx")
        if ending in ENDINGS and ending != "yaml":
            for mapping in MAPPINGS:
                put("series", bytes([ENDINGS.index(ending)]) + mapping + b"\n" + file.read_bytes())
        if ending == "dta":
            put("dta", file.read_bytes())
    for file in files("**/*.svg"):
        put("logo", file.read_bytes())
    for file in files("**/*.ttf"):
        put("font", file.read_bytes())
    for kind, name in enumerate([".make-briefing-files", ".make-briefing-log", "manifest.json"]):
        for file in files(f"**/{name}"):
            put("record", bytes([kind]) + file.read_bytes())
    for file in pdfs:
        put("check", Path(file).read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
