"""Builds with hostile inputs, made from small valid ones by a seed: bits are flipped, numbers become huge, elements are
repeated, files and the parts of workbooks are cut short. Each build has 1 GB of memory and 20 seconds of processor time, and
must end with one of its own exit statuses and no internal error. What did not is kept, and its place printed.

    python3 tests/faults/hostile.py PROGRAM [ROUNDS [SEED [KIND]]]

Needs Python 3.10 on a Unix system and nothing else.
"""

import io
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/survey/fixtures"
MEMORY = 1 << 30
SECONDS = 20
# Other builds may keep the machine busy.
PATIENCE = 300
# No input is made larger than this.
LARGEST = 24 << 20
STATUSES = (0, 1, 2, 3)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "RUST_BACKTRACE"}

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120" height="40" viewBox="0 0 120 40">
<style>.a { fill: #00647d } .b, .c { fill: #e69f00 }</style><defs><path id="p" d="M0 0h10v10h-10z"/></defs>
<g id="g1" transform="translate(2 2) scale(1.5)"><use xlink:href="#p" class="a"/><g id="g2"><use xlink:href="#p" x="12" class="b"/></g></g>
<circle cx="60" cy="20" r="9" class="c"/><path d="M70 5C80 5 90 15 90 25S80 35 70 35Z" fill="#333"/><rect x="95" width="9" height="9"/></svg>
"""
JSON = '{"Ja": {"2023": 54.5, "2024": 61}, "Nein": {"2023": 30, "2024": 25}, "Weiß nicht": {"2023": 15.5, "2024": 14}}\n'
CHART = "title: Ein Titel\nseries: budget\nchart: stacked-bar\nhighlight: [Ja]\nsort: none\nnotes:\n  - text: Eine Anmerkung\n    at: Ja\n"
THEME = "look: neutral\ncolors:\n  accent: '#00647d'\n  palette: ['#00647d', '#e69f00', '#8c3b6f']\npage: {size: a4, margins: {top: 20}}\n"
BRAND = "meta: {name: Haus}\ncolor:\n  palette: {blue: '#0b6e99', orange: '#e69f00', dark: blue}\n  primary: blue\n  background: '#ffffff'\n"


def inputs():
    """Each kind of input: name in the specs folder, bytes, what names it, formats to build."""
    fixture = lambda name: (FIXTURES / name).read_bytes()
    data = lambda name, more="": {
        "series/more.yaml": f"series:\n  more:\n    type: multiple\n    data: {{file: {name}{more}}}\n",
        "charts/more.yaml": "title: T\nseries: more\nchart: bar\n",
    }
    table = ", range: A3:C6, category: Antwort, columns: [2020]"
    found = []
    for ending in ("xlsx", "ods", "xls"):
        found.append((ending, f"umfrage.{ending}", fixture(f"umfrage.{ending}"), data(f"umfrage.{ending}", table), "csv"))
        found.append((ending, f"k.{ending}", fixture(f"kreuztabelle.{ending}"), data(f"k.{ending}"), "csv"))
    for name in ("antworten-pyarrow", "antworten-duckdb", "antworten-polars", "antworten-delta"):
        found.append(("parquet", f"{name}.parquet", fixture(f"{name}.parquet"), data(f"{name}.parquet", ", tabulate: antwort"), "csv"))
    font = (ROOT / "fonts/SourceSans3-Regular.ttf").read_bytes()
    found.append(("ttf", "f.ttf", font, {"theme.yaml": "fonts: {regular: f.ttf}\n"}, "svg,pdf"))
    found.append(("svg", "l.svg", LOGO.encode(), {"theme.yaml": "logo: l.svg\n"}, "pdf"))
    found.append(("json", "x.json", JSON.encode(), data("x.json"), "csv"))
    found.append(("yaml", "charts/budget.yaml", CHART.encode(), {}, "svg"))
    found.append(("yaml", "theme.yaml", THEME.encode(), {}, "svg"))
    found.append(("yaml", "_brand.yml", BRAND.encode(), {}, "svg"))
    return found


class Mutator:
    def __init__(self, dice):
        self.dice = dice

    def file(self, kind, content):
        """A hostile version of a file."""
        if kind in ("xlsx", "ods") and self.dice.random() < 0.85:
            return self.archive(content)
        if kind in ("svg", "json", "yaml") and self.dice.random() < 0.85:
            return self.text(content)
        return self.binary(content)

    def archive(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
        likely = [at for at, (name, _) in enumerate(parts) if re.search(r"sheet|Strings|styles|workbook|content|rels|manifest", name)]
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            at = self.dice.choice(likely)
            name, part = parts[at]
            parts[at] = (name, self.text(part) if self.dice.random() < 0.85 else self.binary(part))
        if self.dice.random() < 0.05:
            parts.append(parts[self.dice.choice(likely)])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in parts:
                archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        made = made.getvalue()
        return self.binary(made) if self.dice.random() < 0.1 else made

    def number(self):
        return self.dice.choice((
            b"0", b"-1", b"65535", b"65536", b"1048576", b"16777216", b"300000000", b"2147483647", b"4294967295",
            b"9999999999", b"18446744073709551615", b"1e308", b"1e-320", b"NaN", b"1" * 400,
        ))

    def text(self, content):
        for _ in range(self.dice.choice((1, 1, 1, 2, 4))):
            content = self.dice.choice((self.numbers, self.repeated, self.repeated, self.nested, self.removed, self.binary))(content)
            content = content[:LARGEST]
        return content

    def numbers(self, content):
        """Some numbers, or all, become others."""
        share = self.dice.choice((0.02, 0.2, 1.0))
        value = self.number()
        return re.sub(rb"\d+", lambda found: value if self.dice.random() < share else found[0], content)

    def pieces(self, content):
        """Elements, lines, or items."""
        pattern = rb"<[^<>]*>[^<>]*(?:</[^<>]*>)?" if b"<" in content[:200] else rb"[^\n]*\n|[^,]*,"
        return list(re.finditer(pattern, content))

    def repeated(self, content):
        pieces = self.pieces(content)
        if not pieces:
            return content
        first = self.dice.randrange(len(pieces))
        last = min(len(pieces) - 1, first + self.dice.choice((0, 0, 1, 3, 9)))
        piece = content[pieces[first].start():pieces[last].end()]
        times = min(self.dice.choice((2, 100, 20_000, 400_000, 4_000_000)), LARGEST // max(1, len(piece)))
        return content[:pieces[first].start()] + piece * times + content[pieces[last].end():]

    def nested(self, content):
        pieces = self.pieces(content)
        if not pieces:
            return content
        at = self.dice.choice(pieces).start()
        opening = self.dice.choice((b"<g>", b"<a b='c'>", b"<row>", b"<table:table-row>", b"[", b"{a: ", b"- ", b"  ", b"&a ", b"*a ", b"&lt;"))
        return content[:at] + opening * self.dice.choice((1, 60, 700, 50_000, 2_000_000)) + content[at:]

    def removed(self, content):
        pieces = self.pieces(content)
        if not pieces:
            return content
        first = self.dice.randrange(len(pieces))
        last = min(len(pieces) - 1, first + self.dice.choice((0, 0, 2, 20)))
        return content[:pieces[first].start()] + content[pieces[last].end():]

    def binary(self, content):
        content = bytearray(content)
        if not content:
            return b"\0"
        place = lambda: self.dice.randrange(len(content))
        match self.dice.randrange(5):
            case 0:
                for _ in range(self.dice.choice((1, 3, 30, 300))):
                    content[place()] ^= 1 << self.dice.randrange(8)
            case 1:
                del content[place():]
            case 2:
                for _ in range(self.dice.choice((1, 2, 8))):
                    at, size = place(), self.dice.choice((1, 2, 4, 8))
                    content[at:at + size] = self.dice.choice((b"\0", b"\xff", b"\x7f", b"\x80"))[:1] * size
            case 3:
                at, end = sorted((place(), place()))
                content[at:at] = content[at:end] * self.dice.choice((1, 3))
            case 4:
                # A long header matters more than what follows.
                for _ in range(self.dice.choice((1, 4, 16))):
                    content[self.dice.randrange(min(len(content), 600))] = self.dice.randrange(256)
        return bytes(content)


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program, folder, formats):
    """What became of a build: its status, or what killed it, and how long it took."""
    command = [program, "specs", "-o", "out", "--no-cache", "-j", "2", "--format", formats, "--quiet"]
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        built = subprocess.run(
            command, cwd=folder, env=ENVIRONMENT, preexec_fn=limit, timeout=PATIENCE,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
    except subprocess.TimeoutExpired:
        return "it never ended", b"", PATIENCE
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
    if built.returncode not in STATUSES:
        return f"status {built.returncode}", built.stderr, seconds
    if b"[internal]" in built.stderr:
        return "an internal error", built.stderr, seconds
    return None, built.stderr, seconds


def main():
    program = str(Path(sys.argv[1]).resolve())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    wanted = sys.argv[4] if len(sys.argv) > 4 else None
    kinds = [one for one in inputs() if wanted in (None, one[0])]
    kept = Path(tempfile.mkdtemp(prefix="hostile-"))
    counts, deaths, slowest = Counter(), 0, (0, None)
    begun = time.monotonic()
    for number in range(rounds):
        dice = random.Random(f"{seed} {number}")
        kind, name, content, others, formats = kinds[number % len(kinds)]
        folder = kept / f"{number}-{kind}"
        shutil.copytree(ROOT / "tests/cases/sound/specs", folder / "specs")
        for path, text in others.items():
            (folder / "specs" / path).write_text(text)
        (folder / "specs" / name).write_bytes(Mutator(dice).file(kind, content))
        died, said, seconds = run(program, folder, formats)
        slowest = max(slowest, (seconds, f"{number}-{kind}"))
        counts[f"{kind}: {'died' if died else 'ended'}"] += 1
        if died:
            deaths += 1
            words = said.decode(errors="replace").strip().splitlines()
            print(f"{folder}: {died} after {seconds:.1f} s: {' | '.join(words[:3])[:300]}", flush=True)
        else:
            shutil.rmtree(folder)
    print(f"{rounds} hostile inputs in {time.monotonic() - begun:.0f} s; slowest: {slowest[1]}, {slowest[0]:.1f} s of processor time")
    for what, count in sorted(counts.items()):
        print(f"  {what}: {count}")
    if not deaths:
        kept.rmdir()
    return 1 if deaths else 0


if __name__ == "__main__":
    sys.exit(main())
