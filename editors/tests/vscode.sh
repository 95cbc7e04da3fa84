#!/usr/bin/env bash
# Drives a real VS Code, with the packed extension, as a user would; takes screenshots.
#
#   bash editors/tests/vscode.sh PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR
#
# PREFIX is what setup.sh prepared. The exit code is the number of failed checks.
set -euo pipefail
usage='usage: vscode.sh PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR'
mkdir -p "${4:?$usage}"
prefix=$(realpath "$1")/vscode scholiast=$(realpath "$2") model=$(realpath "$3") out=$(realpath "$4")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

[ -f "$prefix/ready" ] || { echo "no VS Code under $1: run editors/tests/setup.sh $1" >&2; exit 1; }
for program in "$scholiast" "$model"; do
  [ -x "$program" ] || { echo "$program is not a program" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$prefix/node:$PATH" NODE_PATH="$prefix/node_modules"
node "$here/../vscode/package.mjs" "$scholiast" "$work/scholiast.vsix" >"$work/package.log" 2>&1 ||
  { cat "$work/package.log" >&2; echo "FAIL the extension is packed"; exit 1; }
node "$here/vscode/checks.mjs" "$prefix" "$work" "$model" "$out"
