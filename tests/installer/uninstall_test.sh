#!/usr/bin/env bash
# uninstall_test.sh BUILD SOURCE: uninstall.sh leaves the vault with its key and nothing else, and --purge leaves nothing.
# In a home folder of its own, installed to the usual place below it.
set -euo pipefail
build="$1"
source="$2"
HOME="$(mktemp -d)"
export HOME
trap 'rm -rf "$HOME"' EXIT
unset DBUS_SESSION_BUS_ADDRESS LEAVE_ME_ALONE_HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR
fail() { echo "uninstall: $*" >&2; exit 1; }

# what_is_there: every file and link below the home folder.
what_is_there() { (cd "$HOME" && find . ! -type d | sort); }

mkdir -p "$HOME/.config/chromium" "$HOME/.mozilla/firefox" "$HOME/.local/share/doc/another"
touch "$HOME/.local/share/doc/another/kept"
before="$(what_is_there)"
cmake --build "$build" --target product >/dev/null
cmake --install "$build" --prefix "$HOME/.local" --component product >/dev/null
host="$HOME/.local/bin/leave-me-alone"
"$host" register --browser all >/dev/null
"$host" brands want shop.example >/dev/null
[ -f "$HOME/.config/chromium/NativeMessagingHosts/org.leavemealone.host.json" ] || fail "was not registered"

"$source/installer/uninstall.sh" --dry-run >/dev/null
[ -x "$host" ] || fail "--dry-run removed something"

"$source/installer/uninstall.sh" >/dev/null
left="$(what_is_there | grep -v -x -F "$before" | sed 's,vault\.db-.*,vault.db,' | sort -u)"
wanted="./.config/leave-me-alone/keys/vault.key
./.local/share/leave-me-alone/vault/vault.db"
[ "$left" = "$wanted" ] || fail "left: $left"

# What was said before is still known after an installation anew.
cmake --install "$build" --prefix "$HOME/.local" --component product >/dev/null
"$host" brands list --json | grep -q '"shop.example"' || fail "the brand is forgotten"

"$source/installer/uninstall.sh" --purge >/dev/null
[ "$(what_is_there)" = "$before" ] || fail "--purge left: $(what_is_there)"
[ ! -e "$HOME/.local/share/leave-me-alone" ] || fail "an empty folder is left"
