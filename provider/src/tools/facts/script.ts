import type { Argv } from "../../transports/runner";

// One `name value` a line. Every question stands alone: what a machine cannot answer is left out, never an error. What the shell
// can read itself it reads: this runs at every visit, and starting programs is most of what it costs.
const SCRIPT = `
say() { printf '%s %s\\n' "$1" "$2"; }
yes_if() { name=$1; shift; if "$@" >/dev/null 2>&1; then say "$name" yes; else say "$name" no; fi; }
first_line() { line=; read -r line 2>/dev/null <"$2"; say "$1" "$line"; }
module() { [ -d "/sys/module/$1" ] || modprobe -n -q "$1"; }

say clock "$(date +%s.%N)"
( . /etc/os-release 2>/dev/null || . /usr/lib/os-release; say os_id "$ID"; say os_version "$VERSION_ID" ) 2>/dev/null
uname -nrm | { read -r name kernel machine; say hostname "$name"; say kernel "$kernel"; say machine "$machine"; }
say cpus "$(getconf _NPROCESSORS_ONLN)"
sed -n 's/^MemTotal: *\\([0-9]*\\).*/memory_kib \\1/p; s/^SwapTotal: *\\([0-9]*\\).*/swap_kib \\1/p' /proc/meminfo
first_line machine_id /etc/machine-id
first_line boot_id /proc/sys/kernel/random/boot_id
first_line first_process /proc/1/comm
say user_id "$(id -u)"
df -Pk /var/lib 2>/dev/null | { read -r header; read -r device size used free rest; say free_kib "$free"; }
say cgroup "$(stat -fc %T /sys/fs/cgroup 2>/dev/null)"
if sockets=$(ss -Hltn 2>/dev/null); then
  say listen_known yes
  echo "$sockets" | while read -r state received sent address peer; do say listen "$address"; done
fi
ip -o address show up 2>/dev/null | while read -r number device family address rest; do
  [ "$device" = lo ] || say address "$address"
done
for name in ip_vs br_netfilter overlay; do yes_if "$name" module "$name"; done
yes_if admin_config test -e /etc/kubernetes/admin.conf
yes_if kubelet_config test -e /etc/kubernetes/kubelet.conf
systemctl is-active kubelet docker containerd 2>/dev/null | for name in kubelet docker containerd; do
  state=; read -r state; yes_if "$name" [ "$state" = active ]
done
exit 0
`;

/** The command that makes a machine tell all of its facts at once. */
export const FACTS_COMMAND: Argv = ["sh", "-c", SCRIPT];
