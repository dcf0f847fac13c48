#!/bin/bash
# What a careful person would script without this project: OpenSSH, buildah and kubeadm, one control plane or more,
# workers beside them, every step timed. The peer of `npm run bench -- overhead`, and the proof that the lab's images work.
#
#   by-hand.sh [--json FILE] [--control-planes N] CONTROL_PLANE… WORKER…
#                                                      install, wait until all nodes are Ready, run the application
#   by-hand.sh --remove CONTROL_PLANE WORKER…          undo it, hosts as they were
#   by-hand.sh --prepare CONTROL_PLANE WORKER…         install, but stop before kubeadm
#
# Env: LAB_DIR, LAB_NAME (whose keys to use), BY_HAND_IMAGE (oci:$LAB_DIR/images/kubernetes-v1.20.2),
#      BY_HAND_APP (oci:$LAB_DIR/images/app-1.0; empty: no application)
# JSON: {"steps": [{"step", "seconds"}], "seconds"}
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
for part in hosts/settings build/progress build/image; do
  # shellcheck disable=SC1090 # the list above
  . "$here/$part.sh"
done
# shellcheck disable=SC2034 # read by storage()
store=$LAB_DIR/storage-by-hand
image=${BY_HAND_IMAGE-oci:$LAB_DIR/images/kubernetes-v1.20.2} app=${BY_HAND_APP-oci:$LAB_DIR/images/app-1.0}
data=/var/lib/sealos/data/default rootfs=/var/lib/sealos/data/default/rootfs json='' remove='' prepare='' control_planes=1 containers=()

main() {
  while [[ ${1:-} == --* ]]; do
    case $1 in
      --json) json=$2; shift 2 ;;
      --control-planes) control_planes=$2; shift 2 ;;
      --remove) remove=yes; shift ;;
      --prepare) prepare=yes; shift ;;
      *) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2; exit 64 ;;
    esac
  done
  [ $# -ge 1 ] || { echo 'by-hand: name at least one host, the control plane first' >&2; exit 64; }
  first=$1 hosts_given=("$@") others=("${@:2:control_planes-1}") workers=("${@:control_planes+1}")
  own=$(mktemp -d) && trap finish EXIT
  began=$EPOCHREALTIME
  if [ -n "$remove" ]; then uninstall; else install_all; fi
  total=$(since "$began")
  printf '%7.2f s  in total\n' "$total"
  [ -z "$json" ] || jq -s --argjson seconds "$total" '{steps: ., seconds: $seconds}' "$own/steps" >"$json"
}

