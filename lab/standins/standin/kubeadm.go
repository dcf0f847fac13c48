// Stand-in: kubeadm's commands, their flags, and how mistakes in them are told.
package main

import (
	"fmt"
	"os"
	"strings"
)

const stackHint = "To see the stack trace of this error execute with --v=5 or higher\n"
const globalFlags = " v,v=level add-dir-header log-file=string log-file-max-size=int one-output rootfs=string skip-headers skip-log-headers help,h "
const initFlags = `apiserver-advertise-address=string apiserver-bind-port=int apiserver-cert-extra-sans=strings cert-dir=string certificate-key=string config=string control-plane-endpoint=string cri-socket=string dry-run
	experimental-patches=string patches=string feature-gates=string ignore-preflight-errors=strings image-repository=string kubernetes-version=string node-name=string pod-network-cidr=string service-cidr=string service-dns-domain=string
	skip-certificate-key-print skip-phases=strings skip-token-print token=string token-ttl=duration upload-certs`
const joinFlags = `apiserver-advertise-address=string apiserver-bind-port=int certificate-key=string config=string control-plane cri-socket=string discovery-file=string discovery-token=string discovery-token-ca-cert-hash=strings
	discovery-token-unsafe-skip-ca-verification experimental-patches=string patches=string ignore-preflight-errors=strings node-name=string skip-phases=strings tls-bootstrap-token=string token=string dry-run`

// command is a node of the tree; one with a run function is a leaf.
type command struct {
	flags string
	words int // how many words it takes at most
	run   func(flagValues)
	below map[string]*command
}

func commands() map[string]*command {
	tokens := "kubeconfig=string dry-run "
	configured := "config=string kubeconfig=string kubernetes-version=string image-repository=string feature-gates=string "
	return map[string]*command{
		"init":  {flags: initFlags, run: kubeadmInit, below: map[string]*command{"phase": phaseCommands()}},
		"join":  {flags: joinFlags, words: 1, run: kubeadmJoin},
		"reset": {flags: "force,f cert-dir=string cri-socket=string ignore-preflight-errors=strings kubeconfig=string skip-phases=strings dry-run config=string cleanup-tmp-dir", run: kubeadmReset},
		"token": {below: map[string]*command{
			"create":   {flags: tokens + "config=string certificate-key=string description=string groups=strings print-join-command ttl=duration usages=strings", words: 1, run: tokenCreate},
			"list":     {flags: tokens + "output,o=string allow-missing-template-keys", run: tokenList},
			"delete":   {flags: tokens, words: 99, run: tokenDelete},
			"generate": {flags: tokens, run: func(flagValues) { fmt.Println(newToken()) }}}},
		"version": {flags: "output,o=string", run: kubeadmVersion},
		"config": {below: map[string]*command{
			"images": {below: map[string]*command{
				"list": {flags: configured + "output,o=string experimental-output=string allow-missing-template-keys", run: imagesList},
				"pull": {flags: configured + "cri-socket=string", run: imagesPull}}},
			"view":     {flags: "kubeconfig=string", run: configView},
			"print":    {below: map[string]*command{"init-defaults": {flags: "component-configs=strings kubeconfig=string", run: printDefaults}, "join-defaults": {flags: "component-configs=strings kubeconfig=string", run: printDefaults}}},
			"validate": {flags: "config=string allow-experimental-api", run: configValidate}}},
		"certs": {below: map[string]*command{
			"check-expiration": {flags: "cert-dir=string config=string kubeconfig=string", run: checkExpiration},
			"certificate-key":  {run: func(flagValues) { fmt.Println(newCertificateKey()) }},
			"renew":            {flags: "cert-dir=string config=string kubeconfig=string csr-dir=string csr-only use-api", words: 1, run: renewCertificates}}},
		"upgrade": {below: map[string]*command{
			"apply": {flags: "yes,y force,f dry-run config=string kubeconfig=string etcd-upgrade certificate-renewal image-pull-timeout=duration allow-experimental-upgrades allow-release-candidate-upgrades print-config feature-gates=string ignore-preflight-errors=strings experimental-patches=string patches=string skip-phases=strings", words: 1, run: upgradeApply},
			"node": {below: map[string]*command{"phase": {below: map[string]*command{"kubelet-config": {flags: "dry-run kubeconfig=string", run: upgradeKubeletConfig}}}},
				flags: "dry-run kubeconfig=string etcd-upgrade certificate-renewal ignore-preflight-errors=strings experimental-patches=string patches=string skip-phases=strings config=string", run: upgradeNode},
			"plan": {flags: "config=string kubeconfig=string allow-experimental-upgrades allow-release-candidate-upgrades print-config feature-gates=string ignore-preflight-errors=strings", words: 1, run: upgradePlan}}},
		"completion": {words: 1, run: func(flagValues) {}},
	}
}

func kubeadm(arguments []string) int {
	return guarded("", stackHint, func() {
		path, below := "kubeadm", commands()
		for i, word := range arguments {
			if strings.HasPrefix(word, "-") {
				parseFlags(specs(globalFlags), arguments[i:])
				usage(path)
				return
			}
			next := below[word]
			if next == nil {
				fail("unknown command %q for %q", word, path)
			}
			path += " " + word
			rest := arguments[i+1:]
			if len(rest) > 0 && next.below[rest[0]] != nil {
				below = next.below
				continue
			}
			if next.run == nil && len(rest) == 0 {
				fail("missing subcommand; %q is not meant to be run on its own", word)
			}
			if next.run == nil {
				below = next.below
				continue
			}
			flags := parseFlags(specs(next.flags+globalFlags), rest)
			if flags.on("help") {
				usage(path)
				return
			}
			if len(flags.words) > next.words {
				fail("unknown command %q for %q", flags.words[next.words], path)
			}
			next.run(flags)
			return
		}
		usage(path)
	})
}

