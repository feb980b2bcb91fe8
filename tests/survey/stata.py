"""Compares what files of Stata are read as with pyreadstat: `python3 tests/survey/stata.py PROGRAM [FILES]`.

Each round writes a random file with pandas or pyreadstat in one of the releases 113 to 119, with labels, missing values, dates and
texts, counts every variable with the program, and compares every count. It needs pandas and pyreadstat.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pyreadstat


def frame(chance: random.Random, is_wide: bool) -> pd.DataFrame:
    rows = chance.randint(5, 300)
    gap = lambda value, share: None if chance.random() < share else value
    columns = {
        "codes": [gap(float(chance.randint(1, 6)), 0.2) for _ in range(rows)],
        "bytes": [chance.choice([-127, -7, -1, 0, 1, 8, 99, 100]) for _ in range(rows)],
        "ints": [chance.choice([-32767, -1, 0, 255, 256, 30000, 32740]) for _ in range(rows)],
        "longs": [chance.choice([-2_000_000_000, 7, 65536, 2_147_483_620]) for _ in range(rows)],
        "halves": [gap(chance.randint(-5, 5) / 2, 0.1) for _ in range(rows)],
        "words": [chance.choice(["", "yes", "no", "perhaps not", "Grüße" if is_wide else "Gruesse"]) for _ in range(rows)],
    }
    made = pd.DataFrame(columns).astype({"bytes": "int8", "ints": "int16", "longs": "int32"})
    made["floats"] = made.halves.astype("float32")
    made["days"] = [gap(pd.Timestamp("1958-03-01") + pd.Timedelta(days=chance.randint(0, 9) * 3000), 0.1) for _ in range(rows)]
    made["days"] = pd.to_datetime(made["days"])
    return made


def write(chance: random.Random, path: Path) -> None:
    release = chance.choice([113, 114, 115, 117, 118, 119, 119])
    data = frame(chance, release >= 118)
    if release in (113, 115) or chance.random() < 0.3:
        version = {113: 8, 114: 10, 115: 12, 117: 13, 118: 14, 119: 15}[release]
        codes = [chance.choice(["a", "b"]) if value is not None and value == 6 else value for value in data.codes]
        data = data.drop(columns=["days"]).assign(codes=codes)
        pyreadstat.write_dta(data, str(path), version=version, missing_user_values={"codes": ["a", "b"]})
        return
    more = {"convert_strl": ["words"]} if release >= 117 and chance.random() < 0.5 else {}
    order = chance.choice(["little", "big"])
    labels = {"codes": {1: "one", 2: "two"}} if chance.random() < 0.5 else {}
    data.to_stata(
        path, write_index=False, version=release, byteorder=order, convert_dates={"days": "td"}, value_labels=labels, **more
    )


def word(value: object) -> str | None:
    if value is None or value != value or value == "":
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if isinstance(value, (int, float)):
        return f"{float(value):.10g}"
    return str(value).rstrip()


def main() -> None:
    program, files = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
    compared = wrong = 0
    for seed in range(files):
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            for name in ["specs/series", "specs/charts"]:
                (folder / name).mkdir(parents=True)
            path = folder / "specs/series/a.dta"
            write(chance, path)
            theirs, meta = pyreadstat.read_dta(str(path), user_missing=True)
            questions, expected = [], {}
            for name in theirs.columns:
                labels = {f"{code:.10g}" if isinstance(code, (int, float)) else f"{code}": label for code, label in meta.variable_value_labels.get(name, {}).items()}
                values = [word(value) for value in theirs[name] if not (name == "codes" and value in ("a", "b"))]
                values = [value for value in values if value is not None]
                # Words that no label lists are a fault where there are labels.
                if labels or not values:
                    continue
                expected[name] = Counter(values)
                questions.append(f"  {name}: {{type: single, unit: count}}")
                (folder / f"specs/charts/{name}.yaml").write_text(f"title: T\nseries: {name}\nchart: table\n")
            (folder / "specs/briefing.yaml").write_text("title: B\nlanguage: en\n")
            (folder / "specs/series/a.yaml").write_text(
                "survey: {base: {label: all}}\ndataset: {data: series/a.dta}\nquestions:\n" + "\n".join(questions) + "\n"
            )
            run = subprocess.run(
                [program, str(folder / "specs"), "-o", str(folder / "out"), "--format", "csv"], capture_output=True, text=True
            )
            manifest = json.loads((folder / "out/manifest.json").read_text())
            charts = {chart["id"]: chart for chart in manifest["charts"]}
            for name, counts in expected.items():
                values = charts[name]["values"] if name in charts else []
                found = {}
                for value in values:
                    if value["kind"] == "category":
                        row = value["row"]
                        try:
                            row = f"{float(row):.10g}"
                        except ValueError:
                            pass
                        found[row] = value["value"]
                for key in set(counts) | set(found):
                    compared += 1
                    if counts.get(key, 0) != found.get(key, 0):
                        wrong += 1
                        print(f"{seed} {name} `{key}`: {found.get(key)}, but pyreadstat says {counts.get(key)}; {run.stderr[:300]}")
    print(f"{compared} counts of {files} files compared, {wrong} differ")
    sys.exit(1 if wrong else 0)


main()
