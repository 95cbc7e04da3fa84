#!/usr/bin/env bash
# The Debian packages that the editors and their tests build on.
set -euo pipefail

missing=()
need() { # need PROGRAM PACKAGE…: the packages that bring a program
  command -v "$1" >/dev/null || missing+=("${@:2}")
}
need_font() { # need_font FILE PACKAGE
  [ -n "$(find /usr/share/fonts -name "$1" -print -quit 2>/dev/null)" ] || missing+=("$2")
}
need chromium chromium
need gcc gcc libc6-dev
need g++ g++
need make make
need_font 'DejaVuSansMono.ttf' fonts-dejavu-core
need_font 'Hack-Regular.*' fonts-hack
need_font 'Inter-Regular.*' fonts-inter
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)

for program in node npm python3 dpkg-deb apt-get; do
  if ! command -v "$program" >/dev/null; then
    echo "$program is missing, and this set-up does not bring it" >&2
    exit 1
  fi
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
  if ! sudo -n true 2>/dev/null; then
    echo "packages are missing and this user may not install them; run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
echo "installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
