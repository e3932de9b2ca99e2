#!/bin/sh
# Sets up this checkout: tools/setup.sh demo|test|bench
#
# System packages through apt where we may (root, or sudo without a password), else a list of what is
# missing, tier by tier; a virtual environment in .venv; the extension, built in place. What is
# there already is left alone. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
table=tools/system-packages.txt

case $purpose in
  demo) tiers="build servers" extra=cli ;;
  test) tiers="build servers native java android art ios dist" extra=dev ;;
  bench) tiers="build servers native java android art ios dist" extra=dev,bench ;;
  *) echo "usage: tools/setup.sh demo|test|bench" >&2; exit 2 ;;
esac

say() { echo "setup: $*" >&2; }

# ---- System packages -------------------------------------------------------------------------

found() { # found PROBE
  case $1 in
    */*) for file in $1; do test -e "$file" && return; done; return 1 ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing() { # missing TIER: prints the packages that it lacks
  while read -r tier probe package; do
    test "$tier" = "$1" || continue
    found "$probe" || printf '%s ' "$package"
  done <$table
}

root=
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then root=env; elif sudo -n true 2>/dev/null; then root=sudo; fi
fi

updated=
install() { # install PACKAGE...
  test -n "$root" || return 1
  if [ -z "$updated" ]; then
    updated=yes
    $root apt-get update -qq >&2 || say "apt-get update failed; trying with the lists there are"
  fi
  say "installing $*"
  $root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

for tier in $tiers; do
  packages=$(missing "$tier")
  # shellcheck disable=SC2086 # a list of words
  if [ -n "$packages" ] && ! install $packages; then
    say "missing for $tier: $packages(as root: apt-get install $packages)"
    test "$tier" != build || exit 1
  fi
done

# ---- Python ----------------------------------------------------------------------------------

# A name on PATH may be a shim that leads nowhere, a Python without headers, or one without venv.
suits() {
  "$1" - 2>/dev/null <<'PYTHON'
import ensurepip, os, sys, sysconfig, venv
headers = os.path.join(sysconfig.get_path("include"), "Python.h")
sys.exit(not (sys.version_info >= (3, 11) and os.path.exists(headers)))
PYTHON
}

find_python() {
  for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 /usr/bin/python3}; do
    if suits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

if ! .venv/bin/python -c '' 2>/dev/null; then
  python=$(find_python) || {
    { [ -z "${PYTHON:-}" ] && install python3-dev python3-venv && python=$(find_python); } ||
    { [ -z "${PYTHON:-}" ] && install python3.11-dev python3.11-venv && python=$(find_python); } || {
      say "no Python 3.11 or newer with its headers and venv${PYTHON:+ at $PYTHON}"
      say "install one (apt-get install python3-dev python3-venv), or name it: make PYTHON=/path/to/python3 $purpose"
      exit 1
    }
  }
  say "making .venv with $("$python" -c 'import sys; print(sys.version.split()[0], sys.executable)')"
  rm -rf .venv build/editable
  "$python" -m venv .venv
fi

# ---- The package, editable -------------------------------------------------------------------

# The build runs in .venv rather than in pip's throw-away environment, so that build/ stays valid.
.venv/bin/python - >.venv/build-requires.txt <<'PYTHON'
import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["build-system"]["requires"], "cmake>=3.25", "ninja>=1.11", sep="\n")
PYTHON
# Every driver that this machine can build: Android's needs a JDK, for the JVM that it is tested on,
# and that of iOS needs GNUstep, in front of which it stands here.
drivers="linux;loopback"
test -n "$(missing java)" || drivers="$drivers;android"
test -n "$(missing ios)" || drivers="$drivers;ios"
say "installing what the $purpose needs from PyPI, and building the extension"
.venv/bin/python -m pip install --quiet --upgrade 'pip>=24' -r .venv/build-requires.txt
PATH="$PWD/.venv/bin:$PATH" .venv/bin/python -m pip install --quiet --no-build-isolation \
  -C 'build-dir=build/editable/{wheel_tag}' \
  -C "cmake.define.AUDIO_SESSION_DRIVERS=$drivers" \
  -C cmake.define.AUDIO_SESSION_IOS_MICROPHONE=ON \
  -e ".[$extra]"
touch .venv/ready-demo ".venv/ready-$purpose"
test "$purpose" = demo || touch .venv/ready-test
say "ready"
