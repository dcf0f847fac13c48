#!/bin/bash
# First process of a lab host: builds the host's file systems, then becomes systemd. Runs inside fresh mount, uts, ipc,
# pid, net and cgroup namespaces; only host.sh starts it.
# Env: NODE_DIR (the host's disk), NODE_NAME, LAB_BASE (the read-only file system that all hosts share)
set -euo pipefail
root=$NODE_DIR/root
hostname "$NODE_NAME"
cgroups=$(awk '$3 ~ /^cgroup2?$/ {print $2, $3}' /proc/mounts)
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$LAB_BASE,upperdir=$NODE_DIR/upper,workdir=$NODE_DIR/work" "$root"
# containerd's overlay snapshots cannot lie on an overlay, so /var/lib is a plain directory of the machine's disk.
mount --bind "$NODE_DIR/varlib" "$root/var/lib"

mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
while read -r name minor major; do mknod -m 666 "$root/dev/$name" c "$major" "$minor"; done <<'EOF'
null 3 1
zero 5 1
full 7 1
random 8 1
urandom 9 1
kmsg 11 1
tty 0 5
fuse 229 10
EOF
mkdir "$root"/dev/{pts,shm,mqueue}
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for i in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${i%:*}" "$root/dev/${i#*:}"; done

# The same hierarchies as the machine has, each seen from this host's own group.
[ "$(wc -l <<<"$cgroups")" -gt 1 ] && mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
while read -r dir type; do
  mkdir -p "$root$dir"
  case $type:${dir##*/} in
    cgroup2:*) mount -t cgroup2 cgroup "$root$dir" ;;
    *:systemd) mount -t cgroup -o none,name=systemd cgroup "$root$dir" ;;
    *) mount -t cgroup -o "${dir##*/}" cgroup "$root$dir" ;;
  esac
done <<<"$cgroups"

# Only net.* sysctls belong to a host. The others become plain files that live until the next boot: they can be read
# and written, without effect on the machine. The boot id is this host's own, so that a reboot shows.
sysctl=$NODE_DIR/sysctl
mkdir -p "$sysctl"
mount -t tmpfs -o mode=755 tmpfs "$sysctl"
cp -r "$root"/proc/sys/{kernel,vm,fs} "$sysctl" 2>/dev/null || true # some are write-only
cat /proc/sys/kernel/random/uuid >"$sysctl/boot_id"
for name in kernel vm fs; do
  find "$sysctl/$name" -type f -exec chmod u+rw {} +
  mount --bind "$sysctl/$name" "$root/proc/sys/$name"
done
mount --bind /proc/sys/kernel/random "$root/proc/sys/kernel/random"
mount --bind "$sysctl/boot_id" "$root/proc/sys/kernel/random/boot_id"
[ ! -e "$root/proc/sysrq-trigger" ] || mount --bind /dev/null "$root/proc/sysrq-trigger"

cd "$root"
pivot_root . .
umount -l .
mount --make-rshared /
exec env -i container=lab PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /sbin/init </dev/null
