# shellcheck shell=bash
# The read-only file system that all hosts share: a bare Debian with systemd, sshd and the tools that kubeadm looks for.
# No container runtime, no registry, no Kubernetes: those come with the cluster image, as on a rented machine.

# Builds the base unless there is one of the same content. Sets LAB_BASE to its directory.
prepare_base() {
  export LAB_BASE
  LAB_BASE=$LAB_DIR/base-$(key_of "$lab_dir/build/base.sh")-$(sha256sum <<<"$LAB_PASSWORD" | cut -c1-4)
  [ -e "$LAB_BASE.done" ] && return
  need mmdebstrap=mmdebstrap perl=perl-base
  remove_unused_bases
  progress "build the hosts' base system (Debian bookworm)" build_base
}

build_base() {
  local packages=systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,iputils-ping,iptables,ebtables,conntrack,socat,ethtool,kmod
  packages+=,procps,ca-certificates,curl,libseccomp2,less
  remove_tree "$LAB_BASE"
  bootstrap_debian --variant=minbase --include="$packages" --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$LAB_BASE"
  (cd "$LAB_BASE" && add_users && mkdir -p usr/lib/modules && configure_sshd && mask_machine_units && forget_identity)
  touch "$LAB_BASE.done"
}

# root and ops log in with key or password; ops may sudo without a password, opspw is asked for it.
add_users() {
  local hash user
  # shellcheck disable=SC2016 # perl's variables
  hash=$(perl -e 'print crypt($ARGV[0], q($6$labsalt))' "$LAB_PASSWORD")
  chroot . usermod -p "$hash" root
  for user in ops opspw; do chroot . useradd -m -s /bin/bash -G sudo -p "$hash" "$user"; done
  echo 'ops ALL=(ALL) NOPASSWD: ALL' >etc/sudoers.d/ops
  chmod 440 etc/sudoers.d/ops
}

# Debian's settings (forwarding allowed, stock limits), a second port, and no other host key than the lab's.
configure_sshd() {
  cat >etc/ssh/sshd_config.d/lab.conf <<'CONF'
Port 22
Port 2222
PermitRootLogin yes
PasswordAuthentication yes
HostKey /etc/ssh/ssh_host_ed25519_key
CONF
}

# What these units do belongs to the whole machine, or calls the network, or changes files behind a test's back.
mask_machine_units() {
  local unit
  mkdir -p etc/systemd/journald.conf.d
  printf '[Journal]\nReadKMsg=no\nStorage=volatile\n' >etc/systemd/journald.conf.d/lab.conf
  for unit in proc-sys-fs-binfmt_misc.automount systemd-modules-load.service \
    sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount dev-hugepages.mount \
    console-getty.service getty.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer; do
    ln -sf /dev/null "etc/systemd/system/$unit"
  done
}

forget_identity() {
  rm -f etc/ssh/ssh_host_* etc/machine-id var/lib/dbus/machine-id etc/hostname var/cache/apt/*.bin
  : >etc/machine-id
}

# Bases of older content that no disk of any lab stands on.
remove_unused_bases() {
  local done_file base
  for done_file in "$LAB_DIR"/base-*.done; do
    base=${done_file%.done}
    [ -e "$done_file" ] && ! cat "$LAB_DIR"/hosts/*/node*/base 2>/dev/null | grep -qxF "$base" || continue
    rm -f "$done_file"
    remove_tree "$base"
  done
}
