#!/usr/bin/env bash
# Builds the solution once and runs its tests. The last line is always "N passed, N failed, N skipped".
#
#   eng/test.sh [NAME] [--long]
#
#   NAME     runs only tests whose full name contains NAME
#   --long   runs the long tests too: soaks and large counts (CONTRASTIVE_LONG=1)
#
# Environment: FASHION_MNIST=DIR names the folder with the images; else Debian's package is installed. CONTRASTIVE_GOLDENS=DIR names other golden files.
#
# A test project that crashes counts as one failed test. The exit code is 0 only if tests ran and none failed.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

name=''
for argument in "$@"; do
  case "$argument" in
    --long) export CONTRASTIVE_LONG=1 ;;
    -*) fail "unknown option '$argument'; the only one is --long" ;;
    '') ;;
    *)
      [[ -z "$name" ]] || fail "two names given, '$name' and '$argument'; give one"
      name="$argument"
      ;;
  esac
done

passed=0 failed=0 skipped=0

finish() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0 && passed > 0)) || exit 1
  exit 0
}

# Whatever stops the script, its last line stays the sum.
stopped() {
  say "$1"
  failed=$((failed + 1))
  finish
}

# In a test filter these characters mean something else than themselves.
filter_of() { printf '%s' "$1" | sed 's/[\\()&|=!~]/\\&/g'; }

# counter FILE NAME: one number of the result file's summary.
counter() { sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# list_tests FILE OUTCOME TITLE: prints the tests with this outcome, each with its message.
list_tests() {
  awk -v wanted="$2" -v title="$3" '
    function attribute(line, key,    text) {
      if (!match(line, " " key "=\"[^\"]*\"")) return ""
      text = substr(line, RSTART, RLENGTH)
      sub("^[^\"]*\"", "", text); sub("\"$", "", text)
      return text
    }
    function plain(text) {
      gsub(/&#xD;|&#13;/, "", text); gsub(/&#xA;|&#10;/, "\n", text)
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\x27", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    /<UnitTestResult / { inside = attribute($0, "outcome") == wanted; if (inside) { printf "  %s: %s", title, plain(attribute($0, "testName")); between = title == "Skipped" ? ": " : "\n      " } }
    inside && /<Message>/ { message = 1 }
    inside && message {
      line = $0; end = sub(/<\/Message>.*/, "", line); sub(/.*<Message>/, "", line)
      line = plain(line); gsub(/\n/, "\n      ", line); printf "%s%s", between, line; between = "\n      "
      if (end) message = 0
    }
    inside && /<\/UnitTestResult>/ || inside && /<UnitTestResult [^>]*\/>/ { print ""; inside = 0; message = 0 }
  ' "$1"
}

# Runs one test assembly and adds its results to the sums.
run_assembly() {
  local project="$1" assembly="$2" trx="$results/$1.trx" log="$results/$1.log" code=0 started=$SECONDS
  local arguments=("$assembly" --blame --logger "trx;LogFileName=$1.trx" --results-directory "$results")
  if [[ -n "$name" ]]; then
    # The display name adds the arguments of a theory.
    arguments+=(--filter "FullyQualifiedName~$(filter_of "$name")|DisplayName~$(filter_of "$name")")
  fi
  dotnet test "${arguments[@]}" >"$log" 2>&1 || code=$?

  local total=0 ran=0 ok=0 bad=0 crashed=''
  if [[ -f "$trx" ]]; then
    total="$(counter "$trx" total)" ran="$(counter "$trx" executed)" ok="$(counter "$trx" passed)" bad="$(counter "$trx" failed)"
  fi
  local omitted=$((total - ran))
  if ((code == 0 && total == 0)) && [[ -n "$name" ]]; then
    return 0
  fi
  # A test that was running when its host died is neither passed nor failed, and a project without a test is broken.
  if ((code != 0 && bad == 0)) || ((total == 0)); then
    crashed=yes bad=$((bad + 1))
  fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + omitted))
  printf '%-40s %4d passed, %d failed, %d skipped  (%d s)\n' "$project" "$ok" "$bad" "$omitted" $((SECONDS - started))
  if [[ -n "$crashed" ]]; then
    say "  $project did not run to its end (exit code $code):"
    awk 'NF { line[++n] = "      " substr($0, 1, 200) } END { for (i = 1; i <= n; i++) if (i <= 20 || i > n - 8) print line[i]; else if (i == 21) print "      ..." }' "$log"
  fi
  if [[ -f "$trx" ]]; then
    list_tests "$trx" Failed Failed
    list_tests "$trx" NotExecuted Skipped
  fi
}

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

(require_sdk) || stopped 'The SDK is missing.'
# In a subshell first, so that a failure still ends in the sum.
(find_images) || stopped 'Fashion-MNIST, on which tests train, could not be installed.'
find_images
# Tests of one project run side by side: a thread that waits for its turn must not spin on another's core.
export OMP_WAIT_POLICY=passive
build "$root/ContrastiveDsl.sln" || stopped 'The build failed.'

for file in "$root"/tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$file" || continue
  project="$(basename "$file" .csproj)"
  assembly="$(dirname "$file")/bin/Debug/net10.0/$project.dll"
  if [[ ! -f "$assembly" ]]; then
    say "  $project was not built; is it in the solution?"
    failed=$((failed + 1))
    continue
  fi
  run_assembly "$project" "$assembly"
done

if ((passed + failed + skipped == 0)); then
  say "No test ran${name:+: no full name contains \"$name\"}."
fi
finish
