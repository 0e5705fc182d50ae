# shellcheck shell=sh
# Builds headway in the container in which the site is edited.
set -eu

# Replace ADDRESS with the account that keeps headway.
source=https://github.com/ADDRESS/headway

apt-get update
apt-get install -y --no-install-recommends ca-certificates git make
git clone "$source" /opt/headway
make -C /opt/headway
make -C /opt/headway install
