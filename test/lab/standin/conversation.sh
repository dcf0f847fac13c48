#!/bin/bash
# Says the same commands to a cluster on three prepared hosts and keeps each answer: the fixture of the stand-ins when the
# hosts run real Kubernetes, their test when they do not. The hosts have the rootfs image installed (init ran) and no cluster.
#
# Usage:  conversation.sh OUT_DIR      Env: LAB (path of lab.sh) and what it reads, LAB_NET
# Fixtures: lab.sh up 3 --fresh; by-hand.sh --prepare on the hosts; conversation.sh OUT_DIR; npx tsx keep-answers.ts OUT_DIR
# Result: OUT_DIR/hN-NAME.{status,stdout,stderr}; N is the host that was spoken to.
# shellcheck disable=SC2016,SC2001 # commands expand on the host; sed says it shorter
set -uo pipefail
out=$1 lab=${LAB:?path of lab.sh} net=${LAB_NET:?}
mkdir -p "$out"
rm -f "$out"/h[0-9]-*
endpoint=apiserver.cluster.local:6443
one=$net.11 two=$net.12 three=$net.13

# One shell a host answers every command: connecting each time would take longer than most commands.
pipes=$(mktemp -d)
trap 'rm -rf "$pipes"' EXIT
declare -A to from
for host in 1 2 3; do
  mkfifo "$pipes/to$host" "$pipes/from$host"
  "$lab" ssh "$host" bash <"$pipes/to$host" >"$pipes/from$host" &
  # shellcheck disable=SC1083,SC2093 # descriptors kept in arrays
  exec {to[$host]}>"$pipes/to$host" {from[$host]}<"$pipes/from$host"
done

# say HOST NAME COMMAND: the command is a shell line; its status, stdout and stderr come back as three lines.
say() {
  local name="$out/h$1-$2" status stdout stderr
  printf 'KUBECONFIG=/etc/kubernetes/admin.conf timeout 300 bash -c %q </dev/null >/tmp/out 2>/tmp/err; echo $?; base64 -w0 /tmp/out; echo; base64 -w0 /tmp/err; echo\n' \
    "$3" >&"${to[$1]}"
  { read -r status && read -r stdout && read -r stderr; } <&"${from[$1]}"
  echo "$status" >"$name.status"
  base64 -d <<<"$stdout" >"$name.stdout"
  base64 -d <<<"$stderr" >"$name.stderr"
  last=$(cat "$name.stdout")
}
# write HOST PATH: stdin becomes the file.
write() { "$lab" ssh "$1" "mkdir -p $(dirname "$2") && cat >$2"; }
until_ready() { # HOSTS: as many nodes Ready
  local deadline=$((SECONDS + 180))
  until [ "$("$lab" ssh 1 'kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes --no-headers' 2>/dev/null | awk '$2 == "Ready"' | wc -l)" = "$1" ]; do
    [ $SECONDS -lt $deadline ] || return
    sleep 0.5
  done
}
configuration() { # extra lines of the ClusterConfiguration come from stdin
  cat <<END
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: $one, bindPort: 6443}
nodeRegistration: {criSocket: /run/containerd/containerd.sock, kubeletExtraArgs: {node-ip: $one}}
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
kubernetesVersion: $version
controlPlaneEndpoint: $endpoint
networking: {podSubnet: 10.88.0.0/16, serviceSubnet: 10.96.0.0/22}
apiServer: {certSANs: [127.0.0.1, apiserver.cluster.local, 10.103.97.2]}
$(cat)
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
conntrack: {maxPerCore: 0, min: 0}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
maxOpenFiles: 20000
END
}

say 1 version-short 'kubeadm version -o short'
version=$last

