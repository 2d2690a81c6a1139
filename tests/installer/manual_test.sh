#!/usr/bin/env bash
# manual_test.sh HOST PAGE: every verb and every option that the host's help names stands in the manual page.
set -euo pipefail
host="$1"
# Without the troff escapes, so that "\-\-json" reads as people write it.
page="$(sed -e 's/\\f[BRIP]//g' -e 's/\\-/-/g' -e 's/"//g' "$2")"
missing=0
seen=0

# check_help VERB...: the verb's own words and options, then those of its verbs.
check_help() {
  local help word
  help="$("$host" "$@" --help)"
  while read -r word; do
    seen=$((seen + 1))
    if ! grep -qF -e "$word" <<<"$page"; then
      echo "the manual lacks $word of: leave-me-alone $*" >&2
      missing=$((missing + 1))
    fi
  done < <(grep -oE '^ +(-h,)?--[a-z-]+' <<<"$help" | grep -oE -e '--[a-z-]+')
  while read -r word; do
    seen=$((seen + 1))
    # A line that begins with a macro and the verb: .B doctor, .BR "brands list" ...
    if ! grep -qE "^\.BR? ${*:+$* }$word( |\$)" <<<"$page" && ! grep -qE "^\.BR? $word " <<<"$page"; then
      [ "$("$host" "$@" "$word" --help | grep -c '^Subcommands:')" -gt 0 ] ||
        { echo "the manual lacks the verb $* $word" >&2; missing=$((missing + 1)); }
    fi
    check_help "$@" "$word"
  done < <(sed -n '/^Subcommands:/,/^$/p' <<<"$help" | grep -oE '^  [a-z]+' || true)
}

check_help
if [ "$seen" -lt 30 ]; then
  echo "only $seen verbs and options found: is the help written otherwise now?" >&2
  exit 1
fi
[ "$missing" -eq 0 ]
