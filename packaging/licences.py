"""Prints the licences of all crates that are in the program: `python3 packaging/licences.py [TARGET]`.

Needs cargo, and the sources of the crates, which a build has fetched. Texts that several crates share are printed once.
"""

import json
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).parents[1]
target = sys.argv[1] if len(sys.argv) > 1 else None
arguments = ["cargo", "metadata", "--locked", "--offline", "--format-version", "1", "--features", "sqlite,postgres"]
if target:
    arguments += ["--filter-platform", target]
data = json.loads(subprocess.run(arguments, cwd=root, check=True, capture_output=True).stdout)
packages = {package["id"]: package for package in data["packages"]}
nodes = {node["id"]: node for node in data["resolve"]["nodes"]}

# Only what is linked: neither tests nor programs that run at build time.
wanted, open_ = set(), [data["resolve"]["root"]]
while open_:
    one = open_.pop()
    if one in wanted:
        continue
    wanted.add(one)
    for dependency in nodes[one]["deps"]:
        if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
            open_.append(dependency["pkg"])
wanted.remove(data["resolve"]["root"])

texts, lines, bare = {}, [], []
for package in sorted((packages[one] for one in wanted), key=lambda one: (one["name"], one["version"])):
    name = f"{package['name']} {package['version']}"
    lines.append(f"- {name}: {package['license'] or 'see its file'}")
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(file for file in folder.iterdir() if re.match(r"(?i)(licen[cs]e|copying|notice|unlicense)", file.name) and file.is_file())
    if not files:
        bare.append(name)
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace").strip()
        key = re.sub(r"\s+", " ", text)
        texts.setdefault(key, (text, []))[1].append(name)

print("The program contains these crates:\n")
print("\n".join(lines))
if bare:
    print(f"\nWithout a file of their own, by the licence named above: {', '.join(bare)}.")
for text, names in sorted(texts.values(), key=lambda one: one[1]):
    print(f"\n{'-' * 78}\n{', '.join(sorted(set(names)))}:\n\n{text}")
