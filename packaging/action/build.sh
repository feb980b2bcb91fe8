#!/usr/bin/env bash
# Builds the briefing; errors and warnings become annotations of the files that they are in.
set -euo pipefail
arguments=()
if [ -n "$ARGUMENTS" ]; then read -r -a arguments <<<"$ARGUMENTS"; fi
if [ "$DENY_WARNINGS" = true ]; then arguments+=(--deny-warnings); fi
make-briefing "$SPECS" --output "$OUTPUT" --cache-dir .make-briefing-cache --message-format github "${arguments[@]}"
