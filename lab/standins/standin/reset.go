// Stand-in: kubeadm reset. It undoes what init and join left on this host, and nothing else.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func kubeadmReset(flags flagValues) {
	if !flags.on("force") {
		fmt.Println("[reset] WARNING: Changes made to this host by 'kubeadm init' or 'kubeadm join' will be reverted.")
		fmt.Print("[reset] Are you sure you want to proceed? [y/N]: ")
		answer, _ := bufio.NewReader(os.Stdin).ReadString('\n')
		if strings.ToLower(strings.TrimSpace(answer)) != "y" {
			fail("error execution phase preflight: aborted reset operation")
		}
	}
	node := hostName()
	stored := readStored(flags.get("kubeconfig", kubernetesDirectory+"/admin.conf"))
	fmt.Println("[preflight] Running pre-flight checks")
	if os.Getuid() != 0 {
		fail("error execution phase preflight: [preflight] Some fatal errors occurred:\n\t[ERROR IsPrivilegedUser]: user is not running as root\n[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`")
	}
	directories := []string{}
	manifest := readText(manifestDirectory + "/etcd.yaml")
	if stored != nil {
		removeStatus(node)
	}
	if data := dataDirectory(manifest); data != "" {
		directories = append(directories, data)
		if stored != nil {
			leaveEtcd(node, manifest)
		}
	} else {
		if stored == nil {
			warning("removeetcdmember.go:79", "[reset] No kubeadm config, using etcd pod spec to get data directory")
		}
		fmt.Println("[reset] No etcd config found. Assuming external etcd\n[reset] Please, manually reset etcd to prevent further issues")
	}
	fmt.Println("[reset] Stopping the kubelet service")
	stopKubelet()
	fmt.Println(`[reset] Unmounting mounted directories in "/var/lib/kubelet"`)
	if exists("/var/lib/kubelet") {
		unmountBelow("/var/lib/kubelet")
		directories = append(directories, "/var/lib/kubelet")
	} else {
		warning("cleanupnode.go:99", `[reset] Failed to evaluate the "/var/lib/kubelet" directory. Skipping its unmount and cleanup: lstat /var/lib/kubelet: no such file or directory`)
	}
	removeContainers(flags.get("cri-socket", "unix://"+containerdSocket))
	directories = append(directories, "/var/lib/dockershim", "/var/run/kubernetes", "/var/lib/cni")
	configs := []string{manifestDirectory, flags.get("cert-dir", pkiDirectory)}
	files := []string{}
	for _, name := range []string{"admin.conf", "kubelet.conf", "bootstrap-kubelet.conf", "controller-manager.conf", "scheduler.conf"} {
		files = append(files, kubernetesDirectory+"/"+name)
	}
	if minorOf(version) >= 29 {
		files = append(files[:1], append([]string{kubernetesDirectory + "/super-admin.conf"}, files[1:]...)...)
	}
	fmt.Printf("[reset] Deleting contents of config directories: %v\n", configs)
	emptyAll(configs)
	fmt.Printf("[reset] Deleting files: %v\n", files)
	for _, file := range files {
		_ = os.RemoveAll(file)
	}
	fmt.Printf("[reset] Deleting contents of stateful directories: %v\n", directories)
	emptyAll(directories)
	fmt.Print("\nThe reset process does not clean CNI configuration. To do so, you must remove /etc/cni/net.d\n\nThe reset process does not reset or clean up iptables rules or IPVS tables.\nIf you wish to reset iptables, you must do so manually by using the \"iptables\" command.\n\n" +
		"If your cluster was setup to utilize IPVS, run ipvsadm --clear (or similar)\nto reset your system's IPVS tables.\n\nThe reset process does not clean your kubeconfig files and you must remove them manually.\nPlease, check the contents of the $HOME/.kube/config file.\n")
}

// readStored is the cluster's configuration, where there is an administrator's file and the API answers.
func readStored(kubeconfig string) M {
	if !exists(kubeconfig) {
		return nil
	}
	fmt.Println("[reset] Reading configuration from the cluster...\n[reset] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'")
	var stored M
	err := attempt(func() {
		found, err := newClient(readKubeconfig(kubeconfig), 8*time.Second).get(configMapPath("kubeadm-config"))
		check(err)
		stored = found
	})
	if err != nil {
		warning("reset.go:99", "[reset] Unable to fetch the kubeadm-config ConfigMap from cluster: failed to get config map: %v", err)
	}
	return stored
}

func removeStatus(node string) {
	if minorOf(version) >= 22 {
		return
	}
	fmt.Printf("[reset] Removing info for node %q from the ConfigMap %q in the %q Namespace\n", node, "kubeadm-config", "kube-system")
	_ = attempt(func() {
		check(newClient(readKubeconfig(kubernetesDirectory+"/admin.conf"), 8*time.Second).update(configMapPath("kubeadm-config"), func(found M) {
			endpoints := clusterEndpoints(found)
			delete(endpoints, node)
			set(found, clusterStatus(endpoints), "data", "ClusterStatus")
		}))
	})
}

func dataDirectory(manifest string) string {
	documents, err := readDocuments([]byte(manifest))
	if err != nil || len(documents) == 0 {
		return ""
	}
	for _, volume := range list(documents[0].content, "spec", "volumes") {
		if text(volume, "name") == "etcd-data" {
			return text(volume, "hostPath", "path")
		}
	}
	return ""
}

// leaveEtcd removes this host's member unless it is the last.
func leaveEtcd(node, manifest string) {
	err := attempt(func() {
		api := newClient(readKubeconfig(kubernetesDirectory+"/admin.conf"), 8*time.Second)
		endpoints := etcdEndpoints(api)
		answer, err := etcdCall(pkiDirectory, endpoints, "/v3/cluster/member/list", M{})
		check(err)
		if len(list(answer, "members")) < 2 {
			return
		}
		documents, err := readDocuments([]byte(manifest))
		check(err)
		own := text(documents[0].content, "metadata", "annotations", "kubeadm.kubernetes.io/etcd.advertise-client-urls")
		others := []string{}
		for _, endpoint := range endpoints {
			if endpoint != own {
				others = append(others, endpoint)
			}
		}
		for _, one := range list(answer, "members") {
			if text(one, "name") == node || contains(texts(one, "clientURLs"), own) {
				_, err = etcdCall(pkiDirectory, append(others, own), "/v3/cluster/member/remove", M{"ID": text(one, "ID")})
				check(err)
			}
		}
	})
	if err != nil {
		warning("removeetcdmember.go:61", "[reset] failed to remove etcd member: %v.\nPlease manually remove this etcd member using etcdctl", err)
	}
}

func removeContainers(socket string) {
	pods, err := runtimePods(socket)
	if err != nil {
		fmt.Fprintf(os.Stderr, "[reset] Failed to list running pods: %v\n", err)
		return
	}
	for id := range pods {
		_ = runtimeCall(socket, "/pods/remove", M{"id": id}, &M{})
	}
}

func unmountBelow(directory string) {
	lines := strings.Split(readText("/proc/mounts"), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if fields := strings.Fields(lines[i]); len(fields) > 1 && strings.HasPrefix(fields[1], directory+"/") {
			_ = syscall.Unmount(fields[1], 0)
		}
	}
}

// emptyAll removes what directories hold and leaves them.
func emptyAll(directories []string) {
	for _, directory := range directories {
		entries, _ := os.ReadDir(directory)
		for _, one := range entries {
			_ = os.RemoveAll(filepath.Join(directory, one.Name()))
		}
	}
}
