#!/usr/bin/env bash
# Makes this machine ready to build and run: chooses the Torch backend once and installs what it needs.
#
#   eng/setup.sh
#
# Backends (recorded in artifacts/backend.props, which the build reads; delete that file to choose anew):
#   NuGet    the TorchSharp packages, where the package feed serves them
#   System   our TorchSharp.LibTorch over the machine's libtorch; installed with apt where it is missing
#
# Environment:
#   TORCH_BACKEND=NuGet|System   takes the choice
#   LIBTORCH=DIR                 the libtorch of the System backend: an unpacked archive, or torch/ inside an installed Python torch
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

choice="$root/artifacts/backend.props"

require_sdk() {
  local major=10
  command -v dotnet >/dev/null ||
    fail "the .NET $major SDK is needed, and there is no dotnet command. Install the SDK (package dotnet-sdk-$major.0) and put dotnet on the PATH."
  # Asked from the repository, so that global.json has its say.
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "the .NET $major SDK is needed (global.json), but this machine has: $(dotnet --list-sdks | sed 's/ .*//' | paste -sd' ' - | sed 's/^$/no SDK/'). Install dotnet-sdk-$major.0."
}

# version_of PACKAGE: its version in Directory.Packages.props.
version_of() {
  sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props"
}

# feed_serves PACKAGE...: whether the configured package feeds have all of them, in our versions.
feed_serves() {
  local folder package
  folder="$(mktemp -d)"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    for package in "$@"; do
      echo "<PackageReference Include=\"$package\" Version=\"$(version_of "$package")\" />"
    done
    echo '</ItemGroup></Project>'
  } >"$folder/probe.csproj"
  local served=0
  (cd "$folder" && dotnet restore probe.csproj -nodeReuse:false -v:quiet) >"$folder/log" 2>&1 || served=1
  rm -rf "$folder"
  return "$served"
}

has_nvidia_driver() { command -v nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | grep -q '^GPU '; }

recorded() {
  if [[ -f "$choice" ]]; then
    sed -n "s/.*<$1>\([^<]*\)<\/$1>.*/\1/p" "$choice"
  fi
}

# Sets backend and runtime.
choose_torch() {
  backend="${TORCH_BACKEND:-}"
  runtime=TorchSharp-cpu
  if has_nvidia_driver; then
    runtime=TorchSharp-cuda-linux
  fi
  if [[ -n "$backend" ]]; then
    say "Torch backend $backend, as TORCH_BACKEND says."
    return 0
  fi
  say "Asking the package feed for $runtime $(version_of "$runtime") ..."
  if feed_serves TorchSharp "$runtime"; then
    backend=NuGet
    say "Torch backend NuGet: $runtime."
  else
    backend=System
    say "Torch backend System: the feed does not serve it, so libtorch comes from this machine."
  fi
}

choose_verify() {
  verify=StandIn
  if feed_serves Verify.Xunit; then
    verify=NuGet
  fi
}

record() {
  mkdir -p "$root/artifacts"
  cat >"$choice.new" <<PROPS
<Project>
  <!-- Chosen by eng/setup.sh; delete this file to choose anew. -->
  <PropertyGroup>
    <TorchBackend>$backend</TorchBackend>
    <TorchRuntimePackage>$runtime</TorchRuntimePackage>
    <VerifyBackend>$verify</VerifyBackend>
  </PropertyGroup>
</Project>
PROPS
  mv "$choice.new" "$choice"
}

# The reference BLAS is many times slower than OpenBLAS, and libtorch takes whichever libblas.so.3 names.
use_openblas() {
  local name link query fast
  for name in libblas.so.3 liblapack.so.3; do
    link="$name-$(uname -m)-linux-gnu"
    query="$(update-alternatives --query "$link" 2>/dev/null)" || continue
    # Another fast implementation that somebody chose stays.
    case "$(awk '$1 == "Value:" { print $2 }' <<<"$query")" in
      */blas/* | */lapack/*) ;;
      *) continue ;;
    esac
    fast="$(awk '$1 == "Alternative:" && $2 ~ /openblas/ { print $2; exit }' <<<"$query")"
    [[ -n "$fast" ]] || fail "$name is the slow reference implementation and no OpenBLAS is registered; reinstall libopenblas0-pthread"
    say "Pointing $name at OpenBLAS ..."
    as_root update-alternatives --set "$link" "$fast" >/dev/null
  done
}

prepare_system() {
  local packages=()
  command -v g++ >/dev/null || packages+=(g++)
  command -v cmake >/dev/null || packages+=(cmake)
  if [[ -z "${LIBTORCH:-}" ]]; then
    packages+=(libtorch-dev libopenblas0-pthread)
  elif [[ ! -d "$LIBTORCH/lib" ]]; then
    fail "LIBTORCH is '$LIBTORCH', which has no folder lib; it must name an unpacked libtorch"
  fi
  if ((${#packages[@]} > 0)); then
    install_packages "${packages[@]}"
  fi
  if [[ -z "${LIBTORCH:-}" ]]; then
    use_openblas
  fi
  "$root/eng/build-native.sh"
}

case "${TORCH_BACKEND:-}" in
  '' | NuGet | System) ;;
  *) fail "TORCH_BACKEND is '$TORCH_BACKEND'; it must be NuGet or System" ;;
esac
require_sdk
backend="$(recorded TorchBackend)"
if [[ -z "$backend" || "$backend" != "${TORCH_BACKEND:-$backend}" ]]; then
  choose_torch
  choose_verify
  record
fi
if [[ "$backend" == System ]]; then
  prepare_system
fi
