#!/usr/bin/env bash
# Drives a real Neovim, with the plugin of this project, as a user would; takes screenshots.
#
#   bash editors/tests/neovim.sh PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR
#
# PREFIX is what setup.sh prepared. The exit code is the number of failed checks.
set -euo pipefail
usage='usage: neovim.sh PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR'
mkdir -p "${4:?$usage}"
prefix=$(realpath "$1")/neovim scholiast=$(realpath "$2") model=$(realpath "$3") out=$(realpath "$4")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

[ -f "$prefix/ready" ] || { echo "no Neovim under $1: run editors/tests/setup.sh $1" >&2; exit 1; }
for program in "$scholiast" "$model"; do
  [ -x "$program" ] || { echo "$program is not a program" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$prefix/python/bin/python" "$here/neovim/checks.py" "$prefix/bin/nvim" "$work" "$scholiast" "$model" "$out"
