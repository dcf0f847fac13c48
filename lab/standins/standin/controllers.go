// Stand-in: the controller manager. One instance leads, by a lease, and brings objects to what they say.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
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
	read   map[string][]M       // what this pass has read, by kind
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

// healthPort says "ok" over TLS, like the real programs with a certificate of their own.
func healthPort(port string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, NotBefore: time.Now(), NotAfter: time.Now().AddDate(1, 0, 0), DNSNames: []string{"localhost"}}
	certificate := signed(template, &template, key.Public(), key)
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	check(err)
	server := quietServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") }))
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{certificate.Raw}, PrivateKey: key}}}
	go func() { check(server.ServeTLS(listener, "", "")) }()
}

func controllerManager(arguments []string) int {
	flags := argumentMap(arguments)
	return guarded("", "", func() {
		healthPort("10257")
		c := &controllers{api: newClient(readKubeconfig(flags["kubeconfig"]), 8*time.Second), flags: flags, grace: gracePeriodOf(flags), seen: map[string]string{}, since: map[string]time.Time{}}
		c.signer = pair{parseCertificate([]byte(readText(flags["cluster-signing-cert-file"]))), parseKey([]byte(readText(flags["cluster-signing-key-file"])))}
		leader := &leadership{api: c.api, name: "kube-controller-manager", identity: hostName() + "_" + newUID()}
		followChanges(leader, func(changed bool) []func() {
			if changed {
				return []func(){c.readPods, c.signRequests, c.tokens, c.nodes, c.deployments, c.daemonSets, c.orphans, c.namespaces}
			}
			return []func(){c.forget, c.tokens, c.nodes} // time alone makes tokens expire and nodes silent
		})
	})
}

// followChanges runs the leader's steps at every change, and each second in which nothing changes. While one fails, all is
// taken for changed.
func followChanges(leader *leadership, steps func(changed bool) []func()) {
	changes, changed := leader.api.changes(), true
	for ; ; time.Sleep(200 * time.Millisecond) {
		select {
		case <-changes:
			changed = true
		case <-time.After(time.Second):
		}
		if !leader.holds() {
			changed = true
			continue
		}
		due := steps(changed)
		changed = false
		for _, step := range due {
			if err := attempt(step); err != nil {
				fmt.Fprintln(os.Stderr, err)
				changed = true
			}
		}
	}
}

// leadership is a lease that one of several instances holds: it renews it each second, and another takes it over when it has
// not been renewed for four seconds. A renewal that fails loses nothing before that.
type leadership struct {
	api            *client
	name, identity string
	renewed        time.Time // by this instance
	asked          time.Time
}

func (l *leadership) holds() bool {
	const renewal, limit = time.Second, 4 * time.Second
	if time.Since(l.renewed) < renewal {
		return true
	}
	if time.Since(l.asked) >= renewal {
		l.asked = time.Now()
		if l.renew(limit) {
			l.renewed = l.asked
		}
	}
	return time.Since(l.renewed) < limit
}

func (l *leadership) renew(limit time.Duration) bool {
	collection := mustResource("leases").collection("kube-system")
	const layout = "2006-01-02T15:04:05.000000Z"
	moment := time.Now().UTC()
	current, err := l.api.get(collection + "/" + l.name)
	if isCode(err, 404) {
		_, err = l.api.post(collection, M{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": M{"name": l.name},
			"spec": M{"holderIdentity": l.identity, "leaseDurationSeconds": limit.Seconds(), "renewTime": moment.Format(layout)}})
		return err == nil
	}
	if err != nil {
		return false
	}
	renewed, _ := time.Parse(layout, text(current, "spec", "renewTime"))
	if text(current, "spec", "holderIdentity") != l.identity && moment.Sub(renewed) < limit {
		l.renewed = time.Time{}
		return false
	}
	set(current, l.identity, "spec", "holderIdentity")
	set(current, moment.Format(layout), "spec", "renewTime")
	_, err = l.api.put(collection+"/"+l.name, current)
	return err == nil
}

// forget begins a pass: its steps read everything anew.
func (c *controllers) forget() { c.read = map[string][]M{} }

// readPods begins a pass that looks at pods: they are read first, so that what they belong to is never older than they are.
func (c *controllers) readPods() {
	c.forget()
	c.items("pods")
}

// items are all objects of a kind, as they were when this pass first asked.
func (c *controllers) items(plural string) []M {
	if found, known := c.read[plural]; known {
		return found
	}
	answer, err := c.api.get(mustResource(plural).collection(""))
	check(err)
	result := []M{}
	for _, item := range list(answer, "items") {
		result = append(result, item.(M))
	}
	c.read[plural] = result
	return result
}

func (c *controllers) signRequests() {
	for _, one := range c.items("certificatesigningrequests") {
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
	for _, lease := range c.items("leases") {
		if text(lease, "metadata", "namespace") == "kube-node-lease" {
			leases[text(lease, "metadata", "name")] = text(lease, "spec", "renewTime")
		}
	}
	nodes := c.items("nodes")
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
		c.keepNode(name, node, silent, used)
	}
}

func (c *controllers) keepNode(name string, listed M, silent bool, used map[string]bool) {
	path := "/api/v1/nodes/" + name
	node := clone(listed)
	node["apiVersion"], node["kind"] = "v1", "Node"
	ready := text(nodeCondition(node, "Ready"), "status")
	if silent && ready != "Unknown" {
		for _, item := range list(node, "status", "conditions") {
			condition := item.(M)
			condition["status"], condition["reason"], condition["message"], condition["lastTransitionTime"] = "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", now()
		}
		answer, err := c.api.put(path+"/status", node)
		if isCode(err, 404) {
			return
		}
		check(err)
		ready, node = "Unknown", answer
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
	if _, err := c.api.put(path, node); err != nil && !isCode(err, 409) && !isCode(err, 404) {
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
