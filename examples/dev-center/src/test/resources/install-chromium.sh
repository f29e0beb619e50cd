#!/bin/sh
# Installs the browser and the driver that the tests of the pages use, on Debian and its kin, as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends chromium chromium-driver
