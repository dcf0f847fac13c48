// Stand-in: kubeadm join.
package main

import (
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// joinRun is what the steps of one join share. It is an initRun once the cluster's configuration has been read.
type joinRun struct {
	initRun
	bootstrap    access // the cluster, with the token as credential
	controlPlane bool
	key          string
	ignored      []string
}

func kubeadmJoin(flags flagValues) {
	j := newJoinRun(flags)
	skipped := append(flags.all("skip-phases"), texts(j.join, "skipPhases")...)
	for _, one := range []struct {
		name string
		run  func()
	}{{"preflight", j.check}, {"control-plane-prepare", j.prepare}, {"kubelet-start", j.start}, {"control-plane-join", j.enter}} {
		if contains(skipped, one.name) {
			continue
		}
		if err := attempt(one.run); err != nil {
			problem := err.(failure)
			if !strings.HasPrefix(problem.message, "error execution phase") {
				problem.message = "error execution phase " + one.name + ": " + problem.message
			}
			panic(problem)
		}
	}
	j.farewell()
}

func newJoinRun(flags flagValues) *joinRun {
	j := &joinRun{initRun: initRun{flags: flags}}
	if path := flags.get("config", ""); path != "" {
		j.configuration = loadConfiguration(path, "JoinConfiguration")
	} else {
		j.join = M{}
		if len(flags.words) > 0 {
			set(j.join, flags.words[0], "discovery", "bootstrapToken", "apiServerEndpoint")
		}
		for name, path := range map[string][]string{"discovery-token": {"discovery", "bootstrapToken", "token"}, "discovery-file": {"discovery", "file", "kubeConfigPath"}, "tls-bootstrap-token": {"discovery", "tlsBootstrapToken"}} {
			if flags.has(name) {
				set(j.join, flags.get(name, ""), path...)
			}
		}
		if flags.has("token") {
			setDefault(j.join, flags.get("token", ""), "discovery", "bootstrapToken", "token")
		}
		if flags.has("discovery-token-ca-cert-hash") {
			set(j.join, listOf(flags.all("discovery-token-ca-cert-hash")), "discovery", "bootstrapToken", "caCertHashes")
		}
		if flags.on("discovery-token-unsafe-skip-ca-verification") {
			set(j.join, true, "discovery", "bootstrapToken", "unsafeSkipCAVerification")
		}
		if flags.on("control-plane") {
			set(j.join, M{}, "controlPlane")
			if flags.has("apiserver-advertise-address") {
				set(j.join, flags.get("apiserver-advertise-address", ""), "controlPlane", "localAPIEndpoint", "advertiseAddress")
			}
		}
	}
	if flags.has("certificate-key") && at(j.join, "controlPlane") != nil {
		set(j.join, flags.get("certificate-key", ""), "controlPlane", "certificateKey")
	}
	for name, field := range map[string]string{"node-name": "name", "cri-socket": "criSocket"} {
		if flags.has(name) {
			set(j.join, flags.get(name, ""), "nodeRegistration", field)
		}
	}
	defaultRegistration(j.join)
	j.controlPlane, j.key = at(j.join, "controlPlane") != nil, text(j.join, "controlPlane", "certificateKey")
	j.ignored = append(flags.all("ignore-preflight-errors"), texts(j.join, "nodeRegistration", "ignorePreflightErrors")...)
	checkDiscovery(j.join)
	return j
}

// checkDiscovery is the validation of the join configuration, with its exit status.
func checkDiscovery(join M) {
	if at(join, "discovery", "bootstrapToken") == nil && at(join, "discovery", "file") == nil {
		failWith(3, "discovery: Invalid value: %q: bootstrapToken or file must be set", "")
	}
	if at(join, "discovery", "file") != nil {
		return
	}
	problems := []string{}
	if len(list(join, "discovery", "bootstrapToken", "caCertHashes")) == 0 && !truth(join, "discovery", "bootstrapToken", "unsafeSkipCAVerification") {
		problems = append(problems, `discovery.bootstrapToken: Invalid value: "": using token-based discovery without caCertHashes can be unsafe. Set unsafeSkipCAVerification as true in your kubeadm config file or pass --discovery-token-unsafe-skip-ca-verification flag to continue`)
	}
	token := text(join, "discovery", "bootstrapToken", "token")
	if !tokenPattern.MatchString(token) {
		problems = append(problems, fmt.Sprintf("discovery.bootstrapToken.token: Invalid value: %q: the bootstrap token is invalid", token))
	}
	bootstrap := text(join, "discovery", "tlsBootstrapToken")
	if bootstrap == "" {
		bootstrap = token
	}
	if !tokenPattern.MatchString(bootstrap) {
		problems = append(problems, fmt.Sprintf("discovery.tlsBootstrapToken: Invalid value: %q: the bootstrap token is invalid", bootstrap))
	}
	endpoint := text(join, "discovery", "bootstrapToken", "apiServerEndpoint")
	if endpoint != "" {
		if _, _, err := net.SplitHostPort(endpoint); err != nil {
			problems = append(problems, fmt.Sprintf("discovery.bootstrapToken.apiServerEndpoint: Invalid value: %q: %v", endpoint, err))
		}
	} else {
		problems = append(problems, `discovery.bootstrapToken: Required value: APIServerEndpoint is not set`)
	}
	if len(problems) == 1 {
		failWith(3, "%s", problems[0])
	} else if len(problems) > 1 {
		failWith(3, "[%s]", strings.Join(problems, ", "))
	}
}

func (j *joinRun) check() {
	fmt.Println("[preflight] Running pre-flight checks")
	registration := object(j.join, "nodeRegistration")
	checks := &preflight{}
	checks.fileAbsent(kubernetesDirectory + "/kubelet.conf")
	checks.portFree(10250)
	if !j.controlPlane {
		checks.fileAbsent(text(j.join, "caCertPath") + map[bool]string{true: pkiDirectory + "/ca.crt"}[text(j.join, "caCertPath") == ""])
	}
	checks.fileAbsent(kubernetesDirectory + "/bootstrap-kubelet.conf")
	if entries, _ := os.ReadDir(manifestDirectory); len(entries) > 0 {
		checks.directoryEmpty(manifestDirectory)
	}
	checks.common(text(registration, "criSocket"))
	checks.conclude(j.ignored)
	j.discover()
	fmt.Println("[preflight] Reading configuration from the cluster...\n[preflight] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'")
	stored, err := newClient(j.bootstrap, 10*time.Second).get(configMapPath("kubeadm-config"))
	if err != nil {
		fail("unable to fetch the kubeadm-config ConfigMap: failed to get config map: %v", err)
	}
	j.adopt(stored)
	if !j.controlPlane {
		return
	}
	j.checkControlPlane()
	fmt.Println("[preflight] Running pre-flight checks before initializing the new control plane instance")
	checks = &preflight{}
	checks.controlPlane(j.cluster, object(j.init, "localAPIEndpoint"))
	if !j.external() {
		checks.etcd(j.cluster)
	}
	checks.conclude(j.ignored)
	fmt.Println("[preflight] Pulling images required for setting up a Kubernetes cluster\n[preflight] This might take a minute or two, depending on the speed of your internet connection\n[preflight] You can also perform this action in beforehand using 'kubeadm config images pull'")
	checks = &preflight{}
	checks.pull(j.cluster, j.socket(), text(registration, "imagePullPolicy"))
	checks.conclude(j.ignored)
}

// adopt makes the cluster's stored configuration this run's, with this host's own part.
func (j *joinRun) adopt(stored M) {
	documents, err := readDocuments([]byte(text(stored, "data", "ClusterConfiguration")))
	if err != nil || len(documents) == 0 {
		fail("unable to decode the configuration in the kubeadm-config ConfigMap: %v", err)
	}
	j.cluster = olderShape(documents[0].content)
	j.init = M{"nodeRegistration": j.join["nodeRegistration"], "localAPIEndpoint": M{"bindPort": 6443.0, "advertiseAddress": hostAddress()}}
	for _, field := range []string{"advertiseAddress", "bindPort"} {
		if given := at(j.join, "controlPlane", "localAPIEndpoint", field); given != nil {
			set(j.init, given, "localAPIEndpoint", field)
		}
	}
	j.defaultCluster()
}

func (j *joinRun) checkControlPlane() {
	problem := ""
	if text(j.cluster, "controlPlaneEndpoint") == "" {
		problem = "unable to add a new control plane instance a cluster that doesn't have a stable controlPlaneEndpoint address"
	} else if path := filepath.Join(text(j.cluster, "certificatesDir"), "ca.crt"); j.key == "" && !exists(path) {
		problem = fmt.Sprintf("failure loading certificate for CA: couldn't load the certificate file %s: open %s: no such file or directory", path, path)
	}
	if problem != "" {
		fail("\nOne or more conditions for hosting a new control plane instance is not satisfied.\n\n%s\n\nPlease ensure that:\n* The cluster has a stable controlPlaneEndpoint address.\n* The certificates that must be shared among control plane instances are provided.\n\n", problem)
	}
}

// discover fetches cluster-info from the endpoint, and believes it if token and pinned key say so. It asks again until the
// time limit: the configured one, at most twelve seconds (real kubeadm: five minutes).
func (j *joinRun) discover() {
	if path := text(j.join, "discovery", "file", "kubeConfigPath"); path != "" {
		j.bootstrap = readKubeconfig(path)
		if token := text(j.join, "discovery", "tlsBootstrapToken"); token != "" {
			j.bootstrap.token = token
		}
		return
	}
	limit := 12 * time.Second
	if parsed, err := time.ParseDuration(text(j.join, "discovery", "timeout")); err == nil && parsed < limit {
		limit = parsed
	}
	var err error
	for deadline := time.Now().Add(limit); ; time.Sleep(200 * time.Millisecond) {
		if err = attempt(j.discoverOnce); err == nil {
			return
		}
		if time.Now().After(deadline) {
			fail("couldn't validate the identity of the API Server: %v", err)
		}
	}
}

func (j *joinRun) discoverOnce() {
	token := text(j.join, "discovery", "bootstrapToken", "token")
	parts := tokenPattern.FindStringSubmatch(token)
	endpoint := text(j.join, "discovery", "bootstrapToken", "apiServerEndpoint")
	path := "/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s"
	insecure := newClient(access{server: "https://" + endpoint, insecure: true}, 6*time.Second)
	information, err := insecure.get(path)
	if err != nil {
		if problem, answered := err.(status); answered {
			fail("%s", problem.Error())
		}
		fail("Get %q: %v", "https://"+endpoint+path, withoutURL(err))
	}
	content := text(information, "data", "kubeconfig")
	signature := text(information, "data", "jws-kubeconfig-"+parts[1])
	if signature == "" {
		fail("could not find a JWS signature in the cluster-info ConfigMap for token ID %q", parts[1])
	}
	if signature != sign(content, parts[1], parts[2]) {
		fail("failed to verify JWS signature of received cluster info object, can't trust this API Server")
	}
	found, err := parseClusterInformation(content)
	check(err)
	if hashes := texts(j.join, "discovery", "bootstrapToken", "caCertHashes"); len(hashes) > 0 {
		if own := publicKeyHash(parseCertificate(found.authority)); !contains(hashes, own) {
			fail("cluster CA found in cluster-info ConfigMap is invalid: none of the public keys %q are pinned", own)
		}
	}
	if err := proveIdentity(found, endpoint); err != nil {
		fail("Get %q: %v", "https://"+endpoint+path, err)
	}
	found.token = token
	if other := text(j.join, "discovery", "tlsBootstrapToken"); other != "" {
		found.token = other
	}
	j.bootstrap = found
}

func parseClusterInformation(content string) (access, error) {
	documents, err := readDocuments([]byte(content))
	if err != nil || len(documents) == 0 || len(list(documents[0].content, "clusters")) == 0 {
		return access{}, fmt.Errorf("failed to parse cluster info object")
	}
	cluster := at(list(documents[0].content, "clusters")[0], "cluster")
	authority, err := base64.StdEncoding.DecodeString(text(cluster, "certificate-authority-data"))
	return access{server: text(cluster, "server"), authority: authority}, err
}

// proveIdentity talks to the endpoint again, now trusting nothing but the authority.
func proveIdentity(found access, endpoint string) error {
	secure := newClient(access{server: "https://" + endpoint, authority: found.authority}, 6*time.Second)
	_, err := secure.raw("GET", "/version", nil, "")
	return withoutURL(err)
}

func (j *joinRun) prepare() {
	if !j.controlPlane {
		return
	}
	if j.key != "" {
		if err := attempt(j.download); err != nil {
			fail("error execution phase control-plane-prepare/download-certs: error downloading certs: %v", err)
		}
	}
	j.joinCertificates()
	fmt.Println("[kubeconfig] Generating kubeconfig files")
	fmt.Printf("[kubeconfig] Using kubeconfig folder %q\n", kubernetesDirectory)
	for _, name := range []string{"admin.conf", "controller-manager.conf", "scheduler.conf"} {
		j.kubeconfig(name)
	}
	j.initRun.controlPlane()
}

// joinCertificates makes this host's own leaves under the downloaded authorities.
func (j *joinRun) joinCertificates() {
	fmt.Printf("[certs] Using certificateDir folder %q\n", text(j.cluster, "certificatesDir"))
	for _, name := range []string{"apiserver-kubelet-client", "apiserver", "front-proxy-client", "etcd/server", "etcd/healthcheck-client", "etcd/peer", "apiserver-etcd-client"} {
		createLeaf(j.cluster, object(j.init, "localAPIEndpoint"), j.node(), name)
	}
	fmt.Printf("[certs] Valid certificates and keys now exist in %q\n", text(j.cluster, "certificatesDir"))
	createServiceAccountKey(j.cluster)
}

func (j *joinRun) download() {
	fmt.Println(`[download-certs] Downloading the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace`)
	secret, err := newClient(j.bootstrap, 10*time.Second).get(mustResource("secrets").collection("kube-system") + "/kubeadm-certs")
	if isCode(err, 404) {
		fail("error downloading the secret: Secret %q was not found in the %q Namespace. This Secret might have expired. Please, run `kubeadm init phase upload-certs --upload-certs` on a control plane to generate a new one", "kubeadm-certs", "kube-system")
	}
	check(err)
	checkCertificateKey(j.key)
	seal := sealer(j.key)
	for _, name := range sharedFiles {
		data, err := base64.StdEncoding.DecodeString(text(secret, "data", strings.ReplaceAll(name, "/", "-")))
		check(err)
		if len(data) < seal.NonceSize() {
			fail("the Secret does not include the required certificate or key - name: %s", name)
		}
		content, err := seal.Open(nil, data[:seal.NonceSize()], data[seal.NonceSize():], nil)
		if err != nil {
			fail("error decoding secret data with provided key: %v", err)
		}
		writeFile(filepath.Join(text(j.cluster, "certificatesDir"), name), content, 0o600)
	}
}

func (j *joinRun) start() {
	if j.controlPlane {
		fmt.Println("[check-etcd] Checking that the etcd cluster is healthy")
	}
	api := newClient(j.bootstrap, 10*time.Second)
	if existing, err := api.get("/api/v1/nodes/" + j.node()); err == nil && text(nodeCondition(existing, "Ready"), "status") == "True" {
		fail("a Node with name %q and status %q already exists in the cluster. You must delete the existing Node or change the name of this new joining Node", j.node(), "Ready")
	}
	bootstrap := j.bootstrap
	document := kubeconfigDocument(bootstrap.server, bootstrap.authority, "tls-bootstrap-token-user", M{"token": bootstrap.token})
	writeFile(kubernetesDirectory+"/bootstrap-kubelet.conf", []byte(writeYAML(document)), 0o600)
	if path := filepath.Join(text(j.cluster, "certificatesDir"), "ca.crt"); !exists(path) {
		writeFile(path, bootstrap.authority, 0o644)
	}
	stopKubelet()
	check(os.MkdirAll("/var/lib/kubelet", 0o700))
	stored, err := api.get(configMapPath(kubeletMap()))
	check(err)
	fmt.Println(`[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"`)
	writeFile("/var/lib/kubelet/config.yaml", []byte(text(stored, "data", "kubelet")), 0o644)
	fmt.Println(`[kubelet-start] Writing kubelet environment file with flags to file "/var/lib/kubelet/kubeadm-flags.env"`)
	writeFile("/var/lib/kubelet/kubeadm-flags.env", []byte(kubeletArguments(object(j.join, "nodeRegistration"), j.socket())), 0o644)
	startKubelet()
	fmt.Println("[kubelet-start] Waiting for the kubelet to perform the TLS Bootstrap...")
	path := kubernetesDirectory + "/kubelet.conf"
	for deadline := time.Now().Add(40 * time.Second); !exists(path); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			fail("timed out waiting for the condition")
		}
	}
	_ = os.Remove(kubernetesDirectory + "/bootstrap-kubelet.conf")
	annotateSocket(newClient(readKubeconfig(path), 10*time.Second), j.node(), j.socket())
}

