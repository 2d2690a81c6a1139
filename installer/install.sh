#!/usr/bin/env bash
# Sets Leave Me Alone up on Debian or Ubuntu, for the person who runs it. Run it again at any time: it does what is missing.
set -euo pipefail

LMA_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=installer/packages.sh
. "$LMA_ROOT/installer/packages.sh"

usage() {
  cat <<'TEXT'
Usage: installer/install.sh [--prefix DIR] [--dry-run]
       installer/install.sh --system [--dry-run]
       installer/install.sh --try [--keep-open]

Without --try: installs missing packages, builds, copies the program to DIR/bin and the extension to
DIR/share/leave-me-alone (DIR is ~/.local unless given), tells every browser that is found where the program is,
and checks the whole with "leave-me-alone doctor". No browser is started and no question is asked. Run again, it upgrades in
place: a browser that runs goes on with the old program until its next start, and nothing that you told it is lost.

  --system     for all users of this machine: builds the Debian package and installs it (as root, or with sudo). Debian's
               Chromium and Firefox then load the extension by themselves.
  --try        do not install: build, and show in a throwaway browser profile what becomes of a gallery of asks.
               With a display the browser is visible. Ends with status 0 only if every ask went and all else stayed.
  --keep-open  with --try and a display: leave the browser open on the gallery until its window is closed
  --prefix DIR where to install
  --dry-run    say what would be done, and do nothing
  --help       this text
TEXT
}

prefix="$HOME/.local"
system=no
try=no
keep_open=no
dry_run=no
while [ $# -gt 0 ]; do
  case "$1" in
    --system) system=yes ;;
    --try) try=yes ;;
    --keep-open) keep_open=yes ;;
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
if [ "$keep_open" = yes ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "--keep-open needs a display" >&2
  exit 2
fi

if [ "$system" = yes ] && [ "$try" = yes ]; then
  echo "--system installs, --try does not: choose one" >&2
  exit 2
fi

say() { printf '\n== %s\n' "$*"; }

groups=(build)
[ "$try" = yes ] && groups+=(try)
[ "$system" = yes ] && groups+=(package)
mapfile -t missing < <(missing_packages "${groups[@]}")

if [ "$dry_run" = yes ]; then
  echo "Packages to install:  ${missing[*]:-none}"
  echo "Build in:             $LMA_ROOT/build"
  if [ "$try" = yes ]; then
    echo "Browser driver:       tests/node_modules (npm ci)"
    echo "Then:                 the gallery in a throwaway profile; nothing is installed"
  elif [ "$system" = yes ]; then
    echo "Package:              $LMA_ROOT/build/leave-me-alone_*.deb, installed with dpkg"
    echo "Then:                 leave-me-alone doctor"
  else
    echo "Program:              $prefix/bin/leave-me-alone"
    echo "Extension:            $prefix/share/leave-me-alone/extension"
    echo "Then:                 leave-me-alone register --browser all; leave-me-alone doctor"
  fi
  exit 0
fi

say "Packages"
if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; else echo "all there"; fi

say "Build"
log="$LMA_ROOT/build/logs/install-build.log"
mkdir -p "$(dirname "$log")"
if ! (cd "$LMA_ROOT" && cmake --preset release && cmake --build build --target product) >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "The build failed; all of its output is in $log" >&2
  exit 1
fi
echo "done"

if [ "$try" = yes ]; then
  say "Browser driver and widgets"
  node_packages >"$LMA_ROOT/build/logs/npm.log" 2>&1 || { tail -n 20 "$LMA_ROOT/build/logs/npm.log" >&2; exit 1; }
  echo "done"
  say "The gallery"
  options=()
  [ "$keep_open" = yes ] && options+=(--keep-open)
  exec node "$LMA_ROOT/tests/support/try.mjs" "${options[@]}"
fi

if [ "$system" = yes ]; then
  say "Install for all users"
  log="$LMA_ROOT/build/logs/package.log"
  cmake --build "$LMA_ROOT/build" --target package >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
  package="$(find "$LMA_ROOT/build" -maxdepth 1 -name 'leave-me-alone_*.deb' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)"
  as_root dpkg -i "$package"
  say "Check"
  status=0
  /usr/bin/leave-me-alone doctor || status=$?
  echo
  echo "Debian's Chromium and Firefox load the extension at their next start."
  echo "To remove everything again: installer/uninstall.sh --system"
  exit "$status"
fi

say "Install to $prefix"
cmake --install "$LMA_ROOT/build" --prefix "$prefix" --component product >"$LMA_ROOT/build/logs/install.log"
host="$prefix/bin/leave-me-alone"
echo "$host"

say "Browsers"
"$host" register --browser all || true

say "Check"
status=0
"$host" doctor || status=$?

cat <<TEXT

One step is left to you, since browsers let only their user add an extension from a folder:
  Chromium and its kin   open chrome://extensions, switch on "Developer mode", "Load unpacked", choose
                         $prefix/share/leave-me-alone/extension/chromium
  Firefox                open about:debugging#/runtime/this-firefox, "Load Temporary Add-on", choose
                         $prefix/share/leave-me-alone/extension/firefox/manifest.json
To remove everything again: installer/uninstall.sh --prefix $prefix
TEXT
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "Note: $prefix/bin is not in your PATH." ;; esac
exit "$status"
