#!/usr/bin/env bash
# Trains an experiment of the example on Fashion-MNIST and compares what its encoder has learned with raw pixels and an untrained encoder.
#
#   eng/demo.sh [NAME] [options of train]   for instance: eng/demo.sh ClothesByol, or eng/demo.sh --epochs 1 --limit 2000
#   eng/demo.sh --resume RUN                goes on with a run, which knows its experiment, settings and images
#
# Without a name and options: SimCLR on the first 20,000 training images for 5 epochs, a few minutes on two cores.
#
# Environment:
#   FASHION_MNIST=DIR                           the folder with the four IDX files; else Debian's package dataset-fashion-mnist is installed
#   TorchRuntimePackage=TorchSharp-cuda-linux   builds for NVIDIA GPUs; add --device cuda
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

require_sdk
arguments=("$@")
if [[ " $* " != *' --resume'* ]]; then
  [[ "${1:-}" == [!-]* ]] || arguments=(ClothesSimClr "$@")
  [[ " $* " == *' --limit'* ]] || arguments+=(--limit 20000)
  [[ " $* " == *' --data'* ]] || require_images
fi

say 'Building examples/FashionMnist ...'
build "$root/examples/FashionMnist/FashionMnist.csproj" -c Release || fail 'the example could not be built'
if [[ -z "${TorchRuntimePackage:-}" ]] && nvidia-smi -L >/dev/null 2>&1; then
  say 'This trains on the processor. For the GPU: TorchRuntimePackage=TorchSharp-cuda-linux eng/demo.sh --device cuda'
fi

say "train ${arguments[*]}"
exec dotnet "$root/examples/FashionMnist/bin/Release/net10.0/FashionMnist.dll" train "${arguments[@]}"