// enter makes this host a control plane: an etcd member, known to the cluster, marked.
func (j *joinRun) enter() {
	if !j.controlPlane {
		return
	}
	if !j.external() {
		j.enterEtcd()
	}
	fmt.Println(`[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace`)
	retry(30*time.Second, func() {
		uploadClusterConfiguration(j.admin(), j.cluster, j.node(), object(j.init, "localAPIEndpoint"))
	})
	taints := controlPlaneTaints()
	if at(j.join, "nodeRegistration", "taints") != nil {
		taints = list(j.join, "nodeRegistration", "taints")
	}
	retry(30*time.Second, func() { markControlPlane(j.admin(), j.node(), taints) })
	if !j.healthy(30 * time.Second) {
		fail("the new API server did not become healthy")
	}
}

func retry(limit time.Duration, step func()) {
	for deadline := time.Now().Add(limit); ; time.Sleep(200 * time.Millisecond) {
		err := attempt(step)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			panic(err)
		}
	}
}

// enterEtcd announces the member at one of the living ones, writes the manifest, and waits until it answers.
func (j *joinRun) enterEtcd() {
	var members []interface{}
	retry(20*time.Second, func() {
		peers := etcdEndpoints(j.admin())
		answer, err := etcdCall(text(j.cluster, "certificatesDir"), peers, "/v3/cluster/member/add", M{"peerURLs": []string{"https://" + net.JoinHostPort(j.address(), "2380")}})
		if err != nil && strings.Contains(err.Error(), "Peer URLs already exists") {
			answer, err = etcdCall(text(j.cluster, "certificatesDir"), peers, "/v3/cluster/member/list", M{})
		}
		if err != nil {
			fail("error creating local etcd static pod manifest file: %v", err)
		}
		members = list(answer, "members")
	})
	fmt.Println("[etcd] Announced new etcd member joining to the existing etcd cluster")
	initial := []string{}
	for _, one := range members {
		name := text(one, "name")
		if name == "" {
			name = j.node()
		}
		initial = append(initial, name+"="+texts(one, "peerURLs")[0])
	}
	fmt.Println(`[etcd] Creating static Pod manifest for "etcd"`)
	check(os.MkdirAll(text(j.cluster, "etcd", "local", "dataDir"), 0o700))
	writeManifest("etcd", etcdManifest(j.cluster, object(j.init, "localAPIEndpoint"), j.node(), initial))
	fmt.Println("[etcd] Waiting for the new etcd member to join the cluster. This can take up to 40s")
	own := []string{"https://" + net.JoinHostPort(j.address(), "2379")}
	retry(40*time.Second, func() {
		answer, err := etcdCall(text(j.cluster, "certificatesDir"), own, "/v3/cluster/member/list", M{})
		check(err)
		for _, one := range list(answer, "members") {
			if len(texts(one, "clientURLs")) == 0 {
				fail("timeout waiting for etcd cluster to be available")
			}
		}
	})
}

