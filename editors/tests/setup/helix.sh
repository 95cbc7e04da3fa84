#!/usr/bin/env bash
# Helix 25 from Debian 13, in a prefix with its own C library.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/debian.sh"
prefix=$1/helix
recipe="hx from trixie"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
mkdir -p "$prefix/bin"
use_suite trixie
libraries=$(apt-cache depends hx | sed -n 's/.*Depends: \(lib[a-z0-9.+-]*\)$/\1/p')
# shellcheck disable=SC2086 # one word a package
unpack "$prefix" hx $libraries libc6 libgcc-s1
unset APT_CONFIG

program=$(find "$prefix/usr" -type f -perm -u+x \( -name hx -o -name helix \) -print -quit)
link_to "$prefix" "$program"
queries=$(find "$prefix/usr" -type d -name queries -path '*runtime*' -print -quit)
cat >"$prefix/bin/hx" <<RUN
#!/bin/sh
export HELIX_RUNTIME='${queries%/queries}'
exec '$program' "\$@"
RUN
chmod +x "$prefix/bin/hx"
"$prefix/bin/hx" --version
echo "$recipe" >"$prefix/ready"
