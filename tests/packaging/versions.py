"""The files that name a version, a toolchain or an action agree with each other."""

import pathlib
import re
import sys
import tomllib

root = pathlib.Path(__file__).parents[2]
package = tomllib.loads((root / "Cargo.toml").read_text())["package"]
wrong = []

project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
for key in ("name", "description"):
    if project[key] != package[key]:
        wrong.append(f"pyproject.toml: `{key}` differs from Cargo.toml")

# An action by name and commit: a tag could be moved to other code.
pinned = {}
for file in [*(root / ".github/workflows").glob("*.yml"), root / "action.yml"]:
    for name, commit in re.findall(r"uses: ([\w./-]+)@(\S+)", file.read_text()):
        if not re.fullmatch(r"[0-9a-f]{40}", commit):
            wrong.append(f"{file.name}: `{name}` is not pinned to a commit")
        if pinned.setdefault(name, commit) != commit:
            wrong.append(f"{file.name}: `{name}` has two versions")

# Each input of the action is used, and each that is used is declared.
action = (root / "action.yml").read_text()
head, steps = action.split("\nruns:\n")
declared = set(re.findall(r"^  ([a-z0-9-]+):$", head.split("\ninputs:\n")[1], re.M))
used = set(re.findall(r"inputs\.([a-z0-9-]+)", steps))
wrong += [f"action.yml: the input `{name}` is not used" for name in sorted(declared - used)]
wrong += [f"action.yml: the input `{name}` is not declared" for name in sorted(used - declared)]

sys.exit("\n".join(wrong) or 0)
