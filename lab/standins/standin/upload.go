// Stand-in: what kubeadm leaves in the cluster: its configuration, certificates under a key, tokens, marks and addons.
package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func newCertificateKey() string {
	data := make([]byte, 32)
	_, _ = rand.Read(data)
	return hex.EncodeToString(data)
}

func hexAlphabet(length int) string {
	const letters = "0123456789abcdefghijklmnopqrstuvwxyz"
	data := make([]byte, length)
	_, _ = rand.Read(data)
	for i := range data {
		data[i] = letters[int(data[i])%len(letters)]
	}
	return string(data)
}

func newToken() string { return hexAlphabet(6) + "." + hexAlphabet(16) }

func configMap(namespace, name string, data M) M {
	return M{"apiVersion": "v1", "kind": "ConfigMap", "metadata": M{"name": name, "namespace": namespace}, "data": data}
}

// storedCluster is the ClusterConfiguration as the ConfigMap keeps it: in the version's own shape.
func storedCluster(cluster M) M {
	stored := clone(cluster)
	if minorOf(version) >= 31 {
		for _, path := range [][]string{{"apiServer", "extraArgs"}, {"controllerManager", "extraArgs"}, {"scheduler", "extraArgs"}, {"etcd", "local", "extraArgs"}} {
			if arguments := object(stored, path...); arguments != nil {
				items := []interface{}{}
				for _, key := range keys(arguments) {
					items = append(items, M{"name": key, "value": arguments[key]})
				}
				set(stored, items, path...)
			}
		}
	}
	return stored
}

func (r *initRun) uploadKubeadm() {
	fmt.Println(`[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace`)
	uploadClusterConfiguration(r.admin(), r.cluster, r.node(), object(r.init, "localAPIEndpoint"))
}

func uploadClusterConfiguration(api *client, cluster M, node string, endpoint M) {
	endpoints := M{}
	existing, err := api.get(configMapPath("kubeadm-config"))
	if err == nil {
		endpoints = clusterEndpoints(existing)
	}
	if endpoint != nil {
		endpoints[node] = M{"advertiseAddress": text(endpoint, "advertiseAddress"), "bindPort": number(endpoint, "bindPort")}
	}
	data := M{"ClusterConfiguration": writeYAML(storedCluster(cluster))}
	if minorOf(version) < 22 {
		data["ClusterStatus"] = clusterStatus(endpoints)
	}
	api.ensure(mustResource("configmaps").collection("kube-system"), configMap("kube-system", "kubeadm-config", data))
}

func clusterStatus(endpoints M) string {
	return writeYAML(M{"apiEndpoints": endpoints, "apiVersion": apiVersion(), "kind": "ClusterStatus"})
}

func clusterEndpoints(stored M) M {
	documents, err := readDocuments([]byte(text(stored, "data", "ClusterStatus")))
	if err != nil || len(documents) == 0 || object(documents[0].content, "apiEndpoints") == nil {
		return M{}
	}
	return object(documents[0].content, "apiEndpoints")
}

func kubeletMap() string {
	if minor := minorOf(version); minor < 24 {
		return fmt.Sprintf("kubelet-config-1.%d", minor)
	}
	return "kubelet-config"
}

func (r *initRun) uploadKubelet() {
	fmt.Printf("[kubelet] Creating a ConfigMap %q in namespace kube-system with the configuration for the kubelets in the cluster\n", kubeletMap())
	api := r.admin()
	api.ensure(mustResource("configmaps").collection("kube-system"), configMap("kube-system", kubeletMap(), M{"kubelet": writeYAML(r.kubeletDocument())}))
	annotateSocket(api, r.node(), r.socket())
}

func annotateSocket(api *client, node, socket string) {
	var err error
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		if _, err = api.patch("/api/v1/nodes/"+node, M{"metadata": M{"annotations": M{"kubeadm.alpha.kubernetes.io/cri-socket": socket}}}); err == nil {
			return
		}
	}
	fail("error writing Crisocket information for the control-plane node: timed out waiting for the condition")
}

var sharedFiles = []string{"ca.crt", "ca.key", "front-proxy-ca.crt", "front-proxy-ca.key", "sa.key", "sa.pub", "etcd/ca.crt", "etcd/ca.key"}

func sealer(key string) cipher.AEAD {
	raw, err := hex.DecodeString(key)
	check(err)
	block, err := aes.NewCipher(raw)
	check(err)
	sealed, err := cipher.NewGCM(block)
	check(err)
	return sealed
}

