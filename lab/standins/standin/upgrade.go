// Stand-in: kubeadm upgrade.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// upgradeRun is what upgrade apply and upgrade node share.
type upgradeRun struct {
	initRun
	api    *client
	stored M
}

func newUpgradeRun(flags flagValues, path string) *upgradeRun {
	u := &upgradeRun{initRun: initRun{flags: flags}}
	u.api = newClient(readKubeconfig(flags.get("kubeconfig", path)), 15*time.Second)
	stored, err := u.api.get(configMapPath("kubeadm-config"))
	if err != nil {
		fail("[upgrade/config] FATAL: failed to get config map: %v", err)
	}
	u.stored = stored
	documents, err := readDocuments([]byte(text(stored, "data", "ClusterConfiguration")))
	check(err)
	if len(documents) == 0 {
		fail("[upgrade/config] FATAL: the kubeadm-config ConfigMap has no ClusterConfiguration")
	}
	u.cluster = olderShape(documents[0].content)
	node := nodeOfKubelet()
	endpoint := object(clusterEndpoints(stored), node)
	if endpoint == nil {
		endpoint = endpointOfManifest()
	}
	found, err := u.api.get("/api/v1/nodes/" + node)
	check(err)
	socket := text(found, "metadata", "annotations", "kubeadm.alpha.kubernetes.io/cri-socket")
	u.init = M{"nodeRegistration": M{"name": node, "criSocket": socket}, "localAPIEndpoint": endpoint}
	if kubelet, err := u.api.get(configMapPath(u.storedKubeletMap())); err == nil {
		if documents, err := readDocuments([]byte(text(kubelet, "data", "kubelet"))); err == nil && len(documents) > 0 {
			u.kubelet = documents[0].content
		}
	}
	return u
}

func (u *upgradeRun) storedKubeletMap() string {
	if minor := minorOf(text(u.cluster, "kubernetesVersion")); minor < 24 {
		return fmt.Sprintf("kubelet-config-1.%d", minor)
	}
	return "kubelet-config"
}

func nodeOfKubelet() string {
	certificate := parseCertificate(readKubeconfig(kubernetesDirectory + "/kubelet.conf").certificate)
	return strings.TrimPrefix(certificate.Subject.CommonName, "system:node:")
}

// endpointOfManifest: where the ConfigMap has no ClusterStatus, the manifest's annotation says this host's address.
func endpointOfManifest() M {
	documents, err := readDocuments([]byte(readText(manifestDirectory + "/kube-apiserver.yaml")))
	address := hostAddress()
	if err == nil && len(documents) > 0 {
		if host, _, found := strings.Cut(text(documents[0].content, "metadata", "annotations", "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint"), ":"); found {
			address = host
		}
	}
	return M{"advertiseAddress": address, "bindPort": 6443.0}
}

func compareVersions(one, other string) int {
	left, right := minorOf(one)*1000+patchOf(one), minorOf(other)*1000+patchOf(other)
	switch {
	case left < right:
		return -1
	case left > right:
		return 1
	}
	return 0
}