# Arguments and configuration files, before anything exists.
say 1 version-json 'kubeadm version -o json'
say 1 version-bad-output 'kubeadm version -o bad'
say 1 images-list "kubeadm config images list --kubernetes-version $version"
say 1 images-list-json "kubeadm config images list --kubernetes-version $version -o json"
say 1 images-pull "kubeadm config images pull --kubernetes-version $version --cri-socket /run/containerd/containerd.sock"
say 1 images-pull-missing "kubeadm config images pull --kubernetes-version v1.20.99 --cri-socket /run/containerd/containerd.sock"
say 1 unknown-command 'kubeadm nosuch'
say 1 unknown-flag 'kubeadm init --nosuch'
say 1 unknown-shorthand 'kubeadm init -x'
say 1 flag-without-argument 'kubeadm init --config'
say 1 extra-argument 'kubeadm init extra'
say 1 config-missing 'kubeadm init --config /missing'
say 1 join-nothing 'kubeadm join'
say 1 join-bad-token "kubeadm join $one:6443 --token bad --discovery-token-unsafe-skip-ca-verification"
say 1 join-no-hash "kubeadm join $one:6443 --token abcdef.0123456789abcdef"
say 1 join-unknown-flag "kubeadm join $one:6443 --nosuch"
say 1 upgrade-nothing 'kubeadm upgrade'
say 1 upgrade-apply-nothing 'kubeadm upgrade apply'
say 1 token-without-cluster 'kubeadm token create --print-join-command'
say 1 certificates-missing 'kubeadm certs check-expiration'
say 1 kubectl-without-cluster 'kubectl get nodes'
say 1 kubectl-unknown-flag 'kubectl get nodes --nosuch'
say 1 kubectl-unknown-command 'kubectl nosuch'
say 1 kubectl-client-version 'kubectl version --client -o json'
say 1 kubelet-version 'kubelet --version'
say 1 kubelet-unknown-flag 'kubelet --nosuch'
say 1 crictl-pods 'crictl pods -q'
say 1 crictl-pull-missing 'crictl pull sealos.hub:5000/nosuch:1.0'
refuse() { # NAME, configuration on stdin
  write 1 /tmp/refused.yaml
  say 1 "$1" 'kubeadm init --config /tmp/refused.yaml --ignore-preflight-errors=all --skip-phases=preflight,kubelet-start,certs,kubeconfig,control-plane,etcd,wait-control-plane,upload-config,upload-certs,mark-control-plane,bootstrap-token,kubelet-finalize,addon'
}
configuration <<<'nosuch: 1' | refuse config-unknown-field
configuration <<<'apiServer: {certSANs: 5}' | refuse config-duplicate-key
configuration <<<'etcd: {local: {dataDir: 5}}' | refuse config-wrong-type
configuration <<<'controllerManager: {extraArgs: [{name: a, value: b}]}' | refuse config-list-for-map
configuration </dev/null | sed 's/^kind: InitConfiguration/kind: Nosuch/' | refuse config-unknown-kind
configuration </dev/null | sed 's,kubeadm.k8s.io/v1beta2,kubeadm.k8s.io/v1beta4,' | refuse config-unknown-version
configuration </dev/null | sed 's,^podSubnet,x,; s,10.88.0.0/16,bad,' | refuse config-bad-subnet
configuration </dev/null | sed 's,^kubernetesVersion: .*,kubernetesVersion: vone,' | refuse config-bad-version
configuration </dev/null | sed 's,^kubernetesVersion: .*,kubernetesVersion: v1.25.0,' | refuse config-newer-version
configuration </dev/null | sed "s,$one,999.1.1.1," | refuse config-bad-address
configuration </dev/null | sed 's,^mode: iptables,mode: nosuch,' | refuse config-bad-proxy-mode
configuration </dev/null | sed 's,^maxOpenFiles: .*,nosuch: 1,' | refuse config-unknown-kubelet-field
printf 'a: [\n' | refuse config-not-yaml
say 3 reset-clean-host 'kubeadm reset -f'

