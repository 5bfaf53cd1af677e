# shellcheck shell=bash
# What the scripts in this folder share. Sourced, never run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# No greetings, and no compiler or build servers that outlive the script.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The .NET SDK that global.json names is all that a build needs; packages come with the restore.
require_sdk() {
  local major=10
  command -v dotnet >/dev/null ||
    fail "the .NET $major SDK is needed, and there is no dotnet command. Install the SDK (package dotnet-sdk-$major.0) and put dotnet on the PATH."
  # Asked from the repository, so that global.json has its say.
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "the .NET $major SDK is needed (global.json), but this machine has: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -). Install dotnet-sdk-$major.0."
}

installed() { [[ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" == ?i* ]]; }

# Prints how to become root: nothing for root itself, "sudo", or fails.
root_command() {
  if ((EUID == 0)); then
    return 0
  fi
  # Without a terminal sudo must not ask for a password.
  if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
    echo sudo
    return 0
  fi
  return 1
}

as_root() {
  local become
  become="$(root_command)" || fail "this needs root, and sudo is not available: $*"
  ${become:+"$become"} "$@"
}

# Installs those of the given Debian packages that are missing; silent when none is.
install_packages() {
  local missing=() package log="$root/artifacts/apt.log"
  command -v dpkg-query >/dev/null || fail "this is not a Debian system; install what corresponds to these Debian packages: $*"
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    return 0
  fi
  if ! root_command >/dev/null; then
    fail "packages are missing and neither root nor sudo is available. As root, run: apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "Installing ${missing[*]} ..."
  mkdir -p "$root/artifacts"
  # Package lists may be absent or old, so a failure is worth one look for newer ones.
  if ! apt_install "${missing[@]}" >"$log" 2>&1; then
    as_root apt-get update -q >>"$log" 2>&1 || true
    if ! apt_install "${missing[@]}" >>"$log" 2>&1; then
      tail -n 15 "$log" >&2
      fail "apt-get could not install ${missing[*]} (whole output in artifacts/apt.log)"
    fi
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# Exports FASHION_MNIST: the folder that it names already, or that of Debian's package, which is installed where missing.
find_images() {
  if [[ -n "${FASHION_MNIST:-}" ]]; then
    [[ -d "$FASHION_MNIST" ]] || fail "FASHION_MNIST is '$FASHION_MNIST', which is not a folder"
    return 0
  fi
  install_packages dataset-fashion-mnist
  FASHION_MNIST="$(dpkg -L dataset-fashion-mnist | sed -n 's|/train-images-idx3-ubyte\(\.gz\)\{0,1\}$||p' | head -n 1)"
  [[ -n "$FASHION_MNIST" ]] || fail "the package dataset-fashion-mnist holds no train-images-idx3-ubyte; name the folder in FASHION_MNIST"
  export FASHION_MNIST
}

# build PROJECT [OPTION...]: silent when it succeeds; otherwise each message once.
build() {
  local log="$root/artifacts/build.log"
  mkdir -p "$root/artifacts"
  if dotnet build "$@" -nodeReuse:false -p:UseSharedCompilation=false -nologo -v:quiet -clp:NoSummary >"$log" 2>&1; then
    return 0
  fi
  # The summary repeats what was said before it.
  awk 'NF && !seen[$0]++' "$log" >&2
  return 1
}
