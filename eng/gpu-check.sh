#!/usr/bin/env bash
# Checks on a GPU what no test on a processor can see: that training runs there, that a run of the same seed is the same, that one that was stopped goes on, and how fast it is.
#
#   eng/gpu-check.sh [DEVICE]    cuda (the default), cuda:1, …; with cpu the same checks run on the processor
#
# Needs the driver of an NVIDIA GPU, and 4 GB in the package cache. Runs are kept under artifacts/gpu-check, those of the check before are removed.
# The exit code is 0 if everything held, 1 if something did not, 2 where there is no GPU: then nothing was checked. Other bits in runs of the same seed are reported, and are no failure: GPUs may add in another order each time.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

device="${1:-cuda}"
[[ $# -le 1 && "$device" =~ ^(cpu|cuda(:[0-9]+)?)$ ]] || fail "give one device, cpu, cuda or cuda:1, not '$*'"
if [[ "$device" != cpu ]]; then
  nvidia-smi -L 2>/dev/null || {
    say 'There is no NVIDIA GPU here, or no driver that lists it (nvidia-smi): nothing was checked.'
    exit 2
  }
  export TorchRuntimePackage=TorchSharp-cuda-linux
fi

require_sdk
require_images
say 'Building examples/FashionMnist ...'
build "$root/examples/FashionMnist/FashionMnist.csproj" -c Release || fail 'the example could not be built'
program=(dotnet "$root/examples/FashionMnist/bin/Release/net10.0/FashionMnist.dll")
runs="$root/artifacts/gpu-check"
rm -rf "$runs"
mkdir -p "$runs"
failed=0

# check WORDS COMMAND...: runs a command, whose output goes into a file, and says whether it held.
check() {
  local words="$1" log="$runs/${1//[^A-Za-z0-9]/-}.log"
  shift
  if "$@" >"$log" 2>&1; then
    say "held    $words"
  else
    say "FAILED  $words (whole output in ${log#"$root/"})"
    tail -n 3 "$log" | sed 's/^/        /'
    failed=1
  fi
}

# Enough to be timed there; a processor would take long for as many.
limit=20000
[[ "$device" != cpu ]] || limit=2000

train=("${program[@]}" train --device "$device" --limit "$limit" --epochs 2 --plain)

# What a run has learned: the hash of the last checkpoint's tensors.
learned() { find "$runs/$1/checkpoints" -name model.safetensors | sort | tail -n 1 | xargs -r sha256sum | cut -d' ' -f1; }

same() { [[ -n "$(learned "$1")" && "$(learned "$1")" == "$(learned "$2")" ]]; }

# Once there is a checkpoint the run is asked to stop, as Ctrl-C would; then it goes on. 130 says that it stopped, not that it broke.
stopped_and_resumed() {
  "${train[@]}" ClothesSimClr --out "$runs/stopped" &
  local run=$! code=0
  until compgen -G "$runs/stopped/checkpoints/step-*" >/dev/null; do
    kill -0 "$run" || return 1
    sleep 0.1
  done
  kill -TERM "$run" || return 1
  wait "$run" || code=$?
  ((code == 130)) || return 1
  "${program[@]}" train --resume "$runs/stopped" --plain
}

check 'SimCLR trains' "${train[@]}" ClothesSimClr --out "$runs/first"
check 'a second run of the same seed trains' "${train[@]}" ClothesSimClr --out "$runs/second"
check 'a stopped run goes on' stopped_and_resumed
check 'MoCo v2 trains: queue, momentum encoder' "${train[@]}" ClothesMoCoV2 --out "$runs/moco"
check 'PIRL trains: memory bank, jigsaw' "${train[@]}" ClothesPirl --out "$runs/pirl"
check 'MAE trains: transformer, masks' "${train[@]}" ClothesMae --out "$runs/mae"

for other in second stopped; do
  if same first "$other"; then
    say "the $other run has the bits of the first"
  else
    say "the $other run has other bits than the first"
  fi
done
grep -hE 'experiment  |images/s|trained encoder' "$runs"/*-trains*.log | sed 's/^/        /' || true
((failed == 0)) || exit 1
