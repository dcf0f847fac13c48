#!/bin/bash
# init.sh: kernel settings, k3s under its names, its registries and its unit, which is started when the host becomes a node.
set -euo pipefail
cat >/etc/sysctl.d/90-k3s.conf <<'CONF'
net.ipv4.ip_forward = 1
CONF
sysctl -q -p /etc/sysctl.d/90-k3s.conf
swapoff -a 2>/dev/null || true
# Beside and over it: a running program cannot be written to.
install -m 755 ../bin/k3s /usr/bin/k3s.new
mv -f /usr/bin/k3s.new /usr/bin/k3s
for name in kubectl crictl ctr; do ln -sfn k3s "/usr/bin/$name"; done
install -m 755 k3s-killall.sh /usr/bin/
mkdir -p /etc/rancher/k3s/config.yaml.d
install -m 600 ../etc/registries.yaml /etc/rancher/k3s/
cp ../etc/zz-k3s-sealos.yaml /etc/rancher/k3s/config.yaml.d/
cp ../etc/k3s.service /etc/systemd/system/
echo 'runtime-endpoint: unix:///run/k3s/containerd/containerd.sock' >/etc/crictl.yaml
for images in ../images/airgap/*; do
  [ -e "$images" ] || continue
  install -D -m 644 "$images" "/var/lib/rancher/k3s/agent/images/${images##*/}"
done
systemctl daemon-reload
