// Stand-in: the controller manager. One instance leads, by a lease, and brings objects to what they say.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

type controllers struct {
	api    *client
	flags  map[string]string
	signer pair
	grace  time.Duration
	seen   map[string]string    // the last renewal of each node's lease
	since  map[string]time.Time // when it was first seen here
}

// graceSeconds: a node is unknown after this long without a renewed lease. The real flag of the controller manager wins, then
// NODE_MONITOR_GRACE in /etc/default/standin, then five seconds (the real default is forty).
func gracePeriodOf(flags map[string]string) time.Duration {
	if parsed, err := time.ParseDuration(flags["node-monitor-grace-period"]); err == nil {
		return parsed
	}
	for _, line := range strings.Split(readText("/etc/default/standin"), "\n") {
		if value, found := cut(line, "NODE_MONITOR_GRACE="); found {
			if parsed, err := time.ParseDuration(value); err == nil {
				return parsed
			}
		}
	}
	return 5 * time.Second
}

func cut(line, prefix string) (string, bool) {
	return strings.TrimPrefix(line, prefix), strings.HasPrefix(line, prefix)
}

func healthPort(port string) {
	authority := newAuthority("localhost", 24*time.Hour)
	both := authority.issue(leaf{common: "localhost", server: true, names: []string{"localhost", "127.0.0.1"}}, 24*time.Hour)
	directory, err := os.MkdirTemp("", "standin")
	check(err)
	both.write(directory, "health")
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	check(err)
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	server := quietServer(handler)
	ready := make(chan bool)
	go func() {
		config, err := tlsPair(directory + "/health")
		check(err)
		_ = os.RemoveAll(directory)
		close(ready)
		server.TLSConfig = config
		check(server.ServeTLS(listener, "", ""))
	}()
	<-ready
}

func controllerManager(arguments []string) int {
	flags := argumentMap(arguments)
	return guarded("", "", func() {
		healthPort("10257")
		c := &controllers{api: newClient(readKubeconfig(flags["kubeconfig"]), 8*time.Second), flags: flags, grace: gracePeriodOf(flags), seen: map[string]string{}, since: map[string]time.Time{}}
		c.signer = pair{parseCertificate([]byte(readText(flags["cluster-signing-cert-file"]))), parseKey([]byte(readText(flags["cluster-signing-key-file"])))}
		identity := hostName() + "_" + newUID()
		for ; ; time.Sleep(300 * time.Millisecond) {
			if !lead(c.api, "kube-controller-manager", identity) {
				time.Sleep(300 * time.Millisecond)
				c.since = map[string]time.Time{}
				continue
			}
			for _, step := range []func(){c.signRequests, c.tokens, c.nodes, c.deployments, c.daemonSets, c.orphans, c.namespaces} {
				if err := attempt(step); err != nil {
					fmt.Fprintln(os.Stderr, err)
				}
			}
		}
	})
}

// lead holds a lease or takes one that has not been renewed for four seconds. A renewal that fails loses nothing before that.
func lead(api *client, name, identity string) bool {
	collection := mustResource("leases").collection("kube-system")
	const layout = "2006-01-02T15:04:05.000000Z"
	moment := time.Now().UTC()
	current, err := api.get(collection + "/" + name)
	if isCode(err, 404) {
		_, err = api.post(collection, M{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": M{"name": name},
			"spec": M{"holderIdentity": identity, "leaseDurationSeconds": 4, "renewTime": moment.Format(layout)}})
		return err == nil
	}
	if err != nil {
		return false
	}
	renewed, _ := time.Parse(layout, text(current, "spec", "renewTime"))
	mine := text(current, "spec", "holderIdentity") == identity
	if !mine && moment.Sub(renewed) < 4*time.Second {
		return false
	}
	if mine && moment.Sub(renewed) < time.Second {
		return true
	}
	set(current, identity, "spec", "holderIdentity")
	set(current, moment.Format(layout), "spec", "renewTime")
	_, err = api.put(collection+"/"+name, current)
	return err == nil || (mine && moment.Sub(renewed) < 4*time.Second)
}