# A cluster.
configuration </dev/null | write 1 /tmp/init.yaml
say 1 init 'kubeadm init --config /tmp/init.yaml'
say 1 files 'cd / && find etc/kubernetes var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env var/lib/kubelet/pki -printf "%M %p %l\n" | sort'
say 1 kubelet-files 'cat /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env'
say 1 manifests 'cat /etc/kubernetes/manifests/*'
say 1 kubeconfigs 'sed "s/-data: .*/-data:/" /etc/kubernetes/admin.conf /etc/kubernetes/kubelet.conf'
say 1 certificates 'cd /etc/kubernetes/pki; for f in *.crt etcd/*.crt; do echo "$f"; openssl x509 -in $f -noout -subject -issuer -ext subjectAltName,extendedKeyUsage,basicConstraints,keyUsage 2>&1; done'
say 1 init-again 'kubeadm init --config /tmp/init.yaml'
until_ready 1
say 1 get-nodes 'kubectl get nodes'
say 1 get-nodes-json 'kubectl get nodes -o json'
say 1 get-nodes-wide 'kubectl get nodes -o wide'
say 1 get-nodes-jsonpath "kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{\"\\t\"}{.status.conditions[?(@.type==\"Ready\")].status}{\"\\n\"}{end}'"
say 1 get-node-missing 'kubectl get node nosuch'
say 1 get-node-missing-ignored 'kubectl get node nosuch --ignore-not-found'
say 1 get-kind-missing 'kubectl get nosuch'
say 1 get-namespace-json 'kubectl get namespace kube-system -o json'
say 1 get-namespaces 'kubectl get namespaces'
say 1 get-configmap-missing 'kubectl get configmap nosuch -n kube-system'
say 1 get-kubeadm-config 'kubectl get configmap kubeadm-config -n kube-system -o yaml'
say 1 get-raw-healthz 'kubectl get --raw /healthz'
say 1 get-raw-missing 'kubectl get --raw /nosuch'
say 1 kubectl-version-json 'kubectl version -o json'
say 1 cluster-info 'kubectl cluster-info'
say 1 anonymous "curl -sk https://$one:6443/api/v1/nodes"
say 1 healthz "curl -sk https://$one:6443/healthz"
say 1 upload-certs 'kubeadm init phase upload-certs --upload-certs'
key=$(tail -1 <<<"$last")
say 1 upload-certs-config 'kubeadm init phase upload-certs --upload-certs --config /tmp/init.yaml | tail -1'
key=$(tail -1 <<<"$last")
say 1 token-create 'kubeadm token create'
say 1 token-join-command 'kubeadm token create --print-join-command --ttl 2h'
join=$last
say 1 token-join-command-key 'kubeadm token create --print-join-command --certificate-key 0000000000000000000000000000000000000000000000000000000000000001'
say 1 token-list 'kubeadm token list'
say 1 token-delete-missing 'kubeadm token delete aaaaaa'
say 1 config-view 'kubeadm config view'
say 1 certificates-expiration 'kubeadm certs check-expiration'
say 1 cluster-information 'kubectl get configmap cluster-info -n kube-public -o yaml'
say 1 members 'cd /etc/kubernetes/pki/etcd; curl -s --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -X POST -d "{}" https://127.0.0.1:2379/v3/cluster/member/list'

