// Stand-in: one small program under many names. It answers for kubeadm, kubelet, kubectl, crictl, containerd and what they
// start, so that a test cluster takes seconds. It is NOT Kubernetes; it keeps the contract that callers rely on: arguments,
// files, exit statuses, messages, and one truth that lives on the control planes and is reached over the network.
package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
)

// version is what every program says it is; the linker sets it.
var version = "v0.0.0"

var programs = map[string]func([]string) int{
	"kubeadm": kubeadm, "kubelet": kubelet, "kubectl": kubectl, "crictl": crictl, "containerd": containerd, "ctr": crictl,
	"etcd": etcd, "kube-apiserver": apiServer, "kube-controller-manager": controllerManager, "kube-scheduler": scheduler,
	"kube-proxy": idle, "coredns": idle, "pause": idle, "lvscare": lvscare,
}

func main() {
	name := filepath.Base(os.Args[0])
	program, known := programs[name]
	if !known {
		program = idle
	}
	// A container's program is started as /proc/self/exe; tools that look for processes go by this name.
	_ = os.WriteFile("/proc/self/comm", []byte(name), 0)
	debug.SetGCPercent(400) // they are small, and a test machine runs a hundred of them
	os.Exit(program(os.Args[1:]))
}