// etcdEndpoints are the client addresses of the members, from the annotations of their pods, as kubeadm finds them.
func etcdEndpoints(api *client) []string {
	pods, err := api.get(mustResource("pods").collection("kube-system") + "?labelSelector=component%3Detcd")
	check(err)
	found := []string{}
	for _, pod := range list(pods, "items") {
		if address := text(pod, "metadata", "annotations", "kubeadm.kubernetes.io/etcd.advertise-client-urls"); address != "" {
			found = append(found, address)
		}
	}
	return found
}

func etcdCall(pki string, endpoints []string, path string, body M) (M, error) {
	var err error = fmt.Errorf("there are no etcd endpoints")
	for _, endpoint := range endpoints {
		config := &tls.Config{}
		if problem := attempt(func() {
			config = mutual(pki+"/etcd/healthcheck-client.crt", pki+"/etcd/healthcheck-client.key", pki+"/etcd/ca.crt", true)
		}); problem != nil {
			return nil, problem
		}
		to := &client{access{server: endpoint}, &http.Client{Timeout: 6 * time.Second, Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true, DialContext: (&net.Dialer{Timeout: 2 * time.Second}).DialContext}}}
		var answer M
		if answer, err = to.post(path, body); err == nil {
			return answer, nil
		}
		if problem, refused := err.(status); refused && problem.code != 503 {
			return nil, fmt.Errorf("%s", problem.Error())
		}
	}
	return nil, err
}

func (j *joinRun) farewell() {
	if j.controlPlane {
		fmt.Print("\nThis node has joined the cluster and a new control plane instance was created:\n\n* Certificate signing request was sent to apiserver and approval was received.\n* The Kubelet was informed of the new secure connection details.\n* Control plane (master) label and taint were applied to the new node.\n" +
			"* The Kubernetes control plane instances scaled up.\n* A new etcd member was added to the local/stacked etcd cluster.\n\nTo start administering your cluster from this node, you need to run the following as a regular user:\n\n\tmkdir -p $HOME/.kube\n\tsudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config\n\tsudo chown $(id -u):$(id -g) $HOME/.kube/config\n\nRun 'kubectl get nodes' to see this node join the cluster.\n\n")
		return
	}
	fmt.Print("\nThis node has joined the cluster:\n* Certificate signing request was sent to apiserver and a response was received.\n* The Kubelet was informed of the new secure connection details.\n\nRun 'kubectl get nodes' on the control-plane to see this node join the cluster.\n\n")
}