# Joins that must fail, then joins.
hash=$(sed 's/.*\(sha256:[0-9a-f]*\).*/\1/' <<<"$join")
socket='--cri-socket /run/containerd/containerd.sock'
joins() { # apiEndpoint, token, rest of discovery
  cat <<END
apiVersion: kubeadm.k8s.io/v1beta2
kind: JoinConfiguration
discovery: {timeout: 3s, bootstrapToken: {apiServerEndpoint: "$1", token: $2, $3}}
nodeRegistration: {criSocket: /run/containerd/containerd.sock, kubeletExtraArgs: {node-ip: $4}}
END
}
token=$(sed 's/.*--token \([a-z0-9.]*\).*/\1/' <<<"$join")
joins "$net.99:6443" "$token" "caCertHashes: ['$hash']" "$three" | write 3 /tmp/join.yaml
say 3 join-unreachable 'kubeadm join --config /tmp/join.yaml'
joins "$one:6443" abcdef.0123456789abcdef "caCertHashes: ['$hash']" "$three" | write 3 /tmp/join.yaml
say 3 join-wrong-token 'kubeadm join --config /tmp/join.yaml'
joins "$one:6443" "$token" "caCertHashes: ['sha256:0000000000000000000000000000000000000000000000000000000000000000']" "$three" | write 3 /tmp/join.yaml
say 3 join-wrong-hash 'kubeadm join --config /tmp/join.yaml'
joins "$one:6443" "$token" "nosuch: 1" "$three" | write 3 /tmp/join.yaml
say 3 join-unknown-field 'kubeadm join --config /tmp/join.yaml'
say 2 join-wrong-key "$join $socket --control-plane --certificate-key 0000000000000000000000000000000000000000000000000000000000000001"
say 2 join-no-key "$join $socket --control-plane"
say 2 reset-after-failed-join 'kubeadm reset -f'
say 2 join-control-plane "$join $socket --control-plane --certificate-key $key --apiserver-advertise-address $two"
say 2 files 'cd / && find etc/kubernetes var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env -printf "%M %p %l\n" | sort'
joins "$one:6443" "$token" "caCertHashes: ['$hash']" "$three" | write 3 /tmp/join.yaml
say 3 join-worker 'kubeadm join --config /tmp/join.yaml'
say 3 files 'cd / && find etc/kubernetes var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env -printf "%M %p %l\n" | sort'
say 3 join-again 'kubeadm join --config /tmp/join.yaml'
until_ready 3
say 2 get-nodes 'kubectl get nodes'
say 1 get-three-nodes-json 'kubectl get nodes -o json'
say 2 members 'cd /etc/kubernetes/pki/etcd; curl -s --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -X POST -d "{}" https://127.0.0.1:2379/v3/cluster/member/list'
say 1 kubeadm-certs-gone 'kubectl delete secret kubeadm-certs -n kube-system'