install_all() {
  step 'get the image, mount it, render templates' mount_image "$image"
  step 'send the rootfs' send_rootfs
  step 'send the registry' send_tree "$first" "$mounted/registry" "$rootfs/registry"
  step 'check' everywhere_label check
  step 'hosts entries and registry' start_registry
  step 'container runtime and kubelet' everywhere_label init
  [ -z "$prepare" ] || return 0
  step 'kubeadm init' kubeadm_init
  [ ${#others[@]} = 0 ] || step 'join control planes' join_control_planes
  step 'join workers' join_workers
  step 'all nodes Ready' wait_for_nodes
  [ -z "$app" ] || step 'application' run_app
}

# --- steps, in the order of install_all ---

# Leaves $mounted (a private, writable copy), $environment (assignments) and $labels (JSON) behind.
mount_image() {
  local container inspected template
  container=$(storage from -q "$1")
  containers+=("$container")
  mounted=$(storage mount "$container")
  inspected=$(storage inspect --type container "$container")
  environment=$(jq -r '.OCIv1.config.Env[] | select(test("^PATH=") | not)' <<<"$inspected")
  labels=$(jq '.OCIv1.config.Labels' <<<"$inspected")
  command=$(jq -r '.OCIv1.config.Cmd // [] | join(" && ")' <<<"$inspected")
  while IFS= read -r template; do
    render <"$template" >"${template%.tmpl}"
  done < <(find "$mounted"/{etc,scripts,manifests} -name '*.tmpl' 2>/dev/null)
}

# As much of the template language as the lab's images use; whoever scripts by hand knows their own templates.
render() {
  # shellcheck disable=SC2016,SC2086 # perl's variables; one word an assignment
  env $environment perl -0pe '
    sub value { my ($e) = @_; my ($name, @filters) = split /\s*\|\s*/, $e; my $v = $name =~ /^\.(\w+)$/ ? $ENV{$1} // "" : die "template: $e\n";
      for (@filters) { if (/^default "?(.*?)"?$/) { $v = $1 if $v eq "" } elsif ($_ eq "quote") { $v = "\"$v\"" } elsif ($_ eq "trim") { $v =~ s/^\s+|\s+$//g } else { die "template: $_\n" } } $v }
    s/\s*\{\{- if eq \.(\w+) "(.*?)" \}\}(.*?)\s*\{\{- end \}\}/($ENV{$1} \/\/ "") eq $2 ? $3 : ""/gse;
    s/\{\{ (.*?) \}\}/value($1)/ge'
}

send_rootfs() { everywhere send_tree_without_registry; }
send_tree_without_registry() { tar -C "$mounted" --exclude=./registry -c . | on "$1" "mkdir -p $rootfs && tar -C $rootfs -xm"; }
send_tree() { tar -C "$2" -c . | on "$1" "mkdir -p $3 && tar -C $3 -xm"; }

start_registry() {
  everywhere name_addresses
  on "$first" "rm -rf /var/lib/registry && ln -s $rootfs/registry /var/lib/registry"
  label_on init-registry "$first"
}
name_addresses() { on "$1" "cat >>/etc/hosts" <<<"$first sealos.hub"$'\n'"$first apiserver.cluster.local"; }

kubeadm_init() {
  {
    cat <<CONF
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: $first, bindPort: 6443}
nodeRegistration: {criSocket: /run/containerd/containerd.sock}
---
CONF
    sed "/^kind: ClusterConfiguration/a kubernetesVersion: $(jq -r .version <<<"$labels")\ncontrolPlaneEndpoint: apiserver.cluster.local:6443" "$mounted/etc/kubeadm.yml"
  } | on "$first" "mkdir -p $data/etc && cat >$data/etc/kubeadm-init.yaml"
  on "$first" "kubeadm init --config $data/etc/kubeadm-init.yaml --skip-token-print &&
    mkdir -p ~/.kube && cp /etc/kubernetes/admin.conf ~/.kube/config"
}

join_control_planes() { # one after the other, as etcd wants it
  local certificate_key host
  certificate_key=$(on "$first" 'kubeadm init phase upload-certs --upload-certs' | tail -1)
  join=$(on "$first" 'kubeadm token create --print-join-command --ttl 2h')
  for host in "${others[@]}"; do
    # shellcheck disable=SC2016 # a pattern
    on "$host" "$join --control-plane --certificate-key $certificate_key --cri-socket /run/containerd/containerd.sock &&
      sed -i 's/.* apiserver.cluster.local\$/$host apiserver.cluster.local/' /etc/hosts"
  done
}

join_workers() {
  [ ${#workers[@]} -gt 0 ] || return 0
  join=$(on "$first" 'kubeadm token create --print-join-command --ttl 2h')
  in_parallel join_worker "${workers[@]}"
}
join_worker() { on "$1" "$join --cri-socket /run/containerd/containerd.sock"; }

wait_for_nodes() {
  local deadline=$((SECONDS + 180))
  until [ "$(on "$first" kubectl get nodes --no-headers | awk '$2 == "Ready"' | wc -l)" = ${#hosts_given[@]} ]; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.5
  done
}

run_app() {
  local workdir=$data/applications/by-hand/workdir
  mount_image "$app"
  [ ! -d "$mounted/registry" ] || send_tree "$first" "$mounted/registry" "$rootfs/registry"
  send_tree "$first" "$mounted" "$workdir"
  on "$first" "cd $workdir && $(name_placeholders <<<"$command")"
}
# $(NAME) in an image's command is the value of its environment.
# shellcheck disable=SC2016,SC2086
name_placeholders() { env $environment perl -pe 's/\$\((\w+)\)/$ENV{$1}/g'; }

uninstall() {
  mount_image "$image"
  step 'kubeadm reset' everywhere reset_host
  step 'clean' everywhere_label clean
  step 'clean-registry' label_on clean-registry "$first"
  step 'what clean scripts leave' everywhere wipe_host
}
reset_host() { on "$1" 'kubeadm reset -f --cri-socket /run/containerd/containerd.sock'; }
wipe_host() {
  on "$1" "sed -i '/ sealos.hub\$/d; / apiserver.cluster.local\$/d' /etc/hosts
    for tables in iptables ip6tables; do
      \$tables-save | awk '/^\\*/ {table = substr(\$1, 2)} /^:/ && \$2 == \"-\" {print table, substr(\$1, 2)}' >/run/chains
      for table in filter nat mangle; do
        while read -r of chain; do [ \$of != \$table ] || echo \$chain; done </run/chains >/run/own
        [ -s /run/own ] || continue
        \$tables -t \$table -S | grep -wFf /run/own | sed -n 's/^-A/-D/p' | while read -r rule; do eval \$tables -t \$table \$rule; done
        while read -r chain; do \$tables -t \$table -X \$chain; done </run/own
      done
    done
    rm -rf /run/chains /run/own $data /etc/kubernetes /var/lib/etcd /usr/libexec/kubernetes /var/log/pods /var/log/containers ~/.kube
    rmdir --ignore-fail-on-non-empty -p ${data%/*}"
}

# --- plumbing ---

on() { # one connection a host, kept open
  local host=$1
  shift
  ssh -i "$key" -o UserKnownHostsFile="$hosts/known_hosts" -o BatchMode=yes -o ConnectTimeout=10 -o LogLevel=ERROR \
    -o ControlMaster=auto -o ControlPath="$own/%C" -o ControlPersist=60 "root@$host" "$@"
}
in_parallel() { # command, hosts…
  local act=$1 pids=() pid host status=0
  shift
  for host; do (set -e; "$act" "$host") & pids+=($!); done
  for pid in "${pids[@]}"; do wait "$pid" || status=1; done
  return "$status"
}
everywhere() { in_parallel "$1" "${hosts_given[@]}"; }
# A label's value is run in the image's scripts directory, with the image's environment exported.
label_on() { on "$2" "set -a; $environment
  cd $rootfs/scripts && bash $(jq -r --arg name "$1" '.[$name]' <<<"$labels")"; }
everywhere_label() {
  local label=$1
  # shellcheck disable=SC2317 # called by its name
  run_it() { label_on "$label" "$1"; }
  everywhere run_it
}
step() { # plain calls only: as a condition, a function would not stop at its first error
  local title=$1 from=$EPOCHREALTIME
  shift
  current=$title
  "$@" >"$own/log" 2>&1
  current=''
  printf '%7.2f s  %s\n' "$(since "$from")" "$title"
  jq -nc --arg step "$title" --argjson seconds "$(since "$from")" '{step: $step, seconds: $seconds}' >>"$own/steps"
}
since() { awk -v now="$EPOCHREALTIME" -v from="$1" 'BEGIN {printf "%.3f", now - from}'; }
finish() {
  local host
  [ -z "${current:-}" ] || { echo "FAILED: $current"; tail -40 "$own/log"; } >&2
  for host in "${hosts_given[@]}"; do on "$host" -O exit 2>/dev/null || true; done
  [ ${#containers[@]} = 0 ] || storage rm "${containers[@]}" >/dev/null 2>&1 || true
  rm -rf "$own"
}

main "$@"; exit # read to the end before it runs: the file may change under it
