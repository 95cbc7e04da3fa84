#!/usr/bin/env bash
# Brings real editors to this machine, for the tests in this folder.
#
#   bash editors/tests/setup.sh PREFIX
#
# Everything but a few Debian packages (installed as root, or through sudo) lands under PREFIX.
# Running it again does only what is missing. Needs Debian 12, Node 20 and Python 3.
set -euo pipefail
prefix=${1:?usage: setup.sh PREFIX}
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

failed=()
for part in system vscode neovim neovim-oldest helix emacs extension; do
  echo "== $part"
  bash "$here/setup/$part.sh" "$prefix" || failed+=("$part")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "setup.sh: failed: ${failed[*]}; what they said stands above" >&2
  exit 1
fi
echo "ready: $prefix ($(du -sm "$prefix" | cut -f1) MB)"
