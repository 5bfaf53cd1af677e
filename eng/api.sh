#!/usr/bin/env bash
# Makes the API reference of the public types' comments: HTML pages in artifacts/api/site. docfx, which makes them, is a tool that dotnet restores.
#
#   eng/api.sh [--serve]    --serve shows them at a local address until Ctrl+C: a browser loads search and contents from no file
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

require_sdk
[[ $# -eq 0 || "$*" == --serve ]] || fail "unknown option '$*'; the only one is --serve"
site="$root/artifacts/api"
rm -rf "$site"
for project in ContrastiveDsl ContrastiveDsl.Images ContrastiveDsl.Extensions.AI ContrastiveDsl.Onnx; do
  say "Building $project ..."
  build "$root/src/$project/$project.csproj" -c Release || fail "$project could not be built"
done
mkdir -p "$site"
cd "$root/docs/api"
restore_tool . docfx >"$site/docfx.log" 2>&1 || fail "docfx could not be restored; see artifacts/api/docfx.log"
say 'Writing the pages ...'
dotnet docfx docfx.json >>"$site/docfx.log" || fail "docfx found faults; see artifacts/api/docfx.log"
say 'artifacts/api/site/index.html'
[[ $# -eq 0 ]] || exec dotnet docfx serve "$site/site"
