// Stand-in: kubeadm token and kubeadm certs.
package main

import (
	"crypto/x509"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

func adminClient(flags flagValues) *client {
	path := flags.get("kubeconfig", kubernetesDirectory+"/admin.conf")
	if !flags.has("kubeconfig") {
		if environment := os.Getenv("KUBECONFIG"); environment != "" {
			path = environment
		} else if !exists(path) {
			path = os.Getenv("HOME") + "/.kube/config"
		}
	}
	if !exists(path) {
		fail("failed to load admin kubeconfig: open %s: no such file or directory", path)
	}
	return newClient(readKubeconfig(path), 15*time.Second)
}

func tokenCreate(flags flagValues) {
	token := newToken()
	if len(flags.words) > 0 {
		token = flags.words[0]
	}
	if !tokenPattern.MatchString(token) {
		fail("the bootstrap token %q was not of the form %q", token, `\A([a-z0-9]{6})\.([a-z0-9]{16})\z`)
	}
	api := adminClient(flags)
	usages, groups := tokenUsages, tokenGroups
	if flags.has("usages") {
		usages = flags.all("usages")
	}
	if flags.has("groups") {
		groups = flags.all("groups")
	}
	_, err := api.post(mustResource("secrets").collection("kube-system"), tokenSecret(token, flags.get("description", ""), flags.duration("ttl", 24*time.Hour), usages, groups))
	if isCode(err, 409) {
		fail("a token with id %q already exists", token[:6])
	}
	if err != nil {
		fail("failed to create or update bootstrap token with name bootstrap-token-%s: unable to create Secret: %v", token[:6], withoutURL(err))
	}
	if !flags.on("print-join-command") {
		fmt.Println(token)
		return
	}
	information, err := api.get(mustResource("configmaps").collection("kube-public") + "/cluster-info")
	check(err)
	found, err := parseClusterInformation(text(information, "data", "kubeconfig"))
	check(err)
	line := fmt.Sprintf("kubeadm join %s --token %s     --discovery-token-ca-cert-hash %s ", strings.TrimPrefix(found.server, "https://"), token, publicKeyHash(parseCertificate(found.authority)))
	if key := flags.get("certificate-key", ""); key != "" {
		line += "    --control-plane --certificate-key " + key
	}
	fmt.Println(line)
}

func tokenList(flags flagValues) {
	answer, err := adminClient(flags).get(mustResource("secrets").collection("kube-system"))
	check(err)
	rows := [][]string{}
	tokens := []interface{}{}
	for _, item := range list(answer, "items") {
		secret := item.(M)
		if text(secret, "type") != "bootstrap.kubernetes.io/token" {
			continue
		}
		expires, ttl := secretText(secret, "expiration"), "<forever>"
		if at, err := time.Parse(time.RFC3339, expires); err == nil {
			if ttl = shortAge(time.Until(at)); time.Now().After(at) {
				ttl = "<invalid>"
			}
		} else {
			expires = "<never>"
		}
		usages := []string{}
		for _, usage := range []string{"authentication", "signing"} {
			if secretText(secret, "usage-bootstrap-"+usage) == "true" {
				usages = append(usages, usage)
			}
		}
		token := secretText(secret, "token-id") + "." + secretText(secret, "token-secret")
		rows = append(rows, []string{token, ttl, expires, orNone(strings.Join(usages, ",")), orNone(secretText(secret, "description")), orNone(secretText(secret, "auth-extra-groups"))})
		tokens = append(tokens, M{"kind": "BootstrapToken", "apiVersion": "output.kubeadm.k8s.io/v1alpha1", "token": token, "expires": expires, "usages": usages})
	}
	if flags.get("output", "text") == "json" {
		for _, one := range tokens {
			fmt.Print(writeJSON(one, "    "))
		}
		return
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i][0] < rows[j][0] })
	printTable([]string{"TOKEN", "TTL", "EXPIRES", "USAGES", "DESCRIPTION", "EXTRA GROUPS"}, rows)
}

func orNone(value string) string {
	if value == "" {
		return "<none>"
	}
	return value
}

func tokenDelete(flags flagValues) {
	if len(flags.words) == 0 {
		fail("missing subcommand; \"token delete\" is missing token of form \"[a-z0-9]{6}\"")
	}
	api := adminClient(flags)
	for _, one := range flags.words {
		id, _, _ := strings.Cut(one, ".")
		if _, err := api.remove(mustResource("secrets").collection("kube-system") + "/bootstrap-token-" + id); err != nil {
			fail("failed to delete bootstrap token %q: %v", id, err)
		}
		fmt.Printf("bootstrap token %q deleted\n", id)
	}
}

// expiring is a certificate that the report and the renewal know.
type expiring struct{ label, path, authority string }

var expiringLeaves = []expiring{{"admin.conf", "", ""}, {"apiserver", "apiserver", "ca"}, {"apiserver-etcd-client", "apiserver-etcd-client", "etcd-ca"}, {"apiserver-kubelet-client", "apiserver-kubelet-client", "ca"}, {"controller-manager.conf", "", ""},
	{"etcd-healthcheck-client", "etcd/healthcheck-client", "etcd-ca"}, {"etcd-peer", "etcd/peer", "etcd-ca"}, {"etcd-server", "etcd/server", "etcd-ca"}, {"front-proxy-client", "front-proxy-client", "front-proxy-ca"}, {"scheduler.conf", "", ""}}
