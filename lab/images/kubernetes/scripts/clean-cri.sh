#!/bin/bash
# clean-cri.sh CRI_DATA: remove containerd, its containers and its data.
crictl pods -q 2>/dev/null | while read -r pod; do crictl stopp "$pod"; crictl rmp "$pod"; done >/dev/null 2>&1
systemctl disable --no-reload --now --quiet containerd 2>/dev/null
tar -tf ../cri/containerd.tar 2>/dev/null | sed 's,^,/,' | xargs -r rm -f
rm -rf "${1:?}" /etc/containerd /etc/crictl.yaml /usr/bin/crictl /etc/systemd/system/containerd.service /run/containerd \
  /opt/cni /opt/containerd
rmdir --ignore-fail-on-non-empty /run/netns 2>/dev/null
systemctl daemon-reload
systemctl reset-failed containerd 2>/dev/null
true