func upgradeApply(flags flagValues) {
	path := flags.get("kubeconfig", kubernetesDirectory+"/admin.conf")
	if !exists(path) {
		fail("couldn't create a Kubernetes client from file %q: failed to load admin kubeconfig: open %s: no such file or directory", path, path)
	}
	if len(flags.words) == 0 && !flags.has("config") {
		fail("missing one or more required arguments. Required arguments: [version]")
	}
	fmt.Println("[upgrade/config] Making sure the configuration is correct:\n[upgrade/config] Reading configuration from the cluster...\n[upgrade/config] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'")
	u := newUpgradeRun(flags, kubernetesDirectory+"/admin.conf")
	wanted := text(u.cluster, "kubernetesVersion")
	if len(flags.words) > 0 {
		wanted = flags.words[0]
	}
	if !strings.HasPrefix(wanted, "v") {
		wanted = "v" + wanted
	}
	fmt.Println("[preflight] Running pre-flight checks.\n[upgrade] Running cluster health checks")
	if !versionPattern.MatchString(wanted) {
		fail("[upgrade/version] FATAL: couldn't parse version: %q", wanted)
	}
	if minorOf(wanted) < minorOf(version)-1 {
		fail("this version of kubeadm only supports deploying clusters with the control plane version >= 1.%d.0. Current version: %s", minorOf(version)-1, wanted)
	}
	u.health()
	current := text(u.cluster, "kubernetesVersion")
	fmt.Printf("[upgrade/version] You have chosen to change the cluster version to %q\n[upgrade/versions] Cluster version: %s\n[upgrade/versions] kubeadm version: %s\n", wanted, current, version)
	u.skew(wanted, current)
	if !flags.on("yes") && !flags.on("force") {
		fmt.Print("[upgrade/confirm] Are you sure you want to proceed with the upgrade? [y/N]: ")
		answer := ""
		_, _ = fmt.Scanln(&answer)
		if strings.ToLower(answer) != "y" {
			fail("aborted upgrade operation")
		}
	}
	u.cluster["kubernetesVersion"] = wanted
	u.cluster["apiVersion"] = apiVersion()
	fmt.Println("[upgrade/prepull] Pulling images required for setting up a Kubernetes cluster\n[upgrade/prepull] This might take a minute or two, depending on the speed of your internet connection\n[upgrade/prepull] You can also perform this action in beforehand using 'kubeadm config images pull'")
	u.prepull()
	fmt.Printf("[upgrade/apply] Upgrading your Static Pod-hosted control plane to version %q...\n", wanted)
	u.staticPods()
	fmt.Println("[upgrade/postupgrade] Applying label node-role.kubernetes.io/control-plane='' to Nodes with label node-role.kubernetes.io/master='' (deprecated)")
	u.after(wanted)
}

func (u *upgradeRun) after(wanted string) {
	api := u.freshAPI()
	fmt.Println(`[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace`)
	uploadClusterConfiguration(api, u.cluster, u.node(), object(u.init, "localAPIEndpoint"))
	fmt.Printf("[kubelet] Creating a ConfigMap %q in namespace kube-system with the configuration for the kubelets in the cluster\n", kubeletMap())
	document := writeYAML(u.kubeletDocument())
	api.ensure(mustResource("configmaps").collection("kube-system"), configMap("kube-system", kubeletMap(), M{"kubelet": document}))
	fmt.Println(`[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"`)
	writeFile("/var/lib/kubelet/config.yaml", []byte(document), 0o644)
	printTokenRules()
	applyCoreDNS(api, u.cluster)
	applyKubeProxy(api, u.cluster)
	fmt.Printf("\n[upgrade/successful] SUCCESS! Your cluster was upgraded to %q. Enjoy!\n\n[upgrade/kubelet] Now that your control plane is upgraded, please proceed with upgrading your kubelets if you haven't already done so.\n", wanted)
}

func (u *upgradeRun) freshAPI() *client {
	return newClient(readKubeconfig(u.flags.get("kubeconfig", kubernetesDirectory+"/admin.conf")), 15*time.Second)
}

// health refuses when a control plane is not ready, as the real checks do.
func (u *upgradeRun) health() {
	nodes, err := u.api.get("/api/v1/nodes")
	check(err)
	bad := []string{}
	for _, node := range list(nodes, "items") {
		_, isControlPlane := object(node, "metadata", "labels")["node-role.kubernetes.io/control-plane"]
		if isControlPlane && text(nodeCondition(node.(M), "Ready"), "status") != "True" {
			bad = append(bad, text(node, "metadata", "name"))
		}
	}
	checks := &preflight{}
	if len(bad) > 0 {
		checks.bad("ControlPlaneNodesReady", "there are NotReady control-planes in the cluster: %v", bad)
	}
	if err := attempt(func() { checks.conclude(u.flags.all("ignore-preflight-errors")) }); err != nil {
		fail("[upgrade/health] FATAL: %s", strings.TrimPrefix(err.Error(), "error execution phase preflight: "))
	}
}

