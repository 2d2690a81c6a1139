# shellcheck shell=bash
# Sourced by install.sh and tests/run.sh: which packages are missing, and their installation.

# missing_packages GROUP...: prints the packages of these groups of packages.txt that this machine does not have.
missing_packages() {
  local group package command wanted
  while read -r group package command; do
    case "$group" in '' | '#'*) continue ;; esac
    for wanted in "$@"; do
      [ "$group" = "$wanted" ] || continue
      if [ -n "$command" ] && command -v "$command" >/dev/null; then continue; fi
      dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' && continue
      echo "$package"
    done
  done <"$LMA_ROOT/installer/packages.txt"
}

# as_root COMMAND...: runs it as root, with sudo where that is needed; else says what to run, and fails.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    echo "With sudo: $*"
    sudo "$@"
  else
    echo "As root, please run:  $*" >&2
    return 1
  fi
}

# install_packages PACKAGE...: installs them, as root or with sudo; else says what to run, and fails.
install_packages() {
  [ $# -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This system has no apt-get. Please install what these Debian packages hold, then start again: $*" >&2
    return 1
  fi
  as_root apt-get update -q &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# node_packages: the browser driver and the widgets of tests/package-lock.json, unless they are there already.
node_packages() {
  local lock="$LMA_ROOT/tests/package-lock.json" done_mark="$LMA_ROOT/tests/node_modules/.package-lock.json"
  if [ -f "$done_mark" ] && [ ! "$lock" -nt "$done_mark" ]; then return 0; fi
  (cd "$LMA_ROOT/tests" && npm ci --ignore-scripts --no-audit --no-fund)
}
