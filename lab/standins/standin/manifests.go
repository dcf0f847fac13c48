// Stand-in: the manifests of the control plane, as kubeadm writes them.
package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

const manifestDirectory = "/etc/kubernetes/manifests"

// mount is a host path that a component sees.
type mount struct{ name, path, kind string }

func probe(host, path string, port int, scheme string, extra M) M {
	result := M{"httpGet": M{"host": host, "path": path, "port": port, "scheme": scheme}, "timeoutSeconds": 15, "periodSeconds": 10, "initialDelaySeconds": 10}
	for key, value := range extra {
		result[key] = value
	}
	return result
}

func commandLine(name string, arguments map[string]string, extra M) []string {
	for key, value := range extra {
		arguments[key] = text(value)
	}
	line := []string{}
	for _, key := range keys(arguments) {
		line = append(line, "--"+key+"="+arguments[key])
	}
	sort.Strings(line)
	return append([]string{name}, line...)
}

func staticPod(name, image string, command []string, host string, port int, scheme, livePath string, mounts []mount, cpu string, annotations M, extraVolumes []interface{}) M {
	container := M{"name": name, "image": image, "imagePullPolicy": "IfNotPresent", "command": command, "resources": M{"requests": M{"cpu": cpu}},
		"livenessProbe": probe(host, livePath, port, scheme, M{"failureThreshold": 8}), "startupProbe": probe(host, livePath, port, scheme, M{"failureThreshold": 24})}
	if name == "kube-apiserver" {
		ready := probe(host, "/readyz", port, scheme, M{"failureThreshold": 3, "periodSeconds": 1})
		delete(ready, "initialDelaySeconds")
		container["readinessProbe"] = ready
	}
	if name == "etcd" {
		set(container, M{"cpu": "100m", "ephemeral-storage": "100Mi", "memory": "100Mi"}, "resources", "requests")
	}
	volumes, mounted := []interface{}{}, []interface{}{}
	for _, one := range mounts {
		volumes = append(volumes, M{"name": one.name, "hostPath": M{"path": one.path, "type": one.kind}})
		entry := M{"name": one.name, "mountPath": one.path}
		if name != "etcd" && one.name != "flexvolume-dir" {
			entry["readOnly"] = true
		}
		mounted = append(mounted, entry)
	}
	if name == "etcd" { // kubeadm sorts volumes by name and leaves the mounts of etcd in their own order
		mounted[0], mounted[1] = mounted[1], mounted[0]
	}
	for _, extra := range extraVolumes {
		kind := text(extra, "pathType")
		volumes = append(volumes, M{"name": text(extra, "name"), "hostPath": M{"path": text(extra, "hostPath"), "type": kind}})
		entry := M{"name": text(extra, "name"), "mountPath": text(extra, "mountPath")}
		if truth(extra, "readOnly") {
			entry["readOnly"] = true
		}
		mounted = append(mounted, entry)
	}
	container["volumeMounts"] = mounted
	metadata := M{"creationTimestamp": nil, "labels": M{"component": name, "tier": "control-plane"}, "name": name, "namespace": "kube-system"}
	if annotations != nil {
		metadata["annotations"] = annotations
	}
	return M{"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": M{},
		"spec": M{"containers": []interface{}{container}, "hostNetwork": true, "priorityClassName": "system-node-critical", "volumes": volumes}}
}

func certificateMounts() []mount {
	return []mount{{"ca-certs", "/etc/ssl/certs", "DirectoryOrCreate"}, {"etc-ca-certificates", "/etc/ca-certificates", "DirectoryOrCreate"}, {"k8s-certs", "/etc/kubernetes/pki", "DirectoryOrCreate"},
		{"usr-local-share-ca-certificates", "/usr/local/share/ca-certificates", "DirectoryOrCreate"}, {"usr-share-ca-certificates", "/usr/share/ca-certificates", "DirectoryOrCreate"}}
}

func writeManifest(name string, pod M) {
	check(os.MkdirAll(manifestDirectory, 0o700))
	writeFile(filepath.Join(manifestDirectory, name+".yaml"), []byte(writeYAML(pod)), 0o600)
}

func controlPlaneManifests(cluster, endpoint M) map[string]M {
	return map[string]M{"kube-apiserver": apiServerManifest(cluster, endpoint), "kube-controller-manager": controllerManifest(cluster), "kube-scheduler": schedulerManifest(cluster)}
}

func componentImage(cluster M, name string) string {
	for _, one := range images(cluster) {
		if strings.Contains(one, "/"+name+":") {
			return one
		}
	}
	return name
}

