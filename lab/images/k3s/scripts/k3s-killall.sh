#!/bin/bash
# k3s-killall.sh: end k3s and every container that it started, and take away what they held.
systemctl stop k3s 2>/dev/null
descendants() {
  local pid
  for pid; do
    echo "$pid"
    # shellcheck disable=SC2046 # a word each
    descendants $(ps -o pid= --ppid "$pid")
  done
}
shims=$(ps -e -o pid= -o args= | sed -n 's,^ *\([0-9]*\) */var/lib/rancher/k3s/data/[^ ]*/containerd-shim.*,\1,p')
# shellcheck disable=SC2086 # a word each
for pid in $(descendants $shims); do kill -9 "$pid" 2>/dev/null; done
# The stand-in's containers run its own program.
for exe in /proc/[0-9]*/exe; do
  case $(readlink "$exe") in /usr/bin/k3s | '/usr/bin/k3s (deleted)') ;; *) continue ;; esac
  pid=${exe#/proc/}
  kill -9 "${pid%/exe}" 2>/dev/null
done
awk '$2 ~ "^/(run/k3s|var/lib/rancher/k3s|var/lib/kubelet|run/netns/cni-)" {print $2}' /proc/mounts | sort -r | xargs -r umount -l
for link in cni0 flannel.1; do ip link delete "$link" 2>/dev/null; done
rm -rf /run/k3s /run/flannel /var/lib/cni
true
