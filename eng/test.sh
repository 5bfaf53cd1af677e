#!/usr/bin/env bash
# Builds the solution once and runs its tests. The last line is "N passed, N failed, N skipped", unless the arguments are wrong.
#
#   eng/test.sh [NAME] [--long]
#
#   NAME     runs only tests whose full name, or displayed name, contains NAME
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

# Whatever stops the script from here on, its last line stays the sum.
stopped() {
  say "$1" '0 passed, 1 failed, 0 skipped'
  exit 1
}

(require_sdk) || stopped 'The SDK is missing.'
(require_images) || say 'Tests that train on Fashion-MNIST are skipped.'
restore_tool "$root/examples/Notebook" dotnet-repl >/dev/null || say 'The test of the notebook is skipped: its tool could not be restored.'
(require_mpi) || say 'Tests of several processes are skipped.'
formatted || stopped 'The formatting differs: dotnet tool restore && dotnet csharpier format .'
build "$root/ContrastiveDsl.sln" || stopped 'The build failed.'

exec dotnet "$root/tests/TestRunner/bin/Debug/net10.0/TestRunner.dll" "$root" "$name"