func apiServerManifest(cluster, endpoint M) M {
	pki, address := text(cluster, "certificatesDir"), text(endpoint, "advertiseAddress")
	port := fmt.Sprint(number(endpoint, "bindPort"))
	arguments := map[string]string{"advertise-address": address, "allow-privileged": "true", "client-ca-file": pki + "/ca.crt", "enable-admission-plugins": "NodeRestriction", "enable-bootstrap-token-auth": "true",
		"etcd-cafile": pki + "/etcd/ca.crt", "etcd-certfile": pki + "/apiserver-etcd-client.crt", "etcd-keyfile": pki + "/apiserver-etcd-client.key", "etcd-servers": "https://127.0.0.1:2379",
		"kubelet-client-certificate": pki + "/apiserver-kubelet-client.crt", "kubelet-client-key": pki + "/apiserver-kubelet-client.key", "kubelet-preferred-address-types": "InternalIP,ExternalIP,Hostname",
		"proxy-client-cert-file": pki + "/front-proxy-client.crt", "proxy-client-key-file": pki + "/front-proxy-client.key", "requestheader-allowed-names": "front-proxy-client", "requestheader-client-ca-file": pki + "/front-proxy-ca.crt",
		"requestheader-extra-headers-prefix": "X-Remote-Extra-", "requestheader-group-headers": "X-Remote-Group", "requestheader-username-headers": "X-Remote-User", "secure-port": port,
		"service-account-issuer": "https://kubernetes.default.svc." + text(cluster, "networking", "dnsDomain"), "service-account-key-file": pki + "/sa.pub", "service-account-signing-key-file": pki + "/sa.key",
		"service-cluster-ip-range": text(cluster, "networking", "serviceSubnet"), "tls-cert-file": pki + "/apiserver.crt", "tls-private-key-file": pki + "/apiserver.key"}
	if minorOf(version) < 24 {
		arguments["insecure-port"] = "0"
	}
	if external := texts(cluster, "etcd", "external", "endpoints"); len(external) > 0 {
		arguments["etcd-servers"] = strings.Join(external, ",")
	}
	return staticPod("kube-apiserver", componentImage(cluster, "kube-apiserver"), commandLine("kube-apiserver", arguments, object(cluster, "apiServer", "extraArgs")), address, number(endpoint, "bindPort"), "HTTPS", "/livez",
		certificateMounts(), "250m", M{"kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint": net.JoinHostPort(address, port)}, list(cluster, "apiServer", "extraVolumes"))
}

func controllerManifest(cluster M) M {
	pki, config := text(cluster, "certificatesDir"), "/etc/kubernetes/controller-manager.conf"
	arguments := map[string]string{"authentication-kubeconfig": config, "authorization-kubeconfig": config, "bind-address": "127.0.0.1", "client-ca-file": pki + "/ca.crt", "cluster-name": text(cluster, "clusterName"),
		"cluster-signing-cert-file": pki + "/ca.crt", "cluster-signing-key-file": pki + "/ca.key", "controllers": "*,bootstrapsigner,tokencleaner", "kubeconfig": config, "leader-elect": "true",
		"requestheader-client-ca-file": pki + "/front-proxy-ca.crt", "root-ca-file": pki + "/ca.crt", "service-account-private-key-file": pki + "/sa.key", "use-service-account-credentials": "true"}
	if minorOf(version) < 24 {
		arguments["port"] = "0"
	}
	if pods := text(cluster, "networking", "podSubnet"); pods != "" {
		arguments["allocate-node-cidrs"], arguments["cluster-cidr"], arguments["service-cluster-ip-range"] = "true", pods, text(cluster, "networking", "serviceSubnet")
	}
	mounts := certificateMounts()
	mounts = append(mounts[:2], append([]mount{{"flexvolume-dir", "/usr/libexec/kubernetes/kubelet-plugins/volume/exec", "DirectoryOrCreate"}, mounts[2], {"kubeconfig", config, "FileOrCreate"}}, mounts[3:]...)...)
	return staticPod("kube-controller-manager", componentImage(cluster, "kube-controller-manager"), commandLine("kube-controller-manager", arguments, object(cluster, "controllerManager", "extraArgs")), "127.0.0.1", 10257, "HTTPS", "/healthz",
		mounts, "200m", nil, list(cluster, "controllerManager", "extraVolumes"))
}

func schedulerManifest(cluster M) M {
	config := "/etc/kubernetes/scheduler.conf"
	arguments := map[string]string{"authentication-kubeconfig": config, "authorization-kubeconfig": config, "bind-address": "127.0.0.1", "kubeconfig": config, "leader-elect": "true"}
	if minorOf(version) < 24 {
		arguments["port"] = "0"
	}
	return staticPod("kube-scheduler", componentImage(cluster, "kube-scheduler"), commandLine("kube-scheduler", arguments, object(cluster, "scheduler", "extraArgs")), "127.0.0.1", 10259, "HTTPS", "/healthz",
		[]mount{{"kubeconfig", config, "FileOrCreate"}}, "100m", nil, list(cluster, "scheduler", "extraVolumes"))
}

// etcdManifest: initial names the members that a joining one finds; empty means a new cluster.
func etcdManifest(cluster, endpoint M, node string, initial []string) M {
	pki, address, data := text(cluster, "certificatesDir")+"/etcd", text(endpoint, "advertiseAddress"), text(cluster, "etcd", "local", "dataDir")
	client, peer := "https://"+net.JoinHostPort(address, "2379"), "https://"+net.JoinHostPort(address, "2380")
	arguments := map[string]string{"advertise-client-urls": client, "cert-file": pki + "/server.crt", "client-cert-auth": "true", "data-dir": data, "initial-advertise-peer-urls": peer, "initial-cluster": node + "=" + peer,
		"key-file": pki + "/server.key", "listen-client-urls": "https://127.0.0.1:2379," + client, "listen-metrics-urls": "http://127.0.0.1:2381", "listen-peer-urls": peer, "name": node, "peer-cert-file": pki + "/peer.crt",
		"peer-client-cert-auth": "true", "peer-key-file": pki + "/peer.key", "peer-trusted-ca-file": pki + "/ca.crt", "snapshot-count": "10000", "trusted-ca-file": pki + "/ca.crt"}
	if len(initial) > 0 {
		arguments["initial-cluster"], arguments["initial-cluster-state"] = strings.Join(initial, ","), "existing"
	}
	return staticPod("etcd", componentImage(cluster, "etcd"), commandLine("etcd", arguments, object(cluster, "etcd", "local", "extraArgs")), "127.0.0.1", 2381, "HTTP", "/health",
		[]mount{{"etcd-certs", pki, "DirectoryOrCreate"}, {"etcd-data", data, "DirectoryOrCreate"}}, "100m", M{"kubeadm.kubernetes.io/etcd.advertise-client-urls": client}, nil)
}