var expiringAuthorities = []expiring{{"ca", "ca", ""}, {"etcd-ca", "etcd/ca", ""}, {"front-proxy-ca", "front-proxy-ca", ""}}

func (e expiring) read(directory string) *x509.Certificate {
	var found *x509.Certificate
	_ = attempt(func() {
		if e.path != "" {
			found = readCertificate(directory + "/" + e.path + ".crt")
		} else {
			found = parseCertificate(readKubeconfig(kubernetesDirectory + "/" + e.label).certificate)
		}
	})
	return found
}

func residual(until time.Time) string {
	left := time.Until(until)
	switch days := int(left.Hours() / 24); {
	case left < 0:
		return "<invalid>"
	case days >= 365*2:
		return fmt.Sprintf("%dy", days/365)
	case days >= 1:
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dh", int(left.Hours()))
}

func checkExpiration(flags flagValues) {
	directory := flags.get("cert-dir", pkiDirectory)
	if exists(kubernetesDirectory + "/admin.conf") {
		fmt.Print("[check-expiration] Reading configuration from the cluster...\n[check-expiration] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'\n\n")
	}
	rows := func(all []expiring, authorities bool) [][]string {
		result := [][]string{}
		for _, one := range all {
			row := []string{"!MISSING! " + one.label, "", "", "", ""}
			if found := one.read(directory); found != nil {
				row = []string{one.label, found.NotAfter.UTC().Format("Jan 02, 2006 15:04 MST"), residual(found.NotAfter), one.authority, "no"}
			}
			if authorities {
				row = append(row[:3], row[4])
			}
			result = append(result, row)
		}
		return result
	}
	printTable([]string{"CERTIFICATE", "EXPIRES", "RESIDUAL TIME", "CERTIFICATE AUTHORITY", "EXTERNALLY MANAGED"}, rows(expiringLeaves, false))
	fmt.Println()
	printTable([]string{"CERTIFICATE AUTHORITY", "EXPIRES", "RESIDUAL TIME", "EXTERNALLY MANAGED"}, rows(expiringAuthorities, true))
}

func renewCertificates(flags flagValues) {
	directory := flags.get("cert-dir", pkiDirectory)
	if len(flags.words) == 0 {
		fail("missing subcommand; \"renew\" is not meant to be run on its own")
	}
	fmt.Print("[renew] Reading configuration from the cluster...\n[renew] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'\n\n")
	known := false
	for _, one := range expiringLeaves {
		if flags.words[0] != "all" && flags.words[0] != one.label {
			continue
		}
		known = true
		current := one.read(directory)
		if current == nil {
			fmt.Printf("MISSING! certificate %s\n", one.label)
			continue
		}
		authority := one.authority
		if authority == "" {
			authority = "ca"
		}
		again := leaf{common: current.Subject.CommonName, organization: current.Subject.Organization, names: current.DNSNames}
		for _, address := range current.IPAddresses {
			again.names = append(again.names, address.String())
		}
		for _, usage := range current.ExtKeyUsage {
			again.server = again.server || usage == x509.ExtKeyUsageServerAuth
			again.client = again.client || usage == x509.ExtKeyUsageClientAuth
		}
		signer := readPair(directory, strings.Replace(authority, "etcd-ca", "etcd/ca", 1))
		renewed := signer.issue(again, 365*24*time.Hour)
		if one.path != "" {
			renewed.write(directory, one.path)
			fmt.Printf("certificate %s renewed\n", describe(one))
			continue
		}
		path := kubernetesDirectory + "/" + one.label
		old := readKubeconfig(path)
		writeFile(path, []byte(writeYAML(kubeconfigDocument(old.server, old.authority, old.user, embedded(renewed)))), 0o600)
		fmt.Printf("certificate %s renewed\n", describe(one))
	}
	if !known {
		fail("unknown command %q for %q", flags.words[0], "kubeadm certs renew")
	}
	if flags.words[0] == "all" {
		fmt.Println("\nDone renewing certificates. You must restart the kube-apiserver, kube-controller-manager, kube-scheduler and etcd, so that they can use the new certificates.")
	}
}

func describe(one expiring) string {
	switch one.label {
	case "admin.conf":
		return "embedded in the kubeconfig file for the admin to use and for kubeadm itself"
	case "controller-manager.conf":
		return "embedded in the kubeconfig file for the controller manager to use"
	case "scheduler.conf":
		return "embedded in the kubeconfig file for the scheduler manager to use"
	case "apiserver":
		return "for serving the Kubernetes API"
	case "apiserver-etcd-client":
		return "the apiserver uses to access etcd"
	case "apiserver-kubelet-client":
		return "for the API server to connect to kubelet"
	case "etcd-healthcheck-client":
		return "for liveness probes to healthcheck etcd"
	case "etcd-peer":
		return "for etcd nodes to communicate with each other"
	case "etcd-server":
		return "for serving etcd"
	}
	return "for the front proxy client"
}
