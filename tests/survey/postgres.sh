#!/usr/bin/env bash
# A briefing from a PostgreSQL server of its own: `bash tests/survey/postgres.sh PROGRAM`, of Debian's postgresql. The server listens on
# a socket in a temporary folder alone, and is stopped in the end. PROGRAM was built with the feature `postgres`.
set -euo pipefail
program=$(realpath "$1")
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql
fi
bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | tail -n 1)
tmp=$(mktemp -d)
# A server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    chown nobody:nogroup "$tmp"
fi
trap '"${as[@]}" "$bin/pg_ctl" -D "$tmp/data" -m immediate -s stop >/dev/null 2>&1 || true; rm -rf "$tmp"' EXIT
cd "$tmp"
printf 'secret-of-the-owner' >"$tmp/password"
chmod a+r "$tmp/password"
"${as[@]}" env HOME="$tmp" "$bin/initdb" -D "$tmp/data" -U owner --pwfile="$tmp/password" -A scram-sha-256 --locale=C.UTF-8 -N >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$tmp/data" -w -s -o "-k $tmp -c listen_addresses='' -c fsync=off" -l "$tmp/log" start
export PGHOST=$tmp PGUSER=owner PGPASSWORD=secret-of-the-owner PGDATABASE=postgres
ask() { "$bin/psql" -q -v ON_ERROR_STOP=1 "$@"; }
ask <<'SQL'
CREATE TABLE answers (person bigint, q1 text, age int, w numeric, region text, member bool, since date);
INSERT INTO answers SELECT i, (ARRAY['yes', 'no', E'tab\there', NULL])[1 + i % 4], 18 + i % 60, 0.5 + (i % 5) / 4.0,
    (ARRAY['North', 'South', 'Süd \ West'])[1 + i % 3], i % 2 = 0, DATE '2020-01-01' + i FROM generate_series(1, 600) i;
CREATE ROLE reader LOGIN PASSWORD 'secret-of-the-reader';
GRANT SELECT ON answers TO reader;
SQL
export PGUSER=reader PGPASSWORD=secret-of-the-reader

folder() {
    mkdir -p "$tmp/specs/series" "$tmp/specs/charts"
    cat >"$tmp/specs/series/s.yaml" <<YAML
survey: {base: {label: all}, rounding: none, weighting: By age.}
dataset:
  data: {database: postgresql, sql: "$1"}
  weight: w
questions:
  q1: {question: 'Do you?', type: single}
  age: {type: numeric}
  member: {question: 'A member?', type: single}
breaks: {region: region}
YAML
    printf 'title: B\nlanguage: en\nsections: [{title: S, charts: [a, b, c]}]\n' >"$tmp/specs/briefing.yaml"
    printf 'title: T\nseries: q1 by region\nchart: table\n' >"$tmp/specs/charts/a.yaml"
    printf 'title: T\nseries: age mean by region\nchart: table\n' >"$tmp/specs/charts/b.yaml"
    printf 'title: T\nseries: member\nchart: bar\n' >"$tmp/specs/charts/c.yaml"
}
fail() { printf '%s\n' "$*" >&2; exit 1; }
build() { "$program" "$tmp/specs" -o "$tmp/out" --format csv "$@" >"$tmp/said" 2>&1; }
refuses() {
    local words=$1
    shift
    if build --no-cache "$@"; then fail "this was not refused: $words"; fi
    grep -q -- "$words" "$tmp/said" || fail "not said: $words: $(cat "$tmp/said")"
    if grep -rq 'secret-of\|reader\|owner' "$tmp/said" "$tmp/out" 2>/dev/null; then fail "a credential was published: $(cat "$tmp/said")"; fi
}

# The figures are those that the server computes.
folder 'SELECT q1, age, w, region, member, since FROM answers WHERE w > 0.5'
build || fail "no build: $(cat "$tmp/said")"
theirs=$(ask -At -c "SELECT round(100 * sum(w) FILTER (WHERE q1 = 'yes') / sum(w) FILTER (WHERE q1 IS NOT NULL), 9) FROM answers WHERE w > 0.5 AND region = 'North'")
ours=$(python3 - "$tmp/out/manifest.json" <<'PY'
import json, sys
values = json.load(open(sys.argv[1]))["charts"][0]["values"]
found = [value.get("unrounded", value["value"]) for value in values if value["row"] == "yes" and value["column"] == "North"]
print(f"{found[0]:.9f}")
PY
)
[ "$ours" = "$theirs" ] || fail "yes in the North is $ours, but the server says $theirs"
grep -q 'Süd \\\\ West' "$tmp/out/manifest.json" || fail "a backslash was lost"
grep -q '"postgresql:[0-9a-f]\{16\}"' "$tmp/out/manifest.json" || fail "the manifest has no hash of the rows"
if grep -rq 'secret-of\|reader\|owner' "$tmp/out"; then fail "a credential was published"; fi

# The same state gives the same files; another one is refused with --locked.
cp -r "$tmp/out" "$tmp/first"
build --no-cache || fail "no second build"
diff -r -x '.make-briefing*' "$tmp/first" "$tmp/out" || fail "two builds of one state differ"
build --no-cache --locked || fail "--locked refuses the same state: $(cat "$tmp/said")"
PGUSER=owner PGPASSWORD=secret-of-the-owner ask -c "UPDATE answers SET q1 = 'yes' WHERE person = 1"
if build --no-cache --locked; then fail "--locked takes another state"; fi

# What a query may not do, and who may not ask.
folder 'DELETE FROM answers RETURNING q1, age, w, region, member'
refuses 'fails\|write\|SELECT'
folder 'SELECT q1, age, w, region, member, now() FROM answers'
refuses 'calls `now`'
folder 'SELECT q1, age, w, region, member FROM answer'
refuses 'does not exist'
folder 'SELECT q1, age, w, region, member FROM answers; SELECT 1'
refuses 'fails'
folder 'SELECT q1, age, w, region, member FROM answers'
PGPASSWORD=wrong refuses 'PGPASSWORD'
PGHOST=db.example.org refuses 'does not encrypt'
PGUSER='' refuses 'PGUSER is not set'
PGHOST=$tmp/nowhere refuses 'no server answers'
echo "PostgreSQL: figures, locks and refusals as they should be"
