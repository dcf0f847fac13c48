#!/bin/bash
# clean.sh: undo init.sh, and stop every pod while there is still a runtime to do it.
systemctl disable --no-reload --now --quiet kubelet 2>/dev/null
crictl pods -q 2>/dev/null | while read -r pod; do crictl stopp "$pod"; crictl rmp "$pod"; done >/dev/null 2>&1
systemctl disable --no-reload --now --quiet pod-network 2>/dev/null
for name in ../bin/*; do rm -f "/usr/bin/${name##*/}"; done
awk '$2 ~ "^/var/lib/kubelet" {print $2}' /proc/mounts | sort -r | xargs -r umount
rm -rf /usr/local/sbin/pod-network /etc/cni /opt/cni /var/lib/cni /var/lib/kubelet /etc/sysctl.d/90-kubernetes.conf \
  /etc/systemd/system/kubelet.service /etc/systemd/system/pod-network.service
systemctl daemon-reload
systemctl reset-failed kubelet pod-network 2>/dev/null
true
