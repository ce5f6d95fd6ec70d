#!/usr/bin/env bash
# Native compilation needs a C linker and zlib's headers, and the smoke test Python 3; installs them (Debian, Ubuntu) where they are missing.
set -euo pipefail

has_linker() { command -v clang > /dev/null || command -v gcc > /dev/null; }
has_zlib() { [ -e /usr/include/zlib.h ]; }
has_python() { command -v python3 > /dev/null; }

if has_linker && has_zlib && has_python; then
  exit 0
fi
if ! command -v apt-get > /dev/null; then
  echo "A C linker (gcc or clang), zlib's headers and Python 3 are needed; install them with this system's package manager." >&2
  exit 1
fi

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
export DEBIAN_FRONTEND=noninteractive
packages=()
has_zlib || packages+=(zlib1g-dev)
has_python || packages+=(python3)
has_linker || packages+=(gcc libc6-dev)
as_root apt-get update -q
as_root apt-get install -q -y --no-install-recommends "${packages[@]}"
