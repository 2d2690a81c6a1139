# Completion of leave-me-alone for bash. The program's own help says what may follow, so that this file needs no care.
_leave_me_alone() {
  local word verbs=() help current="${COMP_WORDS[COMP_CWORD]}"
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    # Words that are no verbs, such as a brand's domain, end the chain.
    [[ $word == -* ]] && continue
    "${COMP_WORDS[0]}" "${verbs[@]}" "$word" --help >/dev/null 2>&1 || break
    help="$("${COMP_WORDS[0]}" "${verbs[@]}" --help 2>/dev/null)"
    grep -qE "^  $word( |\$)" <<<"$(sed -n '/^Subcommands:/,$p' <<<"$help")" || break
    verbs+=("$word")
  done
  help="$("${COMP_WORDS[0]}" "${verbs[@]}" --help 2>/dev/null)"
  if [[ $current == -* ]]; then
    word="$(grep -oE -e '--[a-z-]+' <<<"$help")"
  else
    word="$(sed -n '/^Subcommands:/,$p' <<<"$help" | grep -oE '^  [a-z]+')"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
}
complete -o default -F _leave_me_alone leave-me-alone
