#!/usr/bin/env bash
# Builds the native libraries of the System backend into artifacts/native; quick and silent when they are up to date.
# LIBTORCH may name an unpacked libtorch or the torch folder of an installed Python torch; else the system's libtorch is used.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
out="$root/artifacts/native"
mkdir -p "$out"

build() {
  local source="$1" name="$2" build="$out/build-$2" log="$out/$2.log"
  # Another libtorch than last time needs a fresh configuration.
  local choice="${LIBTORCH:-system}"
  if [[ "$(cat "$build/libtorch" 2>/dev/null)" != "$choice" ]]; then
    rm -rf "$build"
    mkdir -p "$build"
    if ! cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release >"$log" 2>&1; then
      cat "$log" >&2
      echo "error: configuring $name failed; see above." >&2
      exit 1
    fi
    echo "$choice" >"$build/libtorch"
  fi
  if ! cmake --build "$build" >"$log" 2>&1; then
    cat "$log" >&2
    echo "error: building $name failed; see above." >&2
    exit 1
  fi
  if ! cmp -s "$build/lib$name.so" "$out/lib$name.so"; then
    cp "$build/lib$name.so" "$out/lib$name.so.new"
    mv "$out/lib$name.so.new" "$out/lib$name.so"
  fi
}

build "$root/src/TorchSharp.LibTorch/Native" TorchBridge
if [[ -d "$root/tests/OperatorRecorder/Native" ]]; then
  build "$root/tests/OperatorRecorder/Native" OperatorRecorder
fi
