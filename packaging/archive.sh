#!/usr/bin/env bash
# Packs a built program with its licences: `packaging/archive.sh TARGET VERSION FOLDER`.
set -euo pipefail
target=$1 version=$2 into=$3
mkdir -p "$into"
program=make-briefing
case $target in *windows*) program=make-briefing.exe ;; esac
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
python3 packaging/licences.py "$target" >"$stage/LICENSES-OF-CRATES.txt"
cp "target/$target/dist/$program" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE fonts/LICENSE-*.md "$stage"
name=make-briefing-$version-$target
case $target in
    *windows*) (cd "$stage" && 7z a -bso0 "$OLDPWD/$into/$name.zip" ./*) ;;
    *) tar -C "$stage" --owner=0 --group=0 --sort=name --mtime=@0 -cf - . 2>/dev/null | gzip -9n >"$into/$name.tar.gz" ||
        tar -C "$stage" -czf "$into/$name.tar.gz" . ;;
esac
