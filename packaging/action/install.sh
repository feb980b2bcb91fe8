#!/usr/bin/env bash
# Puts make-briefing on the path of a job: a release whose checksum is compared, or a build of this commit.
set -euo pipefail
into=$RUNNER_TEMP/make-briefing
mkdir -p "$into"

if [ "$VERSION" = source ]; then
    cargo install --locked --path "$ACTION" --root "$into"
    echo "$into/bin" >>"$GITHUB_PATH"
    exit
fi

name=make-briefing-$VERSION-x86_64-unknown-linux-musl.tar.gz
from=$GITHUB_SERVER_URL/$REPOSITORY/releases/download/v$VERSION/$name
curl --fail --silent --show-error --location --output "$into/$name" "$from"
sum=${SHA256:-$(curl --fail --silent --show-error --location "$from.sha256" | cut -d' ' -f1)}
echo "$sum  $into/$name" | sha256sum --check --quiet
tar -xzf "$into/$name" -C "$into"
echo "$into" >>"$GITHUB_PATH"
