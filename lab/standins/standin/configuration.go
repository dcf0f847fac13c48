// Stand-in: kubeadm's configuration file: read, checked, defaulted. The result is one document a kind, in the oldest shape
// (arguments as maps) whatever was written.
package main

import (
	"fmt"
	"net"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

type configuration struct{ init, cluster, join, kubelet, proxy M }

var versionPattern = regexp.MustCompile(`^v?([0-9]+)\.([0-9]+)\.([0-9]+)(-[0-9A-Za-z.-]+)?$`)
var labelPattern = regexp.MustCompile(`^(stable|latest|k8s-|ci/|release/)`)
var tokenPattern = regexp.MustCompile(`^([a-z0-9]{6})\.([a-z0-9]{16})$`)

func minorOf(version string) int {
	if parts := versionPattern.FindStringSubmatch(version); parts != nil {
		minor, _ := strconv.Atoi(parts[2])
		return minor
	}
	return 0
}

func patchOf(version string) int {
	if parts := versionPattern.FindStringSubmatch(version); parts != nil {
		patch, _ := strconv.Atoi(parts[3])
		return patch
	}
	return 0
}

// apiVersion is the newest document version this kubeadm writes.
func apiVersion() string {
	known := knownVersions(minorOf(version))
	return "kubeadm.k8s.io/" + known[len(known)-1]
}

// warning prints a line in klog's form.
func warning(place, format string, arguments ...interface{}) {
	fmt.Fprintf(os.Stderr, "W%s %7d %s] %s\n", time.Now().Format("0102 15:04:05.000000"), os.Getpid(), place, fmt.Sprintf(format, arguments...))
}

// loadConfiguration reads the documents of a file; which of init and join is wanted decides what is ignored.
func loadConfiguration(path, wanted string) configuration {
	data, err := os.ReadFile(path)
	if err != nil {
		fail("unable to read config from %q : %v", path, err)
	}
	return parseConfiguration(data, wanted)
}

func parseConfiguration(data []byte, wanted string) configuration {
	documents, err := readDocuments(data)
	if err != nil {
		fail("could not interpret GroupVersionKind; unmarshal error: %v", err)
	}
	result := configuration{}
	targets := map[string]*M{"InitConfiguration": &result.init, "ClusterConfiguration": &result.cluster, "JoinConfiguration": &result.join,
		"KubeletConfiguration": &result.kubelet, "KubeProxyConfiguration": &result.proxy}
	for _, one := range documents {
		if text(one.content, "kind") == "" || text(one.content, "apiVersion") == "" {
			fail("invalid configuration for GroupVersionKind %s: kind and apiVersion is mandatory information that must be specified", gvk(one.content))
		}
		target := targets[text(one.content, "kind")]
		checkDocument(one)
		if target == nil {
			fmt.Printf("[config] WARNING: Ignored YAML document with GroupVersionKind %s, Kind=%s\n", text(one.content, "apiVersion"), text(one.content, "kind"))
			continue
		}
		*target = olderShape(one.content)
	}
	if wanted == "JoinConfiguration" && result.join == nil {
		fail("no InitConfiguration or ClusterConfiguration kind was found in the YAML file")
	}
	if wanted == "InitConfiguration" && result.init == nil && result.cluster == nil {
		fail("no InitConfiguration or ClusterConfiguration kind was found in the YAML file")
	}
	return result
}

func gvk(content M) string {
	group, version, found := strings.Cut(text(content, "apiVersion"), "/")
	if !found {
		group, version = "", group
	}
	return fmt.Sprintf("schema.GroupVersionKind{Group:%q, Version:%q, Kind:%q}", group, version, text(content, "kind"))
}

// checkDocument applies the strict decoding. Real kubeadm only warns of an unknown field; the stand-in says the same and refuses.
func checkDocument(one document) {
	group, release, _ := strings.Cut(text(one.content, "apiVersion"), "/")
	kind := text(one.content, "kind")
	source, known := schemas[text(one.content, "apiVersion")+", "+kind]
	if group == "kubeadm.k8s.io" && !contains(knownVersions(minorOf(version)), release) {
		known = false
	}
	if !known {
		warning("strict.go:47", `unknown configuration %s for scheme definitions in "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme/scheme.go:31" and "k8s.io/kubernetes/cmd/kubeadm/app/componentconfigs/scheme.go:28"`, gvk(one.content))
		if group == "kubeadm.k8s.io" && !contains(knownVersions(minorOf(version)), release) {
			fail(`no kind %q is registered for version %q in scheme "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme/scheme.go:31"`, kind, text(one.content, "apiVersion"))
		}
		return
	}
	if one.duplicate != "" {
		warning("strict.go:54", "error unmarshaling configuration %s: %s", gvk(one.content), one.duplicate)
		fail("%s", one.duplicate)
	}
	if found := checkFields(parseSchema(source), one.content, "", kind); found != nil {
		message := "error unmarshaling JSON: while decoding JSON: " + found.message
		warning("strict.go:54", "error unmarshaling configuration %s: %s", gvk(one.content), message)
		fail("%s", message)
	}
}

func contains(all []string, wanted string) bool {
	for _, one := range all {
		if one == wanted {
			return true
		}
	}
	return false
}

// olderShape turns lists of name and value into maps, so that the rest knows one shape.
func olderShape(content M) M {
	for _, path := range [][]string{{"nodeRegistration", "kubeletExtraArgs"}, {"apiServer", "extraArgs"}, {"controllerManager", "extraArgs"},
		{"scheduler", "extraArgs"}, {"etcd", "local", "extraArgs"}} {
		if items, isList := at(content, path...).([]interface{}); isList {
			arguments := M{}
			for _, item := range items {
				arguments[text(item, "name")] = text(item, "value")
			}
			set(content, arguments, path...)
		}
	}
	if timeout := text(content, "timeouts", "discovery"); timeout != "" {
		setDefault(content, timeout, "discovery", "timeout")
	}
	return content
}

func hostName() string {
	name, err := os.Hostname()
	check(err)
	return strings.ToLower(name)
}

// hostAddress is the address of the default route, as kubeadm finds it.
func hostAddress() string {
	if connection, err := net.Dial("udp4", "203.0.113.1:9"); err == nil {
		defer connection.Close()
		return connection.LocalAddr().(*net.UDPAddr).IP.String()
	}
	return "127.0.0.1"
}

// defaultInit fills what was not given and refuses what cannot be.
func (c *configuration) defaultInit() {
	if c.init == nil {
		c.init = M{}
	}
	if c.cluster == nil {
		c.cluster = M{}
	}
	c.init["apiVersion"], c.init["kind"] = apiVersion(), "InitConfiguration"
	c.cluster["apiVersion"], c.cluster["kind"] = apiVersion(), "ClusterConfiguration"
	setDefault(c.init, hostAddress(), "localAPIEndpoint", "advertiseAddress")
	setDefault(c.init, 6443.0, "localAPIEndpoint", "bindPort")
	defaultRegistration(c.init)
	c.defaultCluster()
	address := text(c.init, "localAPIEndpoint", "advertiseAddress")
	if net.ParseIP(address) == nil {
		fail(`couldn't use %q as "apiserver-advertise-address", must be ipv4 or ipv6 address`, address)
	}
	checkVersion(text(c.cluster, "kubernetesVersion"))
	checkNetworks(c.cluster)
	for _, item := range list(c.init, "bootstrapTokens") {
		if token := text(item, "token"); token != "" && !tokenPattern.MatchString(token) {
			fail("the bootstrap token %q was not of the form %q", token, `\A([a-z0-9]{6})\.([a-z0-9]{16})\z`)
		}
	}
	if key := text(c.init, "certificateKey"); key != "" {
		checkCertificateKey(key)
	}
}

func checkCertificateKey(key string) {
	if len(key) != 64 || strings.Trim(key, "0123456789abcdef") != "" {
		fail("error decoding the certificate key: a key of 32 bytes in hexadecimal form is wanted")
	}
}

func (c *configuration) defaultCluster() {
	for _, item := range []struct {
		value interface{}
		path  []string
	}{
		{version, []string{"kubernetesVersion"}}, {"/etc/kubernetes/pki", []string{"certificatesDir"}}, {"kubernetes", []string{"clusterName"}},
		{imageRepository(), []string{"imageRepository"}}, {"cluster.local", []string{"networking", "dnsDomain"}},
		{"10.96.0.0/12", []string{"networking", "serviceSubnet"}}, {M{}, []string{"controllerManager"}}, {M{}, []string{"scheduler"}}, {M{}, []string{"apiServer"}}, {M{}, []string{"dns"}},
		{"Node,RBAC", []string{"apiServer", "extraArgs", "authorization-mode"}},
	} {
		setDefault(c.cluster, item.value, item.path...)
	}
	if at(c.cluster, "etcd", "external") == nil {
		setDefault(c.cluster, "/var/lib/etcd", "etcd", "local", "dataDir")
	}
	if minorOf(version) < 31 {
		setDefault(c.cluster, "4m0s", "apiServer", "timeoutForControlPlane")
	}
	if minorOf(version) < 22 {
		setDefault(c.cluster, "CoreDNS", "dns", "type")
	}
	if !strings.HasPrefix(text(c.cluster, "kubernetesVersion"), "v") && versionPattern.MatchString(text(c.cluster, "kubernetesVersion")) {
		c.cluster["kubernetesVersion"] = "v" + text(c.cluster, "kubernetesVersion")
	}
}

func defaultRegistration(document M) {
	setDefault(document, hostName(), "nodeRegistration", "name")
	if text(document, "nodeRegistration", "criSocket") == "" {
		set(document, defaultSocket(), "nodeRegistration", "criSocket")
	}
}

func defaultSocket() string {
	if minorOf(version) < 24 {
		return "/run/containerd/containerd.sock"
	}
	return "unix:///var/run/containerd/containerd.sock"
}

func imageRepository() string {
	if minorOf(version) < 25 {
		return "k8s.gcr.io"
	}
	return "registry.k8s.io"
}

func checkVersion(wanted string) {
	if !versionPattern.MatchString(wanted) && !labelPattern.MatchString(wanted) {
		fail("version %q doesn't match patterns for neither semantic version nor labels (stable, latest, ...)", wanted)
	}
}

func checkNetworks(cluster M) {
	for _, name := range []string{"podSubnet", "serviceSubnet"} {
		value := text(cluster, "networking", name)
		if value == "" {
			continue
		}
		if _, _, err := net.ParseCIDR(value); err != nil {
			failWith(3, "%s: Invalid value: %q: couldn't parse subnet", name, value)
		}
	}
	if endpoint := text(cluster, "controlPlaneEndpoint"); endpoint != "" {
		if _, port, err := net.SplitHostPort(endpoint); err == nil {
			if number, err := strconv.Atoi(port); err != nil || number < 1 || number > 65535 {
				failWith(3, "controlPlaneEndpoint: Invalid value: %q: hostport %s: port %s must be a valid number between 1 and 65535, inclusive", endpoint, endpoint, port)
			}
		}
	}
}

// endpoint is the address that kubeconfig files name.
func (c *configuration) endpoint() string {
	port := fmt.Sprint(number(c.init, "localAPIEndpoint", "bindPort"))
	wanted := text(c.cluster, "controlPlaneEndpoint")
	if wanted == "" {
		return net.JoinHostPort(text(c.init, "localAPIEndpoint", "advertiseAddress"), port)
	}
	if _, _, err := net.SplitHostPort(wanted); err != nil {
		return net.JoinHostPort(wanted, port)
	}
	return wanted
}

// kubeletDocument is what goes to the ConfigMap and, with the node's own part, to /var/lib/kubelet/config.yaml.
func (c *configuration) kubeletDocument() M {
	result := M{}
	if c.kubelet != nil {
		result = clone(c.kubelet)
	}
	_, services, _ := net.ParseCIDR(split(text(c.cluster, "networking", "serviceSubnet"), ",")[0])
	for _, item := range []struct {
		value interface{}
		path  string
	}{
		{"kubelet.config.k8s.io/v1beta1", "apiVersion"}, {"KubeletConfiguration", "kind"}, {false, "authentication.anonymous.enabled"}, {true, "authentication.webhook.enabled"},
		{"0s", "authentication.webhook.cacheTTL"}, {"/etc/kubernetes/pki/ca.crt", "authentication.x509.clientCAFile"}, {"Webhook", "authorization.mode"},
		{"0s", "authorization.webhook.cacheAuthorizedTTL"}, {"0s", "authorization.webhook.cacheUnauthorizedTTL"},
		{listOf([]string{nthAddress(services, 10)}), "clusterDNS"}, {text(c.cluster, "networking", "dnsDomain"), "clusterDomain"}, {"127.0.0.1", "healthzBindAddress"},
		{10248, "healthzPort"}, {true, "rotateCertificates"}, {"/etc/kubernetes/manifests", "staticPodPath"}, {M{}, "logging"},
	} {
		setDefault(result, item.value, strings.Split(item.path, ".")...)
	}
	for _, name := range []string{"cpuManagerReconcilePeriod", "evictionPressureTransitionPeriod", "fileCheckFrequency", "httpCheckFrequency", "imageMinimumGCAge", "nodeStatusReportFrequency",
		"nodeStatusUpdateFrequency", "runtimeRequestTimeout", "shutdownGracePeriod", "shutdownGracePeriodCriticalPods", "streamingConnectionIdleTimeout", "syncFrequency", "volumeStatsAggPeriod"} {
		setDefault(result, "0s", name)
	}
	return result
}

// nthAddress counts from the start of a network.
func nthAddress(network *net.IPNet, n int) string {
	address := append(net.IP{}, network.IP...)
	for i := len(address) - 1; n > 0 && i >= 0; i-- {
		sum := int(address[i]) + n
		address[i], n = byte(sum), sum>>8
	}
	return address.String()
}