// skew is the rule of one minor version at a time.
func (u *upgradeRun) skew(wanted, current string) {
	fatal, skippable := []string{}, []string{}
	if compareVersions(wanted, version) > 0 && minorOf(wanted) == minorOf(version) {
		skippable = append(skippable, fmt.Sprintf("Specified version to upgrade to %q is higher than the kubeadm version %q. Upgrade kubeadm first using the tool you used to install kubeadm", wanted, version))
	}
	if minorOf(wanted) > minorOf(current)+1 {
		fatal = append(fatal, fmt.Sprintf("Specified version to upgrade to %q is too high; kubeadm can upgrade only 1 minor version at a time", wanted))
	}
	if minorOf(wanted) < minorOf(current)-1 {
		fatal = append(fatal, fmt.Sprintf("Specified version to downgrade to %q is too low; kubeadm can downgrade only 1 minor version at a time", wanted))
	}
	if minorOf(wanted) > minorOf(version) {
		fatal = append(fatal, fmt.Sprintf("Specified version to upgrade to %q is at least one minor release higher than the kubeadm minor release (%d > %d). Such an upgrade is not supported", wanted, minorOf(wanted), minorOf(version)))
	}
	say := func(kind string, problems []string, end string) {
		fail("[upgrade/version] FATAL: the --version argument is invalid due to these %s:\n\n\t- %s\n\n%s", kind, strings.Join(problems, "\n\t- "), end)
	}
	if len(fatal) > 0 {
		say("fatal errors", fatal, "Please fix the misalignments highlighted above and try upgrading again")
	}
	if len(skippable) > 0 && !u.flags.on("force") {
		say("errors", skippable, "Can be bypassed if you pass the --force flag")
	}
}

func (u *upgradeRun) prepull() {
	checks := &preflight{}
	checks.pull(u.cluster, u.socket(), "")
	if err := attempt(func() { checks.conclude(u.flags.all("ignore-preflight-errors")) }); err != nil {
		fail("[upgrade/prepull] Failed prepulled the images for the control plane components error: %s", strings.TrimPrefix(err.Error(), "error execution phase preflight: "))
	}
}

// staticPods writes the new manifests over the old ones, one component after the other, and waits for each.
func (u *upgradeRun) staticPods() {
	endpoint := object(u.init, "localAPIEndpoint")
	fresh := controlPlaneManifests(u.cluster, endpoint)
	etcdPod := etcdManifest(u.cluster, endpoint, u.node(), currentInitialCluster())
	for _, name := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler"} {
		fmt.Printf("Static pod: %s-%s hash: %s\n", name, u.node(), manifestHash(name))
	}
	if !u.external() {
		fmt.Printf("[upgrade/etcd] Upgrading to TLS for etcd\nStatic pod: etcd-%s hash: %s\n", u.node(), manifestHash("etcd"))
		u.staticPod("etcd", etcdPod)
		fmt.Println("[upgrade/etcd] Waiting for etcd to become available")
	}
	fmt.Printf("[upgrade/staticpods] Writing new Static Pod manifests to \"/etc/kubernetes/tmp/kubeadm-upgraded-manifests%d\"\n", time.Now().UnixNano()%1e9)
	check(os.MkdirAll(kubernetesDirectory+"/tmp", 0o700))
	for _, name := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler"} {
		u.staticPod(name, fresh[name])
	}
}

func currentInitialCluster() []string {
	documents, err := readDocuments([]byte(readText(manifestDirectory + "/etcd.yaml")))
	if err != nil || len(documents) == 0 {
		return nil
	}
	for _, word := range texts(list(documents[0].content, "spec", "containers")[0], "command") {
		if strings.HasPrefix(word, "--initial-cluster=") && strings.Contains(readText(manifestDirectory+"/etcd.yaml"), "--initial-cluster-state=existing") {
			return split(strings.TrimPrefix(word, "--initial-cluster="), ",")
		}
	}
	return nil
}

func manifestHash(name string) string {
	return hashOf([]byte(readText(filepath.Join(manifestDirectory, name+".yaml"))))
}

func (u *upgradeRun) staticPod(name string, pod M) {
	fmt.Printf("[upgrade/staticpods] Preparing for %q upgrade\n", name)
	path := filepath.Join(manifestDirectory, name+".yaml")
	old := readText(path)
	if old == writeYAML(pod) {
		fmt.Printf("[upgrade/staticpods] Current and new manifests of %s are equal, skipping upgrade\n", name)
		return
	}
	backup := fmt.Sprintf("%s/tmp/kubeadm-backup-manifests-%s/%s.yaml", kubernetesDirectory, time.Now().Format("2006-01-02-15-04-05"), name)
	check(os.MkdirAll(filepath.Dir(backup), 0o700))
	writeFile(backup, []byte(old), 0o600)
	writeManifest(name, pod)
	fmt.Printf("[upgrade/staticpods] Moved new manifest to %q and backed up old manifest to %q\n[upgrade/staticpods] Waiting for the kubelet to restart the component\n[upgrade/staticpods] This might take a minute or longer depending on the component/version gap (timeout 5m0s)\n", path, backup)
	hash := manifestHash(name)
	retry(60*time.Second, func() {
		pods, err := runtimePods(u.socket())
		check(err)
		for _, one := range pods {
			if one.Name == name+"-"+u.node() && one.UID == hash && one.state() == "SANDBOX_READY" {
				return
			}
		}
		fail("[upgrade/apply] FATAL: couldn't upgrade control plane. kubeadm has tried to recover everything into the earlier state. Errors faced: timed out waiting for the condition")
	})
	fmt.Printf("Static pod: %s-%s hash: %s\n", name, u.node(), hash)
	if name == "kube-apiserver" {
		local := newClient(readKubeconfig(kubernetesDirectory+"/admin.conf"), 5*time.Second)
		local.server = fmt.Sprintf("https://%s:%d", u.address(), number(u.init, "localAPIEndpoint", "bindPort"))
		retry(40*time.Second, func() { _, err := local.raw("GET", "/readyz", nil, ""); check(err) })
	}
	fmt.Printf("[upgrade/staticpods] Component %q upgraded successfully!\n", name)
}