func (r *initRun) uploadCertificates() {
	key := text(r.init, "certificateKey")
	if key == "" {
		key = newCertificateKey()
	}
	fmt.Println(`[upload-certs] Storing the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace`)
	api := r.admin()
	secrets := mustResource("secrets").collection("kube-system")
	proxy := tokenSecret(newToken(), "Proxy for managing TTL for the kubeadm-certs secret", 2*time.Hour, nil, nil)
	created, err := api.post(secrets, proxy)
	check(err)
	data := M{}
	for _, name := range sharedFiles {
		content, err := os.ReadFile(filepath.Join(text(r.cluster, "certificatesDir"), name))
		if err != nil {
			fail("error uploading certs: error loading certificate file: %v", err)
		}
		seal := sealer(key)
		nonce := make([]byte, seal.NonceSize())
		_, _ = rand.Read(nonce)
		data[strings.ReplaceAll(name, "/", "-")] = encode(seal.Seal(nonce, nonce, content, nil))
	}
	api.ensure(secrets, M{"apiVersion": "v1", "kind": "Secret", "metadata": M{"name": "kubeadm-certs", "namespace": "kube-system",
		"ownerReferences": []interface{}{M{"apiVersion": "v1", "kind": "Secret", "name": text(created, "metadata", "name"), "uid": text(created, "metadata", "uid"), "controller": true, "blockOwnerDeletion": true}}}, "data": data, "type": "Opaque"})
	r.printed = "--certificate-key " + key
	if !r.flags.on("skip-certificate-key-print") {
		fmt.Printf("[upload-certs] Using certificate key:\n%s\n", key)
	}
}

// markControlPlane labels and taints a node as kubeadm of this version does.
func markControlPlane(api *client, node string, taints []interface{}) {
	labels := M{"node-role.kubernetes.io/control-plane": ""}
	said := `labels "node-role.kubernetes.io/control-plane=''"`
	if minorOf(version) < 24 {
		labels["node-role.kubernetes.io/master"] = ""
		said = `labels "node-role.kubernetes.io/master=''" and "node-role.kubernetes.io/control-plane='' (deprecated)"`
	}
	fmt.Printf("[mark-control-plane] Marking the node %s as control-plane by adding the %s\n", node, said)
	words := []string{}
	for _, taint := range taints {
		words = append(words, strings.TrimSuffix(text(taint, "key")+"="+text(taint, "value"), "=")+":"+text(taint, "effect"))
	}
	if len(words) > 0 {
		fmt.Printf("[mark-control-plane] Marking the node %s as control-plane by adding the taints [%s]\n", node, strings.Join(words, " "))
	}
	check(api.update("/api/v1/nodes/"+node, func(found M) {
		for key, value := range labels {
			set(found, value, "metadata", "labels", key)
		}
		kept := list(found, "spec", "taints")
		for _, taint := range taints {
			present := false
			for _, old := range kept {
				present = present || (text(old, "key") == text(taint, "key") && text(old, "effect") == text(taint, "effect"))
			}
			if !present {
				kept = append(kept, taint)
			}
		}
		if len(kept) > 0 {
			set(found, kept, "spec", "taints")
		}
	}))
}

func tokenSecret(token, description string, ttl time.Duration, usages, groups []string) M {
	parts := tokenPattern.FindStringSubmatch(token)
	data := M{"token-id": encode([]byte(parts[1])), "token-secret": encode([]byte(parts[2]))}
	if description != "" {
		data["description"] = encode([]byte(description))
	}
	if ttl > 0 {
		data["expiration"] = encode([]byte(time.Now().Add(ttl).UTC().Format(time.RFC3339)))
	}
	for _, usage := range usages {
		data["usage-bootstrap-"+usage] = encode([]byte("true"))
	}
	if len(groups) > 0 {
		data["auth-extra-groups"] = encode([]byte(strings.Join(groups, ",")))
	}
	return M{"apiVersion": "v1", "kind": "Secret", "type": "bootstrap.kubernetes.io/token", "metadata": M{"name": "bootstrap-token-" + parts[1], "namespace": "kube-system"}, "data": data}
}

var tokenUsages, tokenGroups = []string{"signing", "authentication"}, []string{"system:bootstrappers:kubeadm:default-node-token"}

