// Stand-in: kubeadm init and its phases.
package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"
)

// initRun is what the phases of one init share.
type initRun struct {
	configuration
	flags   flagValues
	token   string
	began   time.Time
	printed string
}

type phase struct {
	name string
	run  func(*initRun)
	// below are the parts that can be run alone.
	below map[string]func(*initRun)
}

var initPhases = []phase{
	{name: "preflight", run: (*initRun).preflight},
	{name: "certs", run: (*initRun).certificates, below: certificatePhases()},
	{name: "kubeconfig", run: (*initRun).kubeconfigs, below: map[string]func(*initRun){
		"admin": func(r *initRun) { r.kubeconfig("admin.conf") }, "kubelet": func(r *initRun) { r.kubeconfig("kubelet.conf") },
		"controller-manager": func(r *initRun) { r.kubeconfig("controller-manager.conf") }, "scheduler": func(r *initRun) { r.kubeconfig("scheduler.conf") }}},
	{name: "kubelet-start", run: (*initRun).kubeletStart},
	{name: "control-plane", run: (*initRun).controlPlane, below: map[string]func(*initRun){
		"apiserver": func(r *initRun) { r.component("kube-apiserver") }, "controller-manager": func(r *initRun) { r.component("kube-controller-manager") }, "scheduler": func(r *initRun) { r.component("kube-scheduler") }}},
	{name: "etcd", run: (*initRun).etcd, below: map[string]func(*initRun){"local": (*initRun).etcd}},
	{name: "wait-control-plane", run: (*initRun).wait},
	{name: "upload-config", run: func(r *initRun) { r.uploadKubeadm(); r.uploadKubelet() }, below: map[string]func(*initRun){"kubeadm": (*initRun).uploadKubeadm, "kubelet": (*initRun).uploadKubelet}},
	{name: "upload-certs", run: (*initRun).uploadCertificates},
	{name: "mark-control-plane", run: func(r *initRun) { markControlPlane(r.admin(), r.node(), r.taints()) }},
	{name: "bootstrap-token", run: (*initRun).bootstrapToken},
	{name: "kubelet-finalize", run: (*initRun).finalize, below: map[string]func(*initRun){"experimental-cert-rotation": (*initRun).finalize}},
	{name: "addon", run: (*initRun).addons, below: map[string]func(*initRun){"coredns": func(r *initRun) { r.coreDNS() }, "kube-proxy": func(r *initRun) { r.kubeProxy() }}},
}

func certificatePhases() map[string]func(*initRun) {
	below := map[string]func(*initRun){"sa": func(r *initRun) { createServiceAccountKey(r.cluster) }}
	for _, authority := range authorities {
		name := authority.name
		below[strings.ReplaceAll(name, "/", "-")] = func(r *initRun) { createAuthorities(r.cluster, name) }
	}
	for _, wanted := range leaves {
		name := wanted.name
		below[strings.ReplaceAll(name, "/", "-")] = func(r *initRun) { createLeaf(r.cluster, object(r.init, "localAPIEndpoint"), r.node(), name) }
	}
	return below
}

// phaseCommands offers every phase, and its parts, as `kubeadm init phase NAME [PART]`.
func phaseCommands() *command {
	tree := &command{below: map[string]*command{}}
	for _, one := range initPhases {
		one := one
		alone := func(run func(*initRun)) func(flagValues) {
			return func(flags flagValues) { run(newInitRun(flags)) }
		}
		entry := &command{flags: initFlags + " kubeconfig=string kubeconfig-dir=string skip-certificate-key-print", run: alone(one.run)}
		if one.below != nil {
			entry.run = nil
			entry.below = map[string]*command{"all": {flags: entry.flags + " apiserver-extra-args=string controller-manager-extra-args=string scheduler-extra-args=string", run: alone(one.run)}}
			for name, run := range one.below {
				entry.below[name] = &command{flags: entry.flags, run: alone(run)}
			}
		}
		tree.below[one.name] = entry
	}
	return tree
}

