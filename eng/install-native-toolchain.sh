#!/usr/bin/env bash
# Native compilation needs a C linker and zlib's headers; installs them (Debian, Ubuntu) where they are missing.
set -euo pipefail

has_linker() { command -v clang > /dev/null || command -v gcc > /dev/null; }
has_zlib() { [ -e /usr/include/zlib.h ]; }

if has_linker && has_zlib; then
  exit 0
fi
if ! command -v apt-get > /dev/null; then
  echo "A C linker (gcc or clang) and zlib's headers are needed for native compilation; install them with this system's package manager." >&2
  exit 1
fi

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
export DEBIAN_FRONTEND=noninteractive
packages=(zlib1g-dev)
has_linker || packages+=(gcc libc6-dev)
as_root apt-get update -q
as_root apt-get install -q -y --no-install-recommends "${packages[@]}"
