#!/usr/bin/env bash
# archives_test.sh BUILD VERSION: the archives hold what is needed, work from any folder, and are the same bytes when made again.
set -euo pipefail
build="$1"
version="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
fail() { echo "archives: $*" >&2; exit 1; }

make_archives() { cmake --build "$build" --target archives >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "not made"; }; }
sums() { (cd "$build" && sha256sum "leave-me-alone-$version"-*.tar.gz "leave-me-alone-$version"-*.zip); }
# contents FOLDER: the sums of its files, but for the manifest.
contents() { (cd "$1" && find . -type f ! -path ./manifest.json -exec sha256sum {} + | sort -k 2); }
make_archives
first="$(sums)"
[ "$(wc -l <<<"$first")" -eq 3 ] || fail "made: $first"
make_archives
[ "$(sums)" = "$first" ] || fail "other bytes the second time"

# The program from a folder with a space in its name, in a home of its own.
mkdir "$work/some folder"
tar -xzf "$build/leave-me-alone-$version"-*.tar.gz -C "$work/some folder"
program="$work/some folder/leave-me-alone/bin/leave-me-alone"
mkdir -p "$work/home/.config/chromium"
env -i HOME="$work/home" PATH=/usr/bin:/bin "$program" register >/dev/null
grep -qF "\"path\": \"$program\"" "$work/home/.config/chromium/NativeMessagingHosts/org.leavemealone.host.json" ||
  fail "another program is registered"
env -i HOME="$work/home" PATH=/usr/bin:/bin "$program" brands want shop.example >/dev/null || fail "it does not work"

for browser in chromium firefox; do
  mkdir "$work/$browser"
  (cd "$work/$browser" && cmake -E tar xf "$build/leave-me-alone-$version-$browser.zip")
  [ -f "$work/$browser/manifest.json" ] || fail "$browser: no manifest at the top"
  ! grep -q '"key"' "$work/$browser/manifest.json" || fail "$browser: no store takes a key"
  diff <(contents "$build/extension/$browser") <(contents "$work/$browser") >&2 || fail "$browser: another extension"
done
