#!/bin/bash
# clean-registry.sh DATA CONFIG: undo init-registry.sh; the images themselves go with the rootfs.
systemctl disable --no-reload --now --quiet registry 2>/dev/null
rm -rf "${1:?}" "${2:?}" /etc/systemd/system/registry.service /usr/bin/registry
systemctl daemon-reload
systemctl reset-failed registry 2>/dev/null
true
