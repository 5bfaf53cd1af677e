#!/usr/bin/env bash
# Trains an experiment of the example on Fashion-MNIST and compares what its encoder has learned with raw pixels and an untrained encoder.
#
#   eng/demo.sh [NAME] [options of train]   for instance: eng/demo.sh ClothesByol, or eng/demo.sh --epochs 1 --limit 2000
#   eng/demo.sh --resume RUN                goes on with a run, which knows its experiment, settings and images
#
# Without a name and options: SimCLR on the first 20,000 training images for 5 epochs, a few minutes on two cores.
#
# Environment:
#   FASHION_MNIST=DIR   the folder with the four IDX files; else Debian's package dataset-fashion-mnist is installed
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# given OPTION ARGUMENT...: whether the option is among the arguments, as --option VALUE or --option=VALUE.
given() {
  local option="$1" argument
  shift
  for argument in "$@"; do
    [[ "$argument" == "$option" || "$argument" == "$option"[=:]* ]] && return 0
  done
  return 1
}

example=FashionMnist
program="$root/examples/$example/bin/Release/net10.0/$example.dll"

require_sdk
name=ClothesSimClr
if (($# > 0)) && [[ "$1" != -* ]]; then
  name="$1"
  shift
fi
arguments=("$@")
if ! given --resume "$@"; then
  arguments=("$name" "$@")
  given --limit "$@" || arguments+=(--limit 20000)
  if ! given --data "$@"; then
    find_images
    arguments+=(--data "$FASHION_MNIST")
  fi
fi

say "Building examples/$example ..."
build "$root/examples/$example/$example.csproj" -c Release || fail 'the example could not be built'

say "train ${arguments[*]}"
exec dotnet "$program" train "${arguments[@]}"
