#!/usr/bin/env bash
# Two other programs judge finished PDFs: veraPDF by PDF/UA-1 and PDF/A-2a, qpdf by their syntax.
#
#     bash .ci/verapdf.sh [--a3 | --pdf2] FILE.pdf…
#
# With --a3 the files are checked against PDF/A-3a instead of -2a: those that were built with
# `--pdf-standard a-3a,ua-1`. With --pdf2 they are checked against PDF/UA-2, Well-Tagged PDF and PDF/A-4f: those that
# were built with `--pdf-standard ua-2,a-4f`.
# What is missing is installed: Java, Maven and qpdf as packages of Debian or Ubuntu, veraPDF through Maven.
#
# Exit status: 0 all files pass, 1 one of them fails, 2 the programs cannot be run.
set -euo pipefail

version=1.28.2
flavours=(ua1 2a)
home=${XDG_CACHE_HOME:-$HOME/.cache}/make-briefing
jar=$home/greenfield-apps-$version.jar

give_up() {
    printf 'verapdf.sh: %s\n' "$1" >&2
    exit 2
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs the package that has a command, unless the command is there: `need java default-jre-headless`.
need() {
    command -v "$1" >/dev/null && return
    command -v apt-get >/dev/null || give_up "install $1 first"
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$2"; } >&2 ||
        give_up "$2 cannot be installed"
}

need_verapdf() {
    need java default-jre-headless
    [ -s "$jar" ] && return
    need mvn maven
    mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        -Dartifact="org.verapdf.apps:greenfield-apps:$version" -DoutputDirectory="$home" >&2 ||
        give_up "Maven cannot fetch veraPDF"
}

case "${1:-}" in
    --a3) flavours=(ua1 3a) && shift ;;
    --pdf2) flavours=(ua2 wt1a 4f) && shift ;;
esac
[ $# -gt 0 ] || give_up "name the files to check"
for file in "$@"; do
    [ -r "$file" ] || give_up "$file cannot be read"
done
need qpdf qpdf
need_verapdf

failed=0
for file in "$@"; do
    # Warnings count too: the writer gives no cause for any.
    if report=$(qpdf --check "$file" 2>&1); then
        printf 'PASS %s qpdf\n' "$file"
    else
        printf 'FAIL %s qpdf\n%s\n' "$file" "$report"
        failed=1
    fi
done
for flavour in "${flavours[@]}"; do
    # It starts slowly, so it is given all files at once. It ends with 1 if a file fails, with more if it breaks down.
    status=0
    java -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper \
        --flavour "$flavour" --format text --verbose "$@" || status=$?
    case $status in
        0) ;;
        1) failed=1 ;;
        *) give_up "veraPDF broke down with status $status" ;;
    esac
done
exit "$failed"
