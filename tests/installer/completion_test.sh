#!/usr/bin/env bash
# completion_test.sh HOST SCRIPT: Tab completes verbs, their verbs and their options.
set -euo pipefail
host="$1"
# shellcheck source=installer/completion.bash
. "$2"

# completed WORD...: what Tab offers for the last of the words.
completed() {
  COMP_WORDS=("$host" "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _leave_me_alone
  printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
}
fail() { echo "completion: $*" >&2; exit 1; }

# offers WANTED WORD...: Tab offers WANTED for the last of the words.
offers() {
  local wanted="$1" offered
  shift
  offered="$(completed "$@")"
  [[ " $offered " == *" $wanted "* ]] || fail "$* gives $offered, not $wanted"
}

offers brands ''
offers export ''
offers engage brands ''
offers --minutes brands engage shop.example --m
[ "$(completed doc)" = "doctor " ] || fail "doc gives $(completed doc)"
[ "$(completed brands want shop)" = " " ] || fail "a domain was completed: $(completed brands want shop)"