func (c *controllers) items(plural, query string) []M {
	answer, err := c.api.get(mustResource(plural).collection("") + query)
	check(err)
	result := []M{}
	for _, item := range list(answer, "items") {
		result = append(result, item.(M))
	}
	return result
}

func (c *controllers) signRequests() {
	for _, one := range c.items("certificatesigningrequests", "") {
		if text(one, "status", "certificate") != "" {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(text(one, "spec", "request"))
		check(err)
		block, _ := pem.Decode(data)
		if block == nil {
			continue
		}
		request, err := x509.ParseCertificateRequest(block.Bytes)
		check(err)
		name := request.Subject.CommonName
		if !strings.HasPrefix(name, "system:node:") {
			continue
		}
		validity := 365 * 24 * time.Hour
		for _, flag := range []string{"cluster-signing-duration", "experimental-cluster-signing-duration"} {
			if parsed, err := time.ParseDuration(c.flags[flag]); err == nil {
				validity = parsed
			}
		}
		template := leaf{common: name, organization: []string{"system:nodes"}, client: true}
		signed := c.signer.issueWith(template, request.PublicKey, validity)
		one["apiVersion"], one["kind"] = "certificates.k8s.io/v1", "CertificateSigningRequest"
		set(one, base64.StdEncoding.EncodeToString(certificatePEM(signed)), "status", "certificate")
		set(one, []interface{}{M{"type": "Approved", "status": "True", "reason": "AutoApproved", "message": "Auto approving kubelet client certificate after SubjectAccessReview.", "lastUpdateTime": now()}}, "status", "conditions")
		_, err = c.api.put(mustResource("certificatesigningrequests").collection("")+"/"+text(one, "metadata", "name"), one)
		check(err)
	}
}

// tokens removes what has expired, with what depends on it, and signs cluster-info for each token.
func (c *controllers) tokens() {
	secrets := mustResource("secrets").collection("kube-system")
	answer, err := c.api.get(secrets)
	check(err)
	signatures, uids := map[string]string{}, map[string]bool{}
	information, err := c.api.get(mustResource("configmaps").collection("kube-public") + "/cluster-info")
	kubeconfig := text(information, "data", "kubeconfig")
	for _, item := range list(answer, "items") {
		secret := item.(M)
		if text(secret, "type") != "bootstrap.kubernetes.io/token" {
			continue
		}
		if expired(secret) {
			_, err := c.api.remove(secrets + "/" + text(secret, "metadata", "name"))
			check(err)
			continue
		}
		uids[text(secret, "metadata", "uid")] = true
		if secretText(secret, "usage-bootstrap-signing") == "true" {
			id := secretText(secret, "token-id")
			signatures["jws-kubeconfig-"+id] = sign(kubeconfig, id, secretText(secret, "token-secret"))
		}
	}
	for _, item := range list(answer, "items") {
		for _, owner := range list(item, "metadata", "ownerReferences") {
			if text(owner, "kind") == "Secret" && !uids[text(owner, "uid")] {
				_, _ = c.api.remove(secrets + "/" + text(item, "metadata", "name"))
			}
		}
	}
	if err != nil {
		return
	}
	data := M{"kubeconfig": kubeconfig}
	for name, signature := range signatures {
		data[name] = signature
	}
	if same(data, information["data"]) {
		return
	}
	information["data"] = data
	_, err = c.api.put(mustResource("configmaps").collection("kube-public")+"/cluster-info", information)
	check(err)
}

// sign makes the detached signature that a joining host compares.
func sign(content, id, secret string) string {
	raw := base64.RawURLEncoding
	header := raw.EncodeToString([]byte(`{"alg":"HS256","kid":"` + id + `"}`))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(header + "." + raw.EncodeToString([]byte(content))))
	return header + ".." + raw.EncodeToString(mac.Sum(nil))
}

