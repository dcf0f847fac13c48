#!/bin/bash
# clean.sh: undo init.sh, with all that k3s made.
systemctl disable --now --quiet k3s 2>/dev/null
bash ./k3s-killall.sh
rm -rf /etc/rancher /var/lib/rancher /var/lib/kubelet /etc/sysctl.d/90-k3s.conf /etc/crictl.yaml /etc/systemd/system/k3s.service \
  /usr/bin/{k3s,kubectl,crictl,ctr,k3s-killall.sh} /etc/cni /opt/cni
[ ! -L /etc/containerd ] || rm -f /etc/containerd
systemctl daemon-reload
systemctl reset-failed k3s 2>/dev/null
true
