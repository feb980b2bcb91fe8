#!/usr/bin/env bash
# Prints the section of a version in CHANGELOG.md, for the notes of its release: `packaging/notes.sh VERSION`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
awk -v version="$1" '
    /^## / { inside = index($0, version) > 0 }
    inside && !/^## / { print }
' CHANGELOG.md | grep . || { echo "CHANGELOG.md has no section for $1" >&2; exit 1; }
