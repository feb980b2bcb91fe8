#!/usr/bin/env bash
# Comments the figures that a pull request changes, and replaces its own comment of an earlier run.
set -euo pipefail
report=$(mktemp)
mark='<!-- make-briefing diff -->'
git fetch --quiet --depth=1 origin "$BASE"
echo "$mark" >"$report"
# A difference is no error here: what fails the job is for its author to say.
make-briefing diff "$BASE:$SPECS" "$SPECS" --format markdown >>"$report" || [ $? -eq 1 ]

comments=repos/$GITHUB_REPOSITORY/issues/$PULL/comments
own=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
if [ -n "$own" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" --field "body=@$report" >/dev/null
else
    gh api --method POST "$comments" --field "body=@$report" >/dev/null
fi