func usage(path string) {
	fmt.Printf("stand-in for %s %s: the real one's flags and messages, without the real thing behind them\n", path, version)
}

func kubeadmVersion(flags flagValues) {
	info := versionInfo("stand-in")
	switch format := flags.get("output", ""); format {
	case "":
		fmt.Printf("kubeadm version: &version.Info{Major:%q, Minor:%q, GitVersion:%q, GitCommit:%q, GitTreeState:%q, BuildDate:%q, GoVersion:%q, Compiler:%q, Platform:%q}\n",
			info["major"], info["minor"], info["gitVersion"], info["gitCommit"], info["gitTreeState"], info["buildDate"], info["goVersion"], info["compiler"], info["platform"])
	case "short":
		fmt.Println(version)
	case "json":
		fmt.Print(writeJSON(orderedVersions(M{"clientVersion": info}), "  "))
	case "yaml":
		fmt.Print(writeYAML(M{"clientVersion": info}))
	default:
		fail("invalid output format: %v", format)
	}
}

func images(cluster M) []string {
	repository, wanted := text(cluster, "imageRepository"), text(cluster, "kubernetesVersion")
	dns := repository + "/coredns/coredns:v1.8.6"
	etcdTag, pauseTag := "3.5.3-0", "3.6"
	if minorOf(wanted) < 21 {
		dns, etcdTag, pauseTag = repository+"/coredns:1.7.0", "3.4.13-0", "3.2"
	}
	if tag := text(cluster, "etcd", "local", "imageTag"); tag != "" {
		etcdTag = tag
	}
	all := []string{}
	for _, name := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"} {
		all = append(all, repository+"/"+name+":"+wanted)
	}
	if minorOf(wanted) >= 29 {
		return append(all, dns, repository+"/pause:"+pauseTag, repository+"/etcd:"+etcdTag)
	}
	return append(all, repository+"/pause:"+pauseTag, repository+"/etcd:"+etcdTag, dns)
}

func imageConfiguration(flags flagValues) configuration {
	found := configuration{}
	if path := flags.get("config", ""); path != "" {
		found = loadConfiguration(path, "InitConfiguration")
	}
	if found.cluster == nil {
		found.cluster = M{}
	}
	for name, field := range map[string]string{"kubernetes-version": "kubernetesVersion", "image-repository": "imageRepository"} {
		if flags.has(name) {
			found.cluster[field] = flags.get(name, "")
		}
	}
	found.defaultInit()
	return found
}

func imagesList(flags flagValues) {
	all := images(imageConfiguration(flags).cluster)
	switch flags.get("output", flags.get("experimental-output", "text")) {
	case "text":
		fmt.Println(strings.Join(all, "\n"))
	case "json":
		fmt.Print(writeJSON(struct {
			Kind       string   `json:"kind"`
			APIVersion string   `json:"apiVersion"`
			Images     []string `json:"images"`
		}{"Images", "output.kubeadm.k8s.io/v1alpha1", all}, "    "))
	case "yaml":
		fmt.Print(writeYAML(M{"kind": "Images", "apiVersion": "output.kubeadm.k8s.io/v1alpha1", "images": all}))
	default:
		fail("unable to match a printer suitable for the output format %q, allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,template,templatefile,text,yaml", flags.get("output", ""))
	}
}

func pullImage(socket, name string) error {
	if err := runtimeCall(socket, "/images/pull", M{"image": name}, &M{}); err != nil {
		return fmt.Errorf("failed to pull image %q: output: FATA pull %q: %v\n, error: exit status 1", name, name, err)
	}
	return nil
}

func imagesPull(flags flagValues) {
	config := imageConfiguration(flags)
	socket := flags.get("cri-socket", text(config.init, "nodeRegistration", "criSocket"))
	for _, name := range images(config.cluster) {
		if err := pullImage(socket, name); err != nil {
			fail("%v", err)
		}
		fmt.Printf("[config/images] Pulled %s\n", name)
	}
}

func configView(flags flagValues) {
	api := adminClient(flags)
	found, err := api.get(configMapPath("kubeadm-config"))
	check(err)
	fmt.Print(text(found, "data", "ClusterConfiguration"))
	fmt.Fprintln(os.Stderr, `Command "view" is deprecated, This command is deprecated and will be removed in a future release, please use 'kubectl get cm -o yaml -n kube-system kubeadm-config' to get the kubeadm config directly.`)
}

func configValidate(flags flagValues) {
	if !flags.has("config") {
		fail("the --config flag is mandatory")
	}
	found := loadConfiguration(flags.get("config", ""), "")
	if found.join == nil {
		found.defaultInit()
	}
	fmt.Println("ok")
}

func printDefaults(flagValues) {
	found := configuration{}
	found.defaultInit()
	delete(found.init, "certificateKey")
	fmt.Print(writeYAML(found.cluster) + "---\n" + writeYAML(found.init))
}

func configMapPath(name string) string {
	return mustResource("configmaps").collection("kube-system") + "/" + name
}
