#!/usr/bin/env bash
# Compares the generated training loop with the same step written by hand on TorchSharp, turn by turn in one run; and with a PyTorch script, if one is named.
#
#   eng/bench.sh [--rounds N] [--steps N] [--peer SCRIPT.py] [--data DIR]    eng/bench.sh --help says more
#   eng/bench.sh --loading [--steps N]    decoding and loading of a folder of photos, and how long training waits for them
#   eng/bench.sh --precision [--rounds N] [--steps N]    bfloat16 beside float32, whole loops
#   eng/bench.sh --micro-batches [--steps N]    peak memory of a batch of 8,192 in micro-batches of 256, beside that of a batch of 256
#   eng/bench.sh --where [--steps N]    which statements of the loop take the time, and how much of it operators of libtorch take
#   eng/bench.sh --cases [--rounds N] [--steps N] [--threads N] [--only TEXT] [--peer SCRIPT.py]    more networks and methods
#   eng/bench.sh --processes [--rounds N] [--steps N]    two processes of one thread against one of two, and what their exchanges take
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

require_sdk
[[ " $* " =~ ' --'(data|loading|precision|micro-batches|where) ]] || require_images
if [[ " $* " == *' --processes'* ]]; then
  (require_mpi) || say 'Only the MPI libraries that are here are measured.'
fi
build "$root/tests/ContrastiveDsl.Benchmarks/ContrastiveDsl.Benchmarks.csproj" -c Release || fail 'the benchmark could not be built'
exec dotnet "$root/tests/ContrastiveDsl.Benchmarks/bin/Release/net10.0/ContrastiveDsl.Benchmarks.dll" "$@"
