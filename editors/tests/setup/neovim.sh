#!/usr/bin/env bash
# Neovim 0.12 from Debian's unstable suite, in a prefix with its own C library: nothing of the
# system changes. The Markdown parsers that Neovim's own builds carry are compiled beside it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/debian.sh"
prefix=$1/neovim
recipe="neovim 0.12 from sid, with markdown parsers, msgpack"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
mkdir -p "$prefix/bin"
use_suite sid
tree_sitter=$(apt-cache depends neovim | sed -n 's/.*Depends: \(libtree-sitter[0-9.]*\).*/\1/p' | head -n 1)
unpack "$prefix" neovim neovim-runtime libc6 libgcc-s1 libluajit-5.1-2 "$tree_sitter" libunibilium4 \
  libutf8proc3 libuv1t64 lua-lpeg lua-luv tree-sitter-markdown-src tree-sitter-markdown-inline-src
unset APT_CONFIG
link_to "$prefix" "$prefix/usr/bin/nvim"

echo "python packages: msgpack"
"$prefix/python/bin/pip" install --quiet --disable-pip-version-check 'msgpack~=1.1'

echo "markdown parsers"
mkdir -p "$prefix/usr/share/nvim/runtime/parser"
for parser in markdown markdown_inline; do
  source=$(dirname "$(find "$prefix/usr/src/tree-sitter/$parser" -name parser.c -print -quit)")
  gcc -shared -fPIC -O1 -I "$source" "$source"/parser.c "$source"/scanner.c \
    -o "$prefix/usr/share/nvim/runtime/parser/$parser.so"
done

cat >"$prefix/bin/nvim" <<RUN
#!/bin/sh
export VIMRUNTIME='$prefix/usr/share/nvim/runtime'
exec '$prefix/usr/bin/nvim' "\$@"
RUN
chmod +x "$prefix/bin/nvim"
"$prefix/bin/nvim" --version | head -n 1
echo "$recipe" >"$prefix/ready"
