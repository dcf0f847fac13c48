// Stand-in: the configuration file of k3s and the files beside it. An option that the command does not have is refused.
package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
)

const agentOptions = `node-name with-node-id node-ip node-external-ip node-label node-taint kubelet-arg kube-proxy-arg protect-kernel-defaults selinux lb-server-port data-dir docker
	container-runtime-endpoint pause-image snapshotter private-registry resolv-conf flannel-iface flannel-conf flannel-cni-conf image-credential-provider-bin-dir image-credential-provider-config
	prefer-bundled-bin debug v vmodule log alsologtostderr rootless server token token-file`

const serverOptions = agentOptions + ` bind-address https-listen-port advertise-address advertise-port tls-san cluster-cidr service-cidr service-node-port-range cluster-dns cluster-domain flannel-backend flannel-ipv6-masq
	egress-selector-mode write-kubeconfig write-kubeconfig-mode kube-apiserver-arg etcd-arg kube-controller-manager-arg kube-scheduler-arg kube-cloud-controller-manager-arg agent-token agent-token-file cluster-init
	etcd-expose-metrics etcd-disable-snapshots etcd-snapshot-name etcd-snapshot-schedule-cron etcd-snapshot-retention etcd-snapshot-dir disable disable-scheduler disable-cloud-controller disable-kube-proxy
	disable-network-policy disable-helm-controller secrets-encryption enable-pprof servicelb-namespace default-local-storage-path`

// k3sRun is one server or agent.
type k3sRun struct {
	options       M
	name, address string
	api           *client // the cluster, as its administrator; servers only
}

func readOptions(command string) M {
	known := strings.Fields(map[string]string{"server": serverOptions, "agent": agentOptions}[command])
	found := M{}
	further, _ := filepath.Glob(k3sFiles + "/config.yaml.d/*.yaml")
	sort.Strings(further)
	for _, file := range append([]string{k3sFiles + "/config.yaml"}, further...) {
		data, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			continue
		}
		check(err)
		documents, err := readDocuments(data)
		check(err)
		for _, one := range documents {
			for key, value := range one.content {
				name := strings.TrimSuffix(key, "+")
				if !contains(known, name) {
					fail("flag provided but not defined: -%s", name)
				}
				if name != key {
					value = append(list(found, name), listed(value)...)
				}
				found[name] = value
			}
		}
	}
	return found
}

func listed(value interface{}) []interface{} {
	if many, isList := value.([]interface{}); isList {
		return many
	}
	return []interface{}{value}
}

func (r *k3sRun) text(option, fallback string) string {
	if found := text(r.options, option); found != "" {
		return found
	}
	return fallback
}

// texts of an option that may be one value, a list, or words between commas.
func (r *k3sRun) texts(option string) []string {
	found := []string{}
	if r.options[option] == nil {
		return found
	}
	for _, one := range listed(r.options[option]) {
		found = append(found, split(text(one), ",")...)
	}
	return found
}