func newInitRun(flags flagValues) *initRun {
	r := &initRun{flags: flags, began: time.Now()}
	if path := flags.get("config", ""); path != "" {
		for _, name := range []string{"apiserver-advertise-address", "apiserver-bind-port", "apiserver-cert-extra-sans", "control-plane-endpoint", "image-repository", "kubernetes-version", "pod-network-cidr", "service-cidr", "service-dns-domain", "token", "token-ttl"} {
			if flags.has(name) {
				fail("can not mix '--config' with arguments [%s]", name)
			}
		}
		r.configuration = loadConfiguration(path, "InitConfiguration")
	} else {
		r.init, r.cluster = M{}, M{}
	}
	for name, path := range map[string][]string{"kubernetes-version": {"kubernetesVersion"}, "control-plane-endpoint": {"controlPlaneEndpoint"}, "image-repository": {"imageRepository"}, "cert-dir": {"certificatesDir"},
		"pod-network-cidr": {"networking", "podSubnet"}, "service-cidr": {"networking", "serviceSubnet"}, "service-dns-domain": {"networking", "dnsDomain"}} {
		if flags.has(name) {
			if r.cluster == nil {
				r.cluster = M{}
			}
			set(r.cluster, flags.get(name, ""), path...)
		}
	}
	if r.init == nil {
		r.init = M{}
	}
	for name, path := range map[string][]string{"apiserver-advertise-address": {"localAPIEndpoint", "advertiseAddress"}, "cri-socket": {"nodeRegistration", "criSocket"}, "node-name": {"nodeRegistration", "name"}, "certificate-key": {"certificateKey"}} {
		if flags.has(name) {
			set(r.init, flags.get(name, ""), path...)
		}
	}
	if flags.has("apiserver-cert-extra-sans") {
		set(r.cluster, listOf(flags.all("apiserver-cert-extra-sans")), "apiServer", "certSANs")
	}
	r.defaultInit()
	return r
}

func (r *initRun) node() string    { return text(r.init, "nodeRegistration", "name") }
func (r *initRun) socket() string  { return text(r.init, "nodeRegistration", "criSocket") }
func (r *initRun) address() string { return text(r.init, "localAPIEndpoint", "advertiseAddress") }
func (r *initRun) external() bool  { return at(r.cluster, "etcd", "external") != nil }
func (r *initRun) admin() *client {
	return newClient(readKubeconfig(r.flags.get("kubeconfig", kubernetesDirectory+"/admin.conf")), 15*time.Second)
}

func (r *initRun) taints() []interface{} {
	if at(r.init, "nodeRegistration", "taints") != nil {
		return list(r.init, "nodeRegistration", "taints")
	}
	return controlPlaneTaints()
}

