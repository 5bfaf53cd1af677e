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

# Prints how to become root: nothing for root itself, "sudo", or fails.
root_command() {
  if ((EUID == 0)); then
    return 0
  fi
  # Without a terminal sudo must not ask for a password.
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; } && echo sudo
}

# install PACKAGE...: from Debian's, as root or by sudo.
install_packages() {
  local log="$root/artifacts/apt.log" become
  command -v apt-get >/dev/null || fail "there is no apt-get to install $*"
  become="$(root_command)" || fail "neither root nor sudo is available. As root, run: apt-get install --no-install-recommends $*"
  say "Installing $* ..."
  mkdir -p "$root/artifacts"
  local install=(${become:+"$become"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  # Package lists may be absent or old, so a failure is worth one look for newer ones.
  "${install[@]}" >"$log" 2>&1 || { ${become:+"$become"} apt-get update -q && "${install[@]}"; } >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    fail "apt-get could not install $* (whole output in artifacts/apt.log)"
  }
}

# Launchers of both MPI libraries, under the names that Debian gives them.
require_mpi() {
  command -v mpirun.openmpi >/dev/null && command -v mpirun.mpich >/dev/null || install_packages openmpi-bin mpich
}

# The images of Fashion-MNIST, in the folder that FASHION_MNIST names, else in that of Debian's package, which is installed where missing. Programs look there too.
require_images() {
  local package=dataset-fashion-mnist
  if [[ -n "${FASHION_MNIST:-}" ]]; then
    [[ -d "$FASHION_MNIST" ]] || fail "FASHION_MNIST is '$FASHION_MNIST', which is not a folder"
    return 0
  fi
  [[ ! -d /usr/share/datasets/fashion-mnist ]] || return 0
  command -v apt-get >/dev/null || fail "there is no apt-get to install $package with; name the folder with the four files of Fashion-MNIST in FASHION_MNIST"
  install_packages "$package"
}

# build PROJECT [OPTION...]: silent when it succeeds; otherwise each message once. One compiler serves all projects, which saves a third of the time, and ends with the build.
build() (
  log="$root/artifacts/build.log" server="contrastive-$$" built=0
  compiler="$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(cd "$root" && dotnet --version)/Roslyn/bincore/VBCSCompiler"
  trap '"$compiler" -pipename:"$server" -shutdown >/dev/null 2>&1 || true' EXIT
  mkdir -p "$root/artifacts"
  dotnet build "$@" -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$server" -nologo -v:quiet -clp:NoSummary >"$log" 2>&1 || built=$?
  ((built == 0)) || awk 'NF && !seen[$0]++' "$log" >&2 # The summary repeats what was said before it.
  exit "$built"
)

# restore_tool FOLDER TOOL: what the manifest of FOLDER names. The SDK remembers where it once put a tool and does not look again: when the package cache has moved or was emptied, it says that it restored, and finds nothing.
restore_tool() (
  cd "$1"
  dotnet tool restore || return 1
  dotnet "$2" --version >/dev/null 2>&1 && return
  rm -f "${DOTNET_CLI_HOME:-$HOME}/.dotnet/toolResolverCache/1/$2"
  dotnet tool restore
)

# Whether all sources are laid out as the formatter does it. Braces and usings are the build's to check (.editorconfig).
formatted() (
  cd "$root"
  restore_tool . csharpier >/dev/null || {
    say 'The formatter could not be restored; the layout of the sources is not checked.'
    return 0
  }
  dotnet csharpier check . >/dev/null
)