// nodes marks the silent ones, keeps their taints, and gives each a network for its pods.
func (c *controllers) nodes() {
	leases := map[string]string{}
	for _, lease := range c.items("leases", "") {
		if text(lease, "metadata", "namespace") == "kube-node-lease" {
			leases[text(lease, "metadata", "name")] = text(lease, "spec", "renewTime")
		}
	}
	nodes := c.items("nodes", "")
	used := map[string]bool{}
	for _, node := range nodes {
		used[text(node, "spec", "podCIDR")] = true
	}
	for _, node := range nodes {
		name := text(node, "metadata", "name")
		if c.since[name].IsZero() || c.seen[name] != leases[name] {
			c.seen[name], c.since[name] = leases[name], time.Now()
		}
		silent := time.Since(c.since[name]) > c.grace
		c.keepNode(name, silent, used)
	}
}

func (c *controllers) keepNode(name string, silent bool, used map[string]bool) {
	path := "/api/v1/nodes/" + name
	node, err := c.api.get(path)
	if isCode(err, 404) {
		return
	}
	check(err)
	ready := text(nodeCondition(node, "Ready"), "status")
	if silent && ready != "Unknown" {
		for _, item := range list(node, "status", "conditions") {
			condition := item.(M)
			condition["status"], condition["reason"], condition["message"], condition["lastTransitionTime"] = "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", now()
		}
		_, err = c.api.put(path+"/status", node)
		check(err)
		ready = "Unknown"
		node, err = c.api.get(path)
		check(err)
	}
	before := clone(node)
	taints := []interface{}{}
	for _, taint := range list(node, "spec", "taints") {
		if key := text(taint, "key"); key != "node.kubernetes.io/not-ready" && key != "node.kubernetes.io/unreachable" && key != "node.kubernetes.io/unschedulable" {
			taints = append(taints, taint)
		}
	}
	add := func(key string, effects ...string) {
		for _, effect := range effects {
			var added interface{} = M{"key": key, "effect": effect, "timeAdded": now()}
			for _, old := range list(before, "spec", "taints") {
				if text(old, "key") == key && text(old, "effect") == effect {
					added = old
				}
			}
			taints = append(taints, added)
		}
	}
	switch ready {
	case "Unknown":
		add("node.kubernetes.io/unreachable", "NoSchedule", "NoExecute")
	case "True":
	default:
		add("node.kubernetes.io/not-ready", "NoSchedule", "NoExecute")
	}
	if truth(node, "spec", "unschedulable") {
		add("node.kubernetes.io/unschedulable", "NoSchedule")
	}
	if len(taints) == 0 {
		delete(object(node, "spec"), "taints")
	} else {
		set(node, taints, "spec", "taints")
	}
	if text(node, "spec", "podCIDR") == "" && c.flags["cluster-cidr"] != "" {
		if network := freeNetwork(c.flags["cluster-cidr"], used); network != "" {
			used[network] = true
			set(node, network, "spec", "podCIDR")
			set(node, []interface{}{network}, "spec", "podCIDRs")
		}
	}
	setDefault(node, "0", "metadata", "annotations", "node.alpha.kubernetes.io/ttl")
	if same(before, node) {
		return
	}
	if _, err = c.api.put(path, node); err != nil && !isCode(err, 409) && !isCode(err, 404) {
		check(err)
	}
}

func freeNetwork(cidr string, used map[string]bool) string {
	_, network, err := net.ParseCIDR(split(cidr, ",")[0])
	if err != nil || network.IP.To4() == nil {
		return ""
	}
	for i := 0; i < 256; i++ {
		candidate := nthAddress(network, i*256) + "/24"
		if !used[candidate] {
			return candidate
		}
	}
	return ""
}

func nodeCondition(node M, kind string) M {
	for _, item := range list(node, "status", "conditions") {
		if text(item, "type") == kind {
			return item.(M)
		}
	}
	return nil
}