func (r *initRun) bootstrapToken() {
	api := r.admin()
	given := list(r.init, "bootstrapTokens")
	if len(given) == 0 {
		given = []interface{}{M{"token": r.flags.get("token", newToken()), "ttl": r.flags.get("token-ttl", "24h0m0s")}}
	}
	for _, one := range given {
		token, ttl := text(one, "token"), 24*time.Hour
		if token == "" {
			token = newToken()
		}
		if parsed, err := time.ParseDuration(text(one, "ttl")); err == nil {
			ttl = parsed
		}
		if r.token == "" {
			r.token = token
		}
		if r.flags.on("skip-token-print") {
			fmt.Println("[bootstrap-token] Using token: <value withheld>")
		} else {
			fmt.Printf("[bootstrap-token] Using token: %s\n", token)
		}
		api.ensure(mustResource("secrets").collection("kube-system"), tokenSecret(token, text(one, "description"), ttl, tokenUsages, tokenGroups))
	}
	fmt.Println("[bootstrap-token] Configuring bootstrap tokens, cluster-info ConfigMap, RBAC Roles")
	printTokenRules()
	fmt.Println(`[bootstrap-token] Creating the "cluster-info" ConfigMap in the "kube-public" namespace`)
	found := readKubeconfig(kubernetesDirectory + "/admin.conf")
	document := M{"apiVersion": "v1", "kind": "Config", "preferences": M{}, "contexts": nil, "current-context": "", "users": nil,
		"clusters": []interface{}{M{"name": "", "cluster": M{"server": found.server, "certificate-authority-data": encode(found.authority)}}}}
	api.ensure(mustResource("configmaps").collection("kube-public"), configMap("kube-public", "cluster-info", M{"kubeconfig": writeYAML(document)}))
}

func printTokenRules() {
	fmt.Print("[bootstrap-token] configured RBAC rules to allow Node Bootstrap tokens to get nodes\n[bootstrap-token] configured RBAC rules to allow Node Bootstrap tokens to post CSRs in order for nodes to get long term certificate credentials\n" +
		"[bootstrap-token] configured RBAC rules to allow the csrapprover controller automatically approve CSRs from a Node Bootstrap Token\n[bootstrap-token] configured RBAC rules to allow certificate rotation for all node client certificates in the cluster\n")
}

func (r *initRun) addons() {
	r.coreDNS()
	r.kubeProxy()
}

func (r *initRun) coreDNS() {
	applyCoreDNS(r.admin(), r.cluster)
}

func applyCoreDNS(api *client, cluster M) {
	labels := M{"k8s-app": "kube-dns"}
	tolerations := []interface{}{M{"key": "CriticalAddonsOnly", "operator": "Exists"}, M{"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}, M{"key": "node-role.kubernetes.io/control-plane", "effect": "NoSchedule"}}
	api.ensure(mustResource("deployments").collection("kube-system"), M{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": M{"name": "coredns", "namespace": "kube-system", "labels": labels},
		"spec": M{"replicas": 2, "selector": M{"matchLabels": labels}, "template": M{"metadata": M{"labels": labels}, "spec": M{"priorityClassName": "system-cluster-critical", "tolerations": tolerations,
			"containers": []interface{}{M{"name": "coredns", "image": componentImage(cluster, "coredns"), "command": []string{"coredns"}}}}}}})
	_, _ = api.post(mustResource("services").collection("kube-system"), M{"apiVersion": "v1", "kind": "Service", "metadata": M{"name": "kube-dns", "labels": M{"k8s-app": "kube-dns", "kubernetes.io/cluster-service": "true", "kubernetes.io/name": "KubeDNS"}}, "spec": M{"selector": labels, "ports": []interface{}{M{"name": "dns", "port": 53, "protocol": "UDP"}}}})
	fmt.Println("[addons] Applied essential addon: CoreDNS")
}

func (r *initRun) kubeProxy() {
	document := M{"apiVersion": "kubeproxy.config.k8s.io/v1alpha1", "kind": "KubeProxyConfiguration"}
	if r.proxy != nil {
		document = clone(r.proxy)
	}
	setDefault(document, text(r.cluster, "networking", "podSubnet"), "clusterCIDR")
	setDefault(document, "/var/lib/kube-proxy/kubeconfig.conf", "clientConnection", "kubeconfig")
	api := r.admin()
	api.ensure(mustResource("configmaps").collection("kube-system"), configMap("kube-system", "kube-proxy", M{"config.conf": writeYAML(document)}))
	applyKubeProxy(api, r.cluster)
}

func applyKubeProxy(api *client, cluster M) {
	labels := M{"k8s-app": "kube-proxy"}
	api.ensure(mustResource("daemonsets").collection("kube-system"), M{"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": M{"name": "kube-proxy", "namespace": "kube-system", "labels": labels},
		"spec": M{"selector": M{"matchLabels": labels}, "template": M{"metadata": M{"labels": labels}, "spec": M{"hostNetwork": true, "priorityClassName": "system-node-critical", "tolerations": []interface{}{M{"operator": "Exists"}},
			"containers": []interface{}{M{"name": "kube-proxy", "image": componentImage(cluster, "kube-proxy"), "command": []string{"kube-proxy", "--config=/var/lib/kube-proxy/config.conf"}}}}}}})
	fmt.Println("[addons] Applied essential addon: kube-proxy")
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}
