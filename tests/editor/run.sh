#!/usr/bin/env bash
# Tries the shipped schemas in a real editor's language server: `bash tests/editor/run.sh MAKE-BRIEFING`.
#
# A folder that `make-briefing new` has written and the shipped specs are opened in yaml-language-server, which most editors
# use; `trial.mjs` asserts what it completes and what it finds wrong. `messages.mjs` holds diagnostics as JSON and SARIF
# against their schemas with ajv. Node with npm is installed as packages of Debian or Ubuntu where it
# is missing; the server goes to the cache folder.
# Exit status: 0 as expected, 1 not, 2 it cannot be run.
set -euo pipefail
program=$(realpath "${1:?name the program}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}
if ! command -v npm >/dev/null; then
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends nodejs npm; } >&2 || exit 2
fi

cache=${XDG_CACHE_HOME:-$HOME/.cache}/make-briefing/editor-$(sha256sum "$here/package.json" | cut -c1-12)
if [ ! -e "$cache/done" ]; then
    mkdir -p "$cache"
    cp "$here/package.json" "$cache/"
    (cd "$cache" && npm install --no-audit --no-fund --silent) >&2 || exit 2
    touch "$cache/done"
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$program" new "$tmp/specs" >/dev/null
# Node looks for packages beside the script.
cp "$here/trial.mjs" "$here/messages.mjs" "$cache/"
node "$cache/trial.mjs" "$tmp/specs" "$here/../../specs"

printf 'title: a: b\n' >"$tmp/specs/charts/colon.yaml"
printf 'title: x\nseries: budgte\nchart: bra\nhilight: [a]\n' >"$tmp/specs/charts/words.yaml"
"$program" schema message >"$tmp/message-schema.json"
for form in json sarif; do
    "$program" "$tmp/specs" -o "$tmp/out" --format csv --only words,colon,none --message-format $form >"$tmp/$form" 2>/dev/null || true
done
node "$cache/messages.mjs" "$tmp/message-schema.json" "$tmp/json" "$here/../authoring/sarif-schema-2.1.0.json" "$tmp/sarif"