func controlPlaneTaints() []interface{} {
	if minorOf(version) < 25 {
		return []interface{}{M{"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}}
	}
	return []interface{}{M{"key": "node-role.kubernetes.io/control-plane", "effect": "NoSchedule"}}
}

func kubeadmInit(flags flagValues) {
	r := newInitRun(flags)
	fmt.Printf("[init] Using Kubernetes version: %s\n", text(r.cluster, "kubernetesVersion"))
	prepareKeys(len(authorities) + len(leaves) + 3)
	skipped := append(flags.all("skip-phases"), texts(r.init, "skipPhases")...)
	for _, one := range initPhases {
		if contains(skipped, one.name) {
			continue
		}
		if one.name == "upload-certs" && !flags.on("upload-certs") {
			fmt.Println("[upload-certs] Skipping phase. Please see --upload-certs")
			continue
		}
		if err := attempt(func() { one.run(r) }); err != nil {
			problem := err.(failure)
			if one.name != "preflight" {
				problem.message = "error execution phase " + one.name + ": " + problem.message
			}
			panic(problem)
		}
	}
	if !exists(kubernetesDirectory + "/admin.conf") {
		fail("failed to print join command: failed to load kubeconfig: open %s/admin.conf: no such file or directory", kubernetesDirectory)
	}
	r.goodbye()
}

func (r *initRun) preflight() {
	fmt.Println("[preflight] Running pre-flight checks")
	checks := &preflight{}
	checks.controlPlane(r.cluster, object(r.init, "localAPIEndpoint"))
	if wanted := text(r.cluster, "kubernetesVersion"); minorOf(wanted) > minorOf(version) {
		checks.bad("KubernetesVersion", "this version of kubeadm only supports deploying clusters with the control plane version >= 1.%d.0. Current version: %s", minorOf(version)-1, wanted)
	}
	checks.common(r.socket())
	if !r.external() {
		checks.etcd(r.cluster)
	}
	ignored := append(r.flags.all("ignore-preflight-errors"), texts(r.init, "nodeRegistration", "ignorePreflightErrors")...)
	checks.conclude(ignored)
	fmt.Println("[preflight] Pulling images required for setting up a Kubernetes cluster\n[preflight] This might take a minute or two, depending on the speed of your internet connection\n[preflight] You can also perform this action in beforehand using 'kubeadm config images pull'")
	checks = &preflight{}
	checks.pull(r.cluster, r.socket(), text(r.init, "nodeRegistration", "imagePullPolicy"))
	checks.conclude(ignored)
}

func (r *initRun) certificates() {
	createCertificates(r.cluster, object(r.init, "localAPIEndpoint"), r.node())
}

func (r *initRun) kubeconfig(name string) {
	user, organization := "", []string(nil)
	local := net.JoinHostPort(r.address(), fmt.Sprint(number(r.init, "localAPIEndpoint", "bindPort")))
	server := r.endpoint()
	switch name {
	case "admin.conf":
		user, organization = "kubernetes-admin", []string{"system:masters"}
		if minorOf(version) >= 29 {
			organization = []string{"kubeadm:cluster-admins"}
		}
	case "super-admin.conf":
		user, organization = "kubernetes-super-admin", []string{"system:masters"}
	case "kubelet.conf":
		user, organization = "system:node:"+r.node(), []string{"system:nodes"}
	case "controller-manager.conf":
		user, server = "system:kube-controller-manager", local
	case "scheduler.conf":
		user, server = "system:kube-scheduler", local
	}
	createKubeconfig(r.cluster, server, name, user, organization)
}

func (r *initRun) kubeconfigs() {
	fmt.Printf("[kubeconfig] Using kubeconfig folder %q\n", kubernetesDirectory)
	names := []string{"admin.conf", "kubelet.conf", "controller-manager.conf", "scheduler.conf"}
	if minorOf(version) >= 29 {
		names = append([]string{"admin.conf", "super-admin.conf"}, names[1:]...)
	}
	for _, name := range names {
		r.kubeconfig(name)
	}
}

// kubeletArguments is the content of kubeadm-flags.env.
func kubeletArguments(registration M, socket string) string {
	arguments := map[string]string{"container-runtime-endpoint": socket}
	if minorOf(version) < 27 {
		arguments["container-runtime"] = "remote"
	}
	if name := text(registration, "name"); name != hostName() {
		arguments["hostname-override"] = name
	}
	taints := []string{}
	for _, taint := range list(registration, "taints") {
		taints = append(taints, text(taint, "key")+"="+text(taint, "value")+":"+text(taint, "effect"))
	}
	if len(taints) > 0 {
		arguments["register-with-taints"] = strings.Join(taints, ",")
	}
	for key, value := range object(registration, "kubeletExtraArgs") {
		arguments[key] = text(value)
	}
	words := []string{}
	for _, key := range keys(arguments) {
		words = append(words, "--"+key+"="+arguments[key])
	}
	return fmt.Sprintf("KUBELET_KUBEADM_ARGS=%q\n", strings.Join(words, " "))
}

func (r *initRun) kubeletStart() {
	stopKubelet()
	check(os.MkdirAll("/var/lib/kubelet", 0o700))
	fmt.Println(`[kubelet-start] Writing kubelet environment file with flags to file "/var/lib/kubelet/kubeadm-flags.env"`)
	writeFile("/var/lib/kubelet/kubeadm-flags.env", []byte(kubeletArguments(object(r.init, "nodeRegistration"), r.socket())), 0o644)
	fmt.Println(`[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"`)
	writeFile("/var/lib/kubelet/config.yaml", []byte(writeYAML(r.kubeletDocument())), 0o644)
	startKubelet()
}

func stopKubelet() { _ = exec.Command("systemctl", "stop", "kubelet").Run() }

func startKubelet() {
	fmt.Println("[kubelet-start] Starting the kubelet")
	_ = exec.Command("systemctl", "daemon-reload").Run()
	if output, err := exec.Command("systemctl", "restart", "kubelet").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "[kubelet-start] WARNING: unable to start the kubelet service: [%v: %s]\n", err, strings.TrimSpace(string(output)))
	}
}

func (r *initRun) component(name string) {
	fmt.Printf("[control-plane] Creating static Pod manifest for %q\n", name)
	writeManifest(name, controlPlaneManifests(r.cluster, object(r.init, "localAPIEndpoint"))[name])
}

func (r *initRun) controlPlane() {
	fmt.Printf("[control-plane] Using manifest folder %q\n", manifestDirectory)
	for _, name := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler"} {
		r.component(name)
	}
}

