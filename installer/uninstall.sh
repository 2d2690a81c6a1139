#!/usr/bin/env bash
# Removes what install.sh put in place. What the person told the program (the vault and its key) stays unless --purge.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: installer/uninstall.sh [--prefix DIR] [--purge] [--dry-run]
       installer/uninstall.sh --system [--purge] [--dry-run]

Takes the program and the extension out of DIR (~/.local unless given) and its entries out of the browsers. Packages that
were installed for the build stay.

  --purge      remove the vault too: preferences, journal, learned asks and the key. This cannot be undone.
  --prefix DIR where it was installed
  --system     remove the package that install.sh --system installed (as root, or with sudo)
  --dry-run    say what would be removed, and do nothing
  --help       this text
TEXT
}

prefix="$HOME/.local"
system=no
purge=no
dry_run=no
while [ $# -gt 0 ]; do
  case "$1" in
    --system) system=yes ;;
    --purge) purge=yes ;;
    --dry-run) dry_run=yes ;;
    --prefix)
      [ $# -ge 2 ] || { echo "--prefix needs a folder" >&2; exit 2; }
      prefix="$2"
      shift
      ;;
    --prefix=*) prefix="${1#--prefix=}" ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "Unknown option: $1" >&2
      usage >&2
      exit 2
      ;;
  esac
  shift
done
case "$prefix" in /*) ;; *) prefix="$PWD/$prefix" ;; esac

# remove PATH...: removes files and folders that are there, or says that it would.
remove() {
  local path
  for path in "$@"; do
    [ -e "$path" ] || [ -L "$path" ] || continue
    if [ "$dry_run" = yes ]; then
      echo "would remove $path"
    else
      rm -rf -- "$path"
      echo "removed $path"
    fi
  done
}

# The package that install.sh --system installed.
remove_package() {
  LMA_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
  # shellcheck source=installer/packages.sh
  . "$LMA_ROOT/installer/packages.sh"
  if [ "$dry_run" = yes ]; then
    echo "would run dpkg --purge leave-me-alone"
  else
    as_root dpkg --purge leave-me-alone
  fi
}

# What install.sh put below the prefix, and the browsers' entries of the person who runs this.
remove_from_prefix() {
  local host="$prefix/bin/leave-me-alone"
  if [ ! -x "$host" ]; then
    echo "No program in $prefix/bin."
  elif [ "$dry_run" = yes ]; then
    echo "would run $host unregister --browser all"
  else
    "$host" unregister --browser all || echo "The browsers' entries could not all be removed; they point to nothing now." >&2
  fi
  # Of share/leave-me-alone only what was installed: with the usual prefix, ~/.local, the vault is in that folder too.
  remove "$host" "$prefix/lib/leave-me-alone" "$prefix/share/leave-me-alone/extension" "$prefix/share/doc/leave-me-alone" \
    "$prefix/share/man/man1/leave-me-alone.1.gz" "$prefix/share/bash-completion/completions/leave-me-alone"
}

if [ "$system" = yes ]; then remove_package; else remove_from_prefix; fi

if [ "$purge" = yes ]; then
  if [ -n "${LEAVE_ME_ALONE_HOME:-}" ]; then
    # Only what the program makes there: the variable may name a folder that holds other things too.
    remove "$LEAVE_ME_ALONE_HOME/vault" "$LEAVE_ME_ALONE_HOME/keys" "$LEAVE_ME_ALONE_HOME/config" "$LEAVE_ME_ALONE_HOME/cache"
  else
    remove "${XDG_DATA_HOME:-$HOME/.local/share}/leave-me-alone" \
      "${XDG_CONFIG_HOME:-$HOME/.config}/leave-me-alone" \
      "${XDG_CACHE_HOME:-$HOME/.cache}/leave-me-alone"
  fi
else
  echo "Your preferences stay; --purge removes them too."
fi

# Folders that installing made and that nothing else uses. One that still holds something is left, without a word.
if [ "$dry_run" = no ] && [ "$system" = no ]; then
  rmdir --ignore-fail-on-non-empty -- "$prefix/share/leave-me-alone" "$prefix/share/man/man1" "$prefix/share/man" \
    "$prefix/share/doc" "$prefix/share/bash-completion/completions" "$prefix/share/bash-completion" 2>/dev/null || true
fi
