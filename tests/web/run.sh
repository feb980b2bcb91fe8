#!/usr/bin/env bash
# Tries the web page in a real browser: `bash tests/web/run.sh MAKE-BRIEFING`.
#
# The shipped briefing, the gallery and a briefing made to be nasty are built as pages and opened in Chromium. `pages.mjs` asserts
# what it finds with axe-core, the manifest, the keyboard, without scripts and at all widths; `preview.mjs` edits specs while two
# browsers show their preview, `embedded.mjs` puts single charts into another page (`EDITS=500` for a long round). `UPDATE_GOLDEN=1` rewrites the accessibility trees in `trees/`. Node with npm and Chromium are installed as packages of Debian where they are missing;
# the packages of Node go to the cache folder.
# Exit status: 0 as expected, 1 not, 2 it cannot be run.
set -euo pipefail
program=$(realpath "${1:?name the program}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}
install() {
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@"; } >&2 || exit 2
}
command -v npm >/dev/null || install nodejs npm
command -v chromium >/dev/null || install chromium

cache=${XDG_CACHE_HOME:-$HOME/.cache}/make-briefing/web-$(sha256sum "$here/package.json" | cut -c1-12)
if [ ! -e "$cache/done" ]; then
    mkdir -p "$cache"
    cp "$here/package.json" "$cache/"
    (cd "$cache" && npm install --no-audit --no-fund --silent) >&2 || exit 2
    touch "$cache/done"
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for specs in specs specs/gallery tests/nasty; do
    "$program" --quiet "$root/$specs" -o "$tmp/${specs//\//-}" --format html,csv 2>/dev/null || [ "$specs" = tests/nasty ]
done
# Node looks for packages beside the script.
cp "$here"/*.mjs "$cache/"
node "$cache/pages.mjs" "$here/trees" "$tmp/specs" "$tmp/specs-gallery" "$tmp/tests-nasty"
"$program" --quiet "$root/specs" -o "$tmp/beside" --format html,csv --html-folder
node "$cache/beside.mjs" "$tmp/beside" "$tmp/specs"
"$program" --quiet "$root/specs" -o "$tmp/embedded" --format embed,csv
node "$cache/embedded.mjs" "$tmp/embedded" "$root/docs/web.md"
cp -r "$root/specs" "$tmp/live"
node "$cache/preview.mjs" "$program" "$tmp/live" "${EDITS:-20}"
