#!/usr/bin/env bash
# Everything that is tested, from a clean clone: packages, build, unit and host tests, linters, end-to-end tests.
# Ends with the line "N passed, M failed"; the status is 0 only when M is 0. Logs of every step: build/logs/.
set -uo pipefail

LMA_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$LMA_ROOT" || exit 2
# shellcheck source=installer/packages.sh
. installer/packages.sh

usage() {
  cat <<'TEXT'
Usage: tests/run.sh [--quick] [--sanitizers] [--tidy]

  --quick       leave out the end-to-end tests and the sanitizer build
  --sanitizers  build with ASan and UBSan and run the host's tests so, however long the rest took
  --tidy        run clang-tidy over the host as well (slow)

LMA_JOBS sets the number of build jobs (default: all cores); LMA_BUDGET the seconds after which the sanitizer build, which
takes about ten minutes on two cores, is not begun any more (default 1200); that it was left out is said.
TEXT
}

quick=no
sanitizers=no
tidy=no
for argument in "$@"; do
  case "$argument" in
    --quick) quick=yes ;;
    --sanitizers) sanitizers=yes ;;
    --tidy) tidy=yes ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

logs="$LMA_ROOT/build/logs"
mkdir -p "$logs"
jobs="${LMA_JOBS:-$(nproc)}"
passed=0
failed=0
summary=()

# note RESULT TITLE DETAIL: one line of the summary, printed now and again at the end.
note() {
  local line
  line="$(printf '%-8s %-32s %s' "$1" "$2" "$3")"
  summary+=("$line")
  echo "$line"
}

# step TITLE COMMAND...: a step that passes or fails as a whole.
step() {
  local title="$1" begin=$SECONDS status=0
  shift
  "$@" >"$(log_of "$title")" 2>&1 || status=$?
  ended "$title" "$status" "$((SECONDS - begin))"
}

# ended TITLE STATUS SECONDS: notes that such a step has ended.
ended() {
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
    note ok "$1" "$3 s"
  else
    failed=$((failed + 1))
    note FAILED "$1" "$(log_of "$1")"
    tail -n 25 "$(log_of "$1")" | sed 's/^/    /'
    return 1
  fi
}

# counted TITLE KIND COMMAND...: a step made of tests, which are counted one by one. KIND says how: ctest or node.
counted() {
  local title="$1" kind="$2" begin=$SECONDS status=0
  shift 2
  "$@" >"$(log_of "$title")" 2>&1 || status=$?
  count "$title" "$kind" "$status" "$((SECONDS - begin))"
}

# log_of TITLE: where a step's output is kept.
log_of() { echo "$logs/${1// /-}.log"; }

# count TITLE KIND STATUS SECONDS: reads the log of a step that has ended with STATUS, and notes what passed and failed.
count() {
  local title="$1" kind="$2" status="$3" took="$4" log good bad
  log="$(log_of "$title")"
  if [ "$kind" = ctest ]; then
    good="$(sed -n 's/^.* tests passed, \([0-9]*\) tests failed out of \([0-9]*\)$/\2 \1/p' "$log" | awk '{print $1 - $2}')"
    bad="$(sed -n 's/^.* tests passed, \([0-9]*\) tests failed out of .*$/\1/p' "$log")"
  else
    good="$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$log" | tail -n 1)"
    bad="$(sed -n 's/^# \(fail\|cancelled\) \([0-9]*\)$/\2/p' "$log" | awk '{n += $1} END {print n}')"
  fi
  good="${good:-0}"
  bad="${bad:-0}"
  # A runner that ends badly without naming a test, or that ran none, has failed too.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  if [ "$bad" -eq 0 ]; then
    note ok "$title" "$good tests, $took s"
  else
    note FAILED "$title" "$bad of $((good + bad)); $log"
    if [ "$kind" = ctest ]; then
      grep -E '\*\*\*|Failed|FAILED' "$log" | head -n 30 | sed 's/^/    /'
    else
      # Of a TAP report: the name of each failed test and its message.
      awk '/^ *not ok/ {on = 1} on && !/---|location:|failureType:|^ *code:/ {print} /^ *code:/ {on = 0}' "$log" |
        head -n 80 | sed 's/^ */    /'
    fi
    return 1
  fi
}