func (r *initRun) etcd() {
	if r.external() {
		return
	}
	fmt.Printf("[etcd] Creating static Pod manifest for local etcd in %q\n", manifestDirectory)
	check(os.MkdirAll(text(r.cluster, "etcd", "local", "dataDir"), 0o700))
	writeManifest("etcd", etcdManifest(r.cluster, object(r.init, "localAPIEndpoint"), r.node(), nil))
}

// controlPlaneTimeout: the real default of four minutes is one minute here; a configured one holds.
func controlPlaneTimeout(cluster, document M) time.Duration {
	for _, value := range []string{text(document, "timeouts", "controlPlaneComponentHealthCheck"), text(cluster, "apiServer", "timeoutForControlPlane")} {
		if parsed, err := time.ParseDuration(value); err == nil && parsed != 4*time.Minute {
			return parsed
		}
	}
	return time.Minute
}

func (r *initRun) wait() {
	fmt.Printf("[wait-control-plane] Waiting for the kubelet to boot up the control plane as static Pods from directory %q. This can take up to 4m0s\n", manifestDirectory)
	began := time.Now()
	if !r.healthy(controlPlaneTimeout(r.cluster, r.init)) {
		fmt.Print("\n\tUnfortunately, an error has occurred:\n\t\ttimed out waiting for the condition\n\n\tThis error is likely caused by:\n\t\t- The kubelet is not running\n\t\t- The kubelet is unhealthy due to a misconfiguration of the node in some way (required cgroups disabled)\n\n\tIf you are on a systemd-powered system, you can try to troubleshoot the error with the following commands:\n\t\t- 'systemctl status kubelet'\n\t\t- 'journalctl -xeu kubelet'\n\n")
		fail("couldn't initialize a Kubernetes cluster")
	}
	fmt.Printf("[apiclient] All control plane components are healthy after %f seconds\n", time.Since(began).Seconds())
}

func (r *initRun) healthy(limit time.Duration) bool {
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		healthy := false
		_ = attempt(func() {
			data, err := r.admin().raw("GET", "/healthz", nil, "")
			healthy = err == nil && string(data) == "ok"
		})
		if healthy {
			return true
		}
	}
	return false
}

func (r *initRun) finalize() {
	path := kubernetesDirectory + "/kubelet.conf"
	fmt.Printf("[kubelet-finalize] Updating %q to point to a rotatable kubelet client certificate and key\n", path)
	for deadline := time.Now().Add(10 * time.Second); !exists(currentCertificate) && time.Now().Before(deadline); {
		time.Sleep(50 * time.Millisecond)
	}
	found := readKubeconfig(path)
	document := kubeconfigDocument(found.server, found.authority, "system:node:"+r.node(), M{"client-certificate": currentCertificate, "client-key": currentCertificate})
	writeFile(path, []byte(writeYAML(document)), 0o600)
}

func (r *initRun) goodbye() {
	authority := readCertificate(text(r.cluster, "certificatesDir") + "/ca.crt")
	token := r.token
	if r.flags.on("skip-token-print") {
		token = "<value withheld>"
	}
	endpoint, hash := r.endpoint(), publicKeyHash(authority)
	fmt.Print("\nYour Kubernetes control-plane has initialized successfully!\n\nTo start using your cluster, you need to run the following as a regular user:\n\n  mkdir -p $HOME/.kube\n  sudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config\n  sudo chown $(id -u):$(id -g) $HOME/.kube/config\n\n" +
		"Alternatively, if you are the root user, you can run:\n\n  export KUBECONFIG=/etc/kubernetes/admin.conf\n\nYou should now deploy a pod network to the cluster.\nRun \"kubectl apply -f [podnetwork].yaml\" with one of the options listed at:\n  https://kubernetes.io/docs/concepts/cluster-administration/addons/\n\n")
	if text(r.cluster, "controlPlaneEndpoint") != "" {
		fmt.Print("You can now join any number of control-plane nodes by copying certificate authorities\nand service account keys on each node and then running the following as root:\n\n")
		fmt.Printf("  kubeadm join %s --token %s \\\n    --discovery-token-ca-cert-hash %s \\\n    --control-plane %s\n\n", endpoint, token, hash, r.printed)
	}
	fmt.Print("Then you can join any number of worker nodes by running the following on each as root:\n\n")
	fmt.Printf("kubeadm join %s --token %s \\\n    --discovery-token-ca-cert-hash %s \n", endpoint, token, hash)
}
