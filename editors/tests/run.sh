#!/usr/bin/env bash
# Drives a real editor, with the client of this project, as a person would; takes screenshots.
#
#   bash editors/tests/run.sh EDITOR PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR
#
# EDITOR is vscode, neovim, neovim-0.11, helix, emacs or protocol; PREFIX is what setup.sh prepared.
# The exit code is the number of failed checks, or 77 when the editor is not there.
set -euo pipefail
editor=${1:?editor} prefix=${2:?prefix} out=${5:?usage: run.sh EDITOR PREFIX SCHOLIAST SCRIPTED_MODEL OUT_DIR}
mkdir -p "$out"
prefix=$(realpath "$prefix") scholiast=$(realpath "$3") model=$(realpath "$4") out=$(realpath "$out")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

for program in "$scholiast" "$model"; do
  [ -x "$program" ] || { echo "$program is not a program" >&2; exit 1; }
done
needs() { # needs PART…: of what setup.sh brings
  for part in "$@"; do
    [ -f "$prefix/$part/ready" ] && continue
    echo "skipped: no $part under $prefix; editors/tests/setup.sh brings it" >&2
    exit 77
  done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1
case $editor in
  vscode)
    needs vscode
    export PATH="$prefix/vscode/node:$PATH" NODE_PATH="$prefix/vscode/node_modules"
    node "$here/../vscode/package.mjs" "$scholiast" "$work/scholiast.vsix" >"$work/package.log" 2>&1 ||
      { cat "$work/package.log" >&2; echo "FAIL the extension is packed"; exit 1; }
    node "$here/vscode/checks.mjs" "$prefix/vscode" "$work" "$scholiast" "$model" "$out"
    ;;
  neovim | neovim-0.11)
    needs neovim "$editor"
    "$prefix/neovim/python/bin/python" "$here/neovim/checks.py" \
      "$prefix/$editor/bin/nvim" "$editor" "$work" "$scholiast" "$model" "$out"
    ;;
  helix)
    needs helix neovim
    "$prefix/neovim/python/bin/python" "$here/helix/checks.py" \
      "$prefix/helix/bin/hx" "$prefix/neovim/bin/nvim" "$work" "$scholiast" "$out"
    ;;
  emacs)
    needs emacs
    SCHOLIAST_PROGRAM=$scholiast SCHOLIAST_FOLDER=$work \
      "$prefix/emacs/bin/emacs" -Q --batch --load "$here/emacs/checks.el"
    ;;
  protocol)
    needs vscode
    PATH="$prefix/vscode/node:$PATH" node "$here/protocol/checks.mjs" "$scholiast"
    ;;
  *)
    echo "run.sh: there is no editor \"$editor\" here" >&2
    exit 2
    ;;
esac