func upgradeNode(flags flagValues) {
	path := kubernetesDirectory + "/kubelet.conf"
	controlPlane := exists(manifestDirectory + "/kube-apiserver.yaml")
	if controlPlane {
		path = kubernetesDirectory + "/admin.conf"
	}
	if !exists(path) {
		fail("couldn't create a Kubernetes client from file %q: failed to load admin kubeconfig: open %s: no such file or directory", path, path)
	}
	fmt.Println("[upgrade] Reading configuration from the cluster...\n[upgrade] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'")
	u := newUpgradeRun(flags, path)
	if wanted := text(u.cluster, "kubernetesVersion"); compareVersions(version, wanted) > 0 {
		fail("the cluster is at version %s, kubeadm is %s: run 'kubeadm upgrade apply' on the first control plane before 'kubeadm upgrade node'", wanted, version)
	} else if minorOf(wanted) > minorOf(version) {
		fail("this version of kubeadm only supports deploying clusters with the control plane version >= 1.%d.0. Current version: %s", minorOf(version)-1, wanted)
	}
	skipped := flags.all("skip-phases")
	if !contains(skipped, "preflight") {
		fmt.Println("[preflight] Running pre-flight checks")
		if controlPlane {
			fmt.Println("[preflight] Pulling images required for setting up a Kubernetes cluster\n[preflight] This might take a minute or two, depending on the speed of your internet connection\n[preflight] You can also perform this action in beforehand using 'kubeadm config images pull'")
			u.prepull()
		} else {
			fmt.Println("[preflight] Skipping prepull. Not a control plane node.")
		}
	}
	if controlPlane && !contains(skipped, "control-plane") {
		fmt.Printf("[upgrade] Upgrading your Static Pod-hosted control plane instance to version %q...\n", text(u.cluster, "kubernetesVersion"))
		u.staticPods()
		fmt.Println("[upgrade] The control plane instance for this node was successfully updated!")
	} else if !controlPlane {
		fmt.Println("[upgrade] Skipping phase. Not a control plane node.")
	}
	u.kubeletConfig()
	fmt.Println("[upgrade] The configuration for this node was successfully updated!\n[upgrade] Now you should go ahead and upgrade the kubelet package using your package manager.")
}

func (u *upgradeRun) kubeletConfig() {
	fmt.Println(`[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"`)
	writeFile("/var/lib/kubelet/config.yaml", []byte(writeYAML(u.kubeletDocument())), 0o644)
}

func upgradeKubeletConfig(flags flagValues) {
	newUpgradeRun(flags, kubernetesDirectory+"/kubelet.conf").kubeletConfig()
	fmt.Println("[upgrade] The configuration for this node was successfully updated!\n[upgrade] Now you should go ahead and upgrade the kubelet package using your package manager.")
}

func upgradePlan(flags flagValues) {
	fmt.Println("[upgrade/config] Making sure the configuration is correct:\n[upgrade/config] Reading configuration from the cluster...\n[upgrade/config] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'\n[preflight] Running pre-flight checks.\n[upgrade] Running cluster health checks\n[upgrade] Fetching available versions to upgrade to")
	u := newUpgradeRun(flags, kubernetesDirectory+"/admin.conf")
	u.health()
	fmt.Printf("[upgrade/versions] Cluster version: %s\n[upgrade/versions] kubeadm version: %s\n", text(u.cluster, "kubernetesVersion"), version)
}
