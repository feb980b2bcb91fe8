#!/usr/bin/env bash
# Makes a Debian package of a built program: `packaging/deb.sh PROGRAM FOLDER` writes FOLDER/make-briefing_VERSION_ARCH.deb
# and prints its name. Needs dpkg-deb, which is part of every Debian system, cargo and Python 3.
set -euo pipefail

program=$(realpath "${1:?the built program}")
into=$(realpath "${2:?the folder for the package}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(sed -n '0,/^version = /s/^version = "\(.*\)"$/\1/p' Cargo.toml)
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
chmod 755 "$root"
trap 'rm -rf "$root"' EXIT

install -D -m 755 -s "$program" "$root/usr/bin/make-briefing"

# The manual page and the completions come from the program itself, so they match it.
mkdir -p "$root/usr/share/man/man1"
"$program" man | gzip -9nc >"$root/usr/share/man/man1/make-briefing.1.gz"
for command in cache check completions diff explain import list man new preview reports schema watch; do
    "$program" man "$command" | gzip -9nc >"$root/usr/share/man/man1/make-briefing-$command.1.gz"
done
install -d "$root/usr/share/bash-completion/completions" "$root/usr/share/zsh/vendor-completions" \
    "$root/usr/share/fish/vendor_completions.d"
"$program" completions bash >"$root/usr/share/bash-completion/completions/make-briefing"
"$program" completions zsh >"$root/usr/share/zsh/vendor-completions/_make-briefing"
"$program" completions fish >"$root/usr/share/fish/vendor_completions.d/make-briefing.fish"

doc=$root/usr/share/doc/make-briefing
install -d "$doc"
{
    echo "make-briefing is free software under the MIT license or the Apache License 2.0, as you choose."
    echo
    cat LICENSE-MIT
    echo
    echo "The Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0."
    for file in fonts/LICENSE*; do
        if [ -f "$file" ]; then printf '\nThe fonts in the program (%s):\n\n' "$(dirname "$file")" && cat "$file"; fi
    done
} >"$doc/copyright"
gzip -9nc CHANGELOG.md >"$doc/changelog.gz"
# The licences of the crates come from their sources, which the build has fetched.
python3 packaging/licences.py "$(rustc -vV | sed -n 's/^host: //p')" | gzip -9n >"$doc/crates.gz"

# The shared libraries that the program needs, with the oldest versions that have what it uses.
mkdir -p "$root/debian"
printf 'Source: make-briefing\n' >"$root/debian/control"
depends=$(cd "$root" && dpkg-shlibdeps -O usr/bin/make-briefing 2>/dev/null | sed -n 's/^shlibs:Depends=//p' || true)
rm -r "$root/debian"

install -d "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: make-briefing
Version: $version
Architecture: $arch
Maintainer: The make-briefing authors <noreply@example.org>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: ${depends:-libc6}
Section: text
Priority: optional
Description: survey figures to charts and an accessible PDF briefing
 Turns a folder of YAML chart specs and survey series into SVG and PNG images,
 one paginated and accessible PDF, slides, workbooks and a web page. It needs no
 browser, no script engine and no system fonts, and writes the same bytes on
 every machine.
CONTROL

find "$root" -exec touch -h -d '@0' {} +
deb=$into/make-briefing_${version}_$arch.deb
SOURCE_DATE_EPOCH=0 dpkg-deb --root-owner-group --build "$root" "$deb" >/dev/null
echo "$deb"
