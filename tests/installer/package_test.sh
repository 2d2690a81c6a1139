#!/usr/bin/env bash
# package_test.sh BUILD SOURCE: makes the .deb, unpacks it, and checks that what a browser needs is where it looks. Installs nothing.
set -euo pipefail
build="$1"
source="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fail() { echo "package: $*" >&2; exit 1; }

cmake --build "$build" --target package >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "not made"; }
mapfile -t packages < <(find "$build" -maxdepth 1 -name 'leave-me-alone_*.deb' -newer "$build/CMakeCache.txt" | sort)
[ ${#packages[@]} -ge 1 ] || mapfile -t packages < <(find "$build" -maxdepth 1 -name 'leave-me-alone_*.deb' | sort)
[ ${#packages[@]} -ge 1 ] || fail "no .deb in $build"
package="${packages[-1]}"
root="$work/root"
dpkg-deb -x "$package" "$root"
dpkg-deb -e "$package" "$work/control"

for file in usr/bin/leave-me-alone usr/lib/leave-me-alone/leave-me-alone-keyring \
  usr/share/man/man1/leave-me-alone.1.gz usr/share/doc/leave-me-alone/copyright usr/share/doc/leave-me-alone/changelog.gz \
  usr/share/bash-completion/completions/leave-me-alone; do
  [ -f "$root/$file" ] || fail "lacks $file"
done
"$root/usr/bin/leave-me-alone" --version >/dev/null || fail "the program does not start"

# The host's manifests name the program's place after installation, and let in this extension alone.
chromium_id="$(cat "$source/manifests/extension-id.txt")"
firefox_id="$(cat "$source/manifests/extension-gecko-id.txt")"
for place in etc/chromium/native-messaging-hosts etc/opt/chrome/native-messaging-hosts usr/lib/mozilla/native-messaging-hosts; do
  manifest="$root/$place/org.leavemealone.host.json"
  [ -f "$manifest" ] || fail "lacks $place/org.leavemealone.host.json"
  grep -q '"path": "/usr/bin/leave-me-alone"' "$manifest" || fail "$place: another path"
  grep -qF -e "$chromium_id" -e "$firefox_id" "$manifest" || fail "$place: another extension"
  ! grep -q '@' <(grep -v -F "$firefox_id" "$manifest") || fail "$place: not filled in"
done

# The browsers' own folders lead to the extension.
for manifest in usr/share/chromium/extensions/leave-me-alone/manifest.json \
  "usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}/$firefox_id/manifest.json"; do
  [ -f "$root/$manifest" ] || fail "lacks $manifest"
done

# Everything below /etc is a configuration file, and nothing is listed that is not there.
diff <(cd "$root" && find etc -type f | sed 's,^,/,' | sort) <(sort "$work/control/conffiles") >&2 || fail "conffiles differ"
(cd "$root" && md5sum --quiet -c "$work/control/md5sums") || fail "md5sums differ"
grep -q '^Depends: .*libc6' "$work/control/control" || fail "depends on nothing"
[ -z "$(find "$root" -type f -perm /022)" ] || fail "holds files that others may write"
[ -z "$(find "$root" \( -name '*.h' -o -name '*.a' -o -name '*_test*' \))" ] || fail "holds what is only built or tested"
