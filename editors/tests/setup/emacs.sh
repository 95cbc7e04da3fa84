#!/usr/bin/env bash
# Emacs 30, which carries eglot, from Debian 13, in a prefix with its own C library.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/debian.sh"
prefix=$1/emacs
recipe="emacs-nox from trixie"
[ "$(cat "$prefix/ready" 2>/dev/null)" = "$recipe" ] && exit 0

rm -rf "$prefix"
mkdir -p "$prefix/bin"
use_suite trixie
closure=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances emacs-nox | grep '^lib[a-z0-9.+-]*$' | sort -u)
# shellcheck disable=SC2086 # one word a package
unpack "$prefix" emacs-nox emacs-bin-common emacs-common $closure
unset APT_CONFIG

program=$(find "$prefix/usr/bin" -type f -name 'emacs-nox' -print -quit)
link_to "$prefix" "$program"
version=$(basename "$(find "$prefix/usr/share/emacs" -maxdepth 1 -name '[0-9]*' -print -quit)")
dump=$(find "$prefix/usr" -name 'emacs*.pdmp' -print -quit)
share=$prefix/usr/share/emacs/$version
cat >"$prefix/bin/emacs" <<RUN
#!/bin/sh
export EMACSLOADPATH='$share/lisp' EMACSDATA='$share/etc' EMACSDOC='$share/etc'
exec '$program' --dump-file='$dump' "\$@"
RUN
chmod +x "$prefix/bin/emacs"
"$prefix/bin/emacs" --batch --eval '(progn (require (quote eglot)) (princ (emacs-version)) (terpri))'
echo "$recipe" >"$prefix/ready"
