// Stand-in: k3s agent, which is a part of every server, too: containerd behind k3s' own socket, and the kubelet.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const k3sSocket = "/run/k3s/containerd/containerd.sock"

func (r *k3sRun) joinAsAgent() {
	server := r.findSupervisor("node")
	file := "/etc/rancher/node/password"
	if !exists(file) {
		writeFile(file, []byte(newID()), 0o600)
	}
	credentials := server.ask("/v1-k3s/client-kubelet", M{"node": r.name, "nodePassword": readText(file)})
	writeFile(k3sAgent+"/server-ca.crt", server.authority, 0o644)
	r.startAgent(r.text("server", ""), pair{parseCertificate([]byte(text(credentials, "certificate"))), parseKey([]byte(text(credentials, "key")))})
}

func (r *k3sRun) startAgent(server string, credentials pair) {
	r.startContainerd()
	authority := []byte(readText(k3sAgent + "/server-ca.crt"))
	if exists(k3sTLS + "/server-ca.crt") {
		authority = []byte(readText(k3sTLS + "/server-ca.crt"))
	}
	path, config := k3sAgent+"/kubelet.kubeconfig", k3sAgent+"/etc/kubelet.conf.d/00-k3s-defaults.conf"
	writeFile(path, []byte(writeYAML(kubeconfigDocument(server, authority, "user", embedded(credentials)))), 0o600)
	writeFile(config, []byte("apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nstaticPodPath: "+k3sAgent+"/pod-manifests\n"), 0o600)
	_ = os.Remove(currentCertificate) // an earlier cluster's
	arguments := []string{"--config=" + config, "--kubeconfig=" + path, "--hostname-override=" + r.name, "--node-ip=" + r.address, "--container-runtime-endpoint=unix://" + k3sSocket}
	if labels := r.texts("node-label"); len(labels) > 0 {
		arguments = append(arguments, "--node-labels="+strings.Join(labels, ","))
	}
	part("kubelet", func() { runKubelet(parseFlags(specs(kubeletFlags+" help,h"), arguments)) })
}

// startContainerd: its configuration lies with k3s; the parts in ../standin look for it in /etc/containerd, hence the link.
func (r *k3sRun) startContainerd() {
	root := k3sAgent + "/containerd"
	check(os.MkdirAll(root, 0o711))
	check(os.MkdirAll(filepath.Dir(k3sSocket), 0o711))
	r.writeMirrors(k3sAgent + "/etc/containerd")
	// flannel is a part of k3s; that its network is there is all that the kubelet looks for.
	writeFile("/etc/cni/net.d/10-flannel.conflist", []byte(`{"name":"cbr0","cniVersion":"1.0.0","plugins":[{"type":"flannel"}]}`), 0o600)
	_ = os.Remove(k3sSocket)
	listener, err := net.Listen("unix", k3sSocket)
	check(err)
	check(os.Chmod(k3sSocket, 0o660))
	runtime := &runtimeState{root: root, pods: map[string]*sandbox{}, images: map[string]*image{}}
	runtime.load()
	part("containerd", func() { check(http.Serve(listener, runtime)) })
}

// writeMirrors turns registries.yaml into containerd's files.
func (r *k3sRun) writeMirrors(directory string) {
	documents, err := readDocuments([]byte(readText(r.text("private-registry", k3sFiles+"/registries.yaml"))))
	check(err)
	config := ""
	for _, one := range documents {
		for domain, mirror := range object(one.content, "mirrors") {
			endpoints := texts(mirror, "endpoint")
			if domain == "*" {
				domain = "_default"
			}
			if len(endpoints) > 0 {
				writeFile(filepath.Join(directory, "certs.d", domain, "hosts.toml"), []byte(fmt.Sprintf("[host.%q]\n", endpoints[0])), 0o600)
			}
		}
		for host, settings := range object(one.content, "configs") {
			config += fmt.Sprintf("[plugins.cri.registry.configs.%q.auth]\n  username = %q\n  password = %q\n", host, text(settings, "auth", "username"), text(settings, "auth", "password"))
		}
	}
	writeFile(directory+"/config.toml", []byte(config), 0o600)
	if target, err := os.Readlink("/etc/containerd"); err != nil || target != directory {
		_ = os.Remove("/etc/containerd")
		check(os.Symlink(directory, "/etc/containerd"))
	}
}
