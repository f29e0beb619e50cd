#!/bin/sh
# Installs the library that the tests' MySQL server needs, on Debian and its kin, as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends libaio1 || apt-get install -q -y --no-install-recommends libaio1t64
# Newer releases gave the library another name, though for such programs it is the same.
for renamed in /usr/lib/*/libaio.so.1t64; do
  if [ -e "$renamed" ] && [ ! -e "${renamed%t64}" ]; then
    ln -s "$renamed" "${renamed%t64}"
  fi
done
