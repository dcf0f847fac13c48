import type { Argv } from "../../transports/runner";

// One `name value` a line. Every question stands alone: what a machine cannot answer is left out, never an error.
const SCRIPT = `
say() { printf '%s %s\\n' "$1" "$2"; }
yes_if() { name=$1; shift; if "$@" >/dev/null 2>&1; then say "$name" yes; else say "$name" no; fi; }
module() { grep -q "^$1 " /proc/modules || [ -d "/sys/module/$1" ] || modprobe -n -q "$1"; }
active() { systemctl is-active --quiet "$1"; }

say clock "$(date +%s.%N)"
( . /etc/os-release 2>/dev/null || . /usr/lib/os-release; say os_id "$ID"; say os_version "$VERSION_ID" ) 2>/dev/null
say kernel "$(uname -r)"
say machine "$(uname -m)"
say cpus "$(getconf _NPROCESSORS_ONLN)"
say memory_kib "$(sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo)"
say swap_kib "$(sed -n 's/^SwapTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo)"
say machine_id "$(cat /etc/machine-id 2>/dev/null)"
say hostname "$(uname -n)"
say boot_id "$(cat /proc/sys/kernel/random/boot_id)"
say user_id "$(id -u)"
say first_process "$(cat /proc/1/comm)"
say free_kib "$(df -Pk /var/lib 2>/dev/null | awk 'NR == 2 {print $4}')"
say cgroup "$(stat -fc %T /sys/fs/cgroup 2>/dev/null)"
ss -Hltn 2>/dev/null | awk '{print "listen", $4}' && say listen_known yes
ip -o address show up 2>/dev/null | awk '$2 != "lo" {print "address", $4}'
yes_if ip_vs module ip_vs
yes_if br_netfilter module br_netfilter
yes_if overlay module overlay
yes_if admin_config test -e /etc/kubernetes/admin.conf
yes_if kubelet_config test -e /etc/kubernetes/kubelet.conf
yes_if kubelet active kubelet
yes_if docker active docker
yes_if containerd active containerd
exit 0
`;

/** The command that makes a machine tell all of its facts at once. */
export const FACTS_COMMAND: Argv = ["sh", "-c", SCRIPT];