# What a day brings.
say 1 label 'kubectl label node node3 tier=web'
say 1 label-again 'kubectl label node node3 tier=web2'
say 1 label-overwrite 'kubectl label node node3 tier=web2 --overwrite'
say 1 label-remove 'kubectl label node node3 tier-'
say 1 taint 'kubectl taint node node3 a=b:NoSchedule'
say 1 taint-again 'kubectl taint node node3 a=b:NoSchedule'
say 1 taint-remove 'kubectl taint node node3 a=b:NoSchedule-'
say 1 taint-remove-missing 'kubectl taint node node3 a-'
say 1 taint-bad 'kubectl taint node node3 a=b:Nosuch'
say 1 cordon 'kubectl cordon node3'
say 1 cordon-again 'kubectl cordon node3'
say 1 uncordon 'kubectl uncordon node3'
say 1 uncordon-missing 'kubectl uncordon nosuch'
say 1 create-namespace 'kubectl create namespace demo'
say 1 create-namespace-again 'kubectl create namespace demo'
say 1 create-configmap 'kubectl create configmap plain --from-literal=a=b -n demo'
write 1 /tmp/applied/app.yaml <<'END'
apiVersion: v1
kind: ConfigMap
metadata: {name: app}
data: {greeting: hello}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  replicas: 1
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec: {containers: [{name: app, image: "k8s.gcr.io/pause:3.2"}]}
END
say 1 apply 'kubectl apply -f /tmp/applied -n demo'
say 1 apply-again 'kubectl apply -f /tmp/applied -n demo'
say 1 apply-changed "sed -i s/hello/hi/ /tmp/applied/app.yaml && kubectl apply -f - -n demo </tmp/applied/app.yaml"
say 1 apply-missing 'kubectl apply -f /missing'
say 1 apply-bad-yaml 'echo "a: [" | kubectl apply -f -'
say 1 apply-no-kind 'echo "a: b" | kubectl apply -f -'
say 1 apply-unknown-kind 'printf "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n" | kubectl apply -f -'
say 1 apply-unknown-field 'printf "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nnosuch: 1\n" | kubectl apply -f -'
say 1 apply-unknown-namespace 'printf "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" | kubectl apply -n nosuch -f -'
say 1 rollout 'kubectl rollout status deployment/app -n demo --timeout=90s | tail -1'
say 1 rollout-missing 'kubectl rollout status deployment/nosuch -n demo'
say 1 get-deployment 'kubectl get deployment app -n demo'
say 1 get-pods-json 'kubectl get pods -n demo -o json'
say 1 wait-node 'kubectl wait --for=condition=Ready node/node3 --timeout=30s'
say 1 wait-timeout 'kubectl wait --for=condition=Nosuch node/node3 --timeout=1s'
say 1 patch-node "kubectl patch node node3 -p '{\"metadata\":{\"labels\":{\"x\":\"y\"}}}'"
say 1 patch-node-bad "kubectl patch node node3 -p '{'"
say 1 api-resources-lease 'kubectl get lease -n kube-node-lease -o name'
write 1 /tmp/lease.yaml <<'END'
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: lock, namespace: kube-system}
spec: {holderIdentity: one, leaseDurationSeconds: 30}
END
say 1 create-lease 'kubectl create -f /tmp/lease.yaml'
say 2 create-lease-again 'kubectl create -f - <<<"$(printf "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: lock, namespace: kube-system}\n")"'
say 2 replace-lease-conflict 'kubectl replace -f - <<<"$(printf "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: lock, namespace: kube-system, resourceVersion: \"1\"}\n")"'
say 1 delete-lease 'kubectl delete lease lock -n kube-system'
say 1 delete-lease-again 'kubectl delete lease lock -n kube-system'
say 1 drain-refused 'kubectl drain node3 --timeout=20s'
say 1 drain 'kubectl drain node3 --ignore-daemonsets --timeout=60s'
say 1 uncordon-drained 'kubectl uncordon node3'
say 1 delete-namespace 'kubectl delete namespace demo --timeout=60s'

# Upgrades that must be refused, and a node that has nothing to do.
say 1 upgrade-apply-skipped "kubeadm upgrade apply v1.22.0 --yes"
say 1 upgrade-apply-older "kubeadm upgrade apply v1.18.0 --yes"
say 1 upgrade-apply-newer-than-kubeadm "kubeadm upgrade apply v1.20.90 --yes"
say 1 upgrade-apply-same "kubeadm upgrade apply $version --yes"
say 3 upgrade-node 'kubeadm upgrade node'
say 2 upgrade-node 'kubeadm upgrade node'

# Leaving.
say 1 delete-node 'kubectl delete node node3'
say 1 delete-node-again 'kubectl delete node node3'
say 3 reset-worker 'kubeadm reset -f'
say 3 files-after-reset 'cd / && find etc/kubernetes var/lib/kubelet -printf "%M %p\n" | sort; systemctl is-active kubelet containerd; crictl pods -q'
say 2 reset-control-plane 'kubeadm reset -f'
say 2 files-after-reset 'cd / && find etc/kubernetes var/lib/kubelet var/lib/etcd -printf "%M %p\n" | sort; systemctl is-active kubelet containerd; crictl pods -q'
say 1 members-after-reset 'cd /etc/kubernetes/pki/etcd; curl -s --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -X POST -d "{}" https://127.0.0.1:2379/v3/cluster/member/list'
say 1 get-nodes-after-reset 'kubectl get nodes --no-headers | cut -d" " -f1'
say 1 reset-last 'kubeadm reset -f'
say 1 kubectl-after-reset 'kubectl get nodes'
