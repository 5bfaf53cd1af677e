#!/usr/bin/env bash
# Compares the generated training loop with the same step written by hand on TorchSharp, turn by turn in one run; and with a PyTorch script, if one is named.
#
#   eng/bench.sh [--rounds N] [--steps N] [--peer SCRIPT.py]
#
#   --rounds N   turns of each loop, 5 by default
#   --steps N    steps of 256 images in a turn, 12 by default
#   --peer FILE  a Python script that trains the same experiment (options --data DIR --steps N --threads N) and prints a JSON line with images_per_second;
#                it takes one more turn in every round. PYTHON names the interpreter, python3 by default.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rounds=5 steps=12 peer=''
while (($# > 0)); do
  case "$1" in
    --rounds) rounds="${2:?--rounds needs a number}" ;;
    --steps) steps="${2:?--steps needs a number}" ;;
    --peer) peer="${2:?--peer needs a file}" ;;
    *) fail "unknown option '$1'; see the head of this script" ;;
  esac
  shift 2
done
[[ -z "$peer" || -f "$peer" ]] || fail "--peer is '$peer', which is not a file"

require_sdk
find_images
build "$root/tests/ContrastiveDsl.Benchmarks/ContrastiveDsl.Benchmarks.csproj" -c Release || fail 'the benchmark could not be built'
dotnet "$root/tests/ContrastiveDsl.Benchmarks/bin/Release/net10.0/ContrastiveDsl.Benchmarks.dll" "$FASHION_MNIST" "$rounds" "$steps" ${peer:+"$peer"}