finish() {
  echo
  echo "Summary (logs in build/logs):"
  printf '  %s\n' "${summary[@]}"
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit $?
}

format_check() {
  local files
  mapfile -t files < <(git ls-files 'host/*.cc' 'host/*.h' 'tests/*.cc' 'tests/*.h')
  clang-format --dry-run --Werror "${files[@]}"
}

# Only errors; the extension's own configuration says which.
lint_extension() { tests/node_modules/.bin/eslint --config extension/eslint.config.mjs extension; }
lint_tests() { (cd tests && npx --no-install eslint support e2e bench); }
types_extension() { tests/node_modules/.bin/tsc --noEmit --project extension/tsconfig.json; }
types_tests() { tests/node_modules/.bin/tsc --project tests/tsconfig.json; }

tidy_host() {
  local files
  mapfile -t files < <(git ls-files 'host/*.cc')
  printf '%s\n' "${files[@]}" | xargs -P "$jobs" -n 4 clang-tidy --quiet -p build
}

packages() {
  local missing
  mapfile -t missing < <(missing_packages build try test)
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

# End-to-end tests that count painted frames have the machine to themselves. After them three browsers have their turn at
# once, since tests of browsers wait more than they work: the slow machine, Firefox (where frames cannot be counted), and
# Chromium with all other tests.
timed=(asks appearing hostile learned)
slow=(slow-machine)
firefox=(appearing asks blocks brands dashboard hostile keeps learned lifecycle lists opt-in passphrase popup settings)

# files NAME...: the paths of these end-to-end tests.
files() { printf 'tests/e2e/%s.test.mjs\n' "$@"; }

# others NAME...: the paths of all end-to-end tests but these.
others() { comm -23 <(printf '%s\n' tests/e2e/*.test.mjs | sort) <(files "$@" | sort); }

# node_tests FILE...: the files one after the other, since each starts browsers of its own.
node_tests() { node --test --test-concurrency=1 --test-reporter=tap "$@"; }

step "packages" packages || finish
step "node packages" node_packages || finish

step "clang-format" format_check
step "eslint extension" lint_extension
step "eslint tests" lint_tests
step "tsc extension" types_extension
step "tsc tests" types_tests

step "configure release" cmake --preset release || finish
step "build release" cmake --build build -j "$jobs" || finish
counted "ctest release" ctest ctest --preset release
[ "$tidy" = yes ] && step "clang-tidy" tidy_host

mapfile -t scripts < <(find tests/extension -name '*.test.mjs' 2>/dev/null | sort)
[ ${#scripts[@]} -gt 0 ] && counted "extension" node node_tests "${scripts[@]}"

if [ "$quick" = no ]; then
  mapfile -t alone < <(files "${timed[@]}")
  counted "end to end, frames" node node_tests "${alone[@]}"
  mapfile -t slowly < <(files "${slow[@]}")
  mapfile -t in_firefox < <(files "${firefox[@]}")
  mapfile -t rest < <(others "${timed[@]}" "${slow[@]}")
  begin=$SECONDS
  LMA_BROWSER=firefox node_tests "${in_firefox[@]}" >"$(log_of "end to end, Firefox")" 2>&1 &
  firefox_runs=$!
  node_tests "${slowly[@]}" >"$(log_of "end to end, slow machine")" 2>&1 &
  slow_runs=$!
  counted "end to end, Chromium" node node_tests "${rest[@]}"
  status=0
  wait "$slow_runs" || status=$?
  count "end to end, slow machine" node "$status" "$((SECONDS - begin))"
  status=0
  wait "$firefox_runs" || status=$?
  count "end to end, Firefox" node "$status" "$((SECONDS - begin))"
  if [ "$SECONDS" -lt "${LMA_BUDGET:-1200}" ]; then sanitizers=yes; fi
fi
if [ "$sanitizers" = yes ]; then
  step "configure dev" cmake --preset dev &&
    step "build dev" cmake --build build-dev -j "$jobs" &&
    counted "ctest dev" ctest ctest --preset dev
elif [ "$quick" = no ]; then
  note skipped "dev (sanitizers)" "the time is over; tests/run.sh --sanitizers does it"
fi
finish
