// Stand-in: kubectl's commands and flags.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const kubectlGlobal = ` kubeconfig=string context=string namespace,n=string server,s=string request-timeout=string cluster=string user=string token=string insecure-skip-tls-verify certificate-authority=string client-certificate=string client-key=string
	tls-server-name=string as=string as-group=strings cache-dir=string match-server-version warnings-as-errors v,v=level help,h `

type kubectlCommand struct {
	flags string
	run   func(*kubectlRun)
}

// kubectlRun is one invocation.
type kubectlRun struct {
	flagValues
	command string
	access  access
	reach   *client
}

func kubectlCommands() map[string]kubectlCommand {
	output := "output,o=string template=string allow-missing-template-keys dry-run=string field-manager=string "
	files := "filename,f=strings recursive,R kustomize,k=string "
	return map[string]kubectlCommand{
		"get":          {output + files + "all-namespaces,A selector,l=string field-selector=string no-headers ignore-not-found show-labels sort-by=string raw=string watch,w chunk-size=int show-kind label-columns,L=strings", (*kubectlRun).get},
		"version":      {"output,o=string client short", (*kubectlRun).version},
		"cluster-info": {"", (*kubectlRun).clusterInfo},
		"label":        {output + files + "overwrite all selector,l=string all-namespaces,A list local", (*kubectlRun).label},
		"annotate":     {output + files + "overwrite all selector,l=string all-namespaces,A list local", (*kubectlRun).label},
		"taint":        {output + "overwrite all selector,l=string validate", (*kubectlRun).taint},
		"cordon":       {"dry-run=string selector,l=string", func(k *kubectlRun) { k.cordon(true) }},
		"uncordon":     {"dry-run=string selector,l=string", func(k *kubectlRun) { k.cordon(false) }},
		"drain":        {"dry-run=string selector,l=string pod-selector=string ignore-daemonsets delete-local-data delete-emptydir-data force grace-period=int timeout=duration disable-eviction skip-wait-for-delete-timeout=int", (*kubectlRun).drain},
		"delete":       {files + "output,o=string all all-namespaces,A selector,l=string field-selector=string cascade=string force grace-period=int ignore-not-found now timeout=duration wait dry-run=string raw=string", (*kubectlRun).delete},
		"apply":        {output + files + "server-side force-conflicts overwrite validate prune all selector,l=string wait timeout=duration grace-period=int force cascade=string record", func(k *kubectlRun) { k.apply("apply") }},
		"create":       {output + files + "validate save-config from-literal=strings from-file=strings selector,l=string type=string", (*kubectlRun).create},
		"replace":      {output + files + "force validate save-config grace-period=int timeout=duration wait cascade=string", func(k *kubectlRun) { k.apply("replace") }},
		"patch":        {output + files + "patch,p=string type=string local patch-file=string", (*kubectlRun).patch},
		"scale":        {output + files + "replicas=int current-replicas=int timeout=duration all selector,l=string resource-version=string", (*kubectlRun).scale},
		"rollout":      {files + "watch,w timeout=duration revision=int", (*kubectlRun).rollout},
		"wait":         {output + files + "for=string timeout=duration all all-namespaces,A selector,l=string field-selector=string", (*kubectlRun).wait},
		"config":       {"output,o=string minify flatten raw", (*kubectlRun).config},
		"logs":         {"container,c=string follow,f tail=int since=duration previous,p all-containers selector,l=string", func(k *kubectlRun) { fail("error: logs are not in the stand-in; use crictl logs on the node") }},
		"exec":         {"container,c=string stdin,i tty,t", func(k *kubectlRun) { fail("error: exec is not in the stand-in") }},
		"describe":     {files + "all-namespaces,A selector,l=string show-events", (*kubectlRun).describe},
	}
}

func kubectl(arguments []string) int {
	return guarded("", "", func() {
		first, rest := commandWord(arguments)
		if first == "" {
			for _, argument := range arguments {
				if !contains([]string{"-h", "--help"}, argument) {
					parseKubectl(specs(kubectlGlobal), arguments, "kubectl")
				}
			}
			fmt.Println("stand-in for kubectl", version)
			return
		}
		known, ok := kubectlCommands()[first]
		if !ok {
			fail("Error: unknown command %q for \"kubectl\"\nRun 'kubectl --help' for usage.", first)
		}
		k := &kubectlRun{flagValues: parseKubectl(specs(known.flags+kubectlGlobal), rest, "kubectl "+first), command: first}
		if k.on("help") {
			fmt.Println("stand-in for kubectl", first)
			return
		}
		known.run(k)
	})
}

// commandWord takes the first word that is neither a flag nor a global flag's value out of the arguments.
func commandWord(arguments []string) (string, []string) {
	global := specs(kubectlGlobal)
	for i := 0; i < len(arguments); i++ {
		argument := arguments[i]
		if !strings.HasPrefix(argument, "-") {
			return argument, append(append([]string{}, arguments[:i]...), arguments[i+1:]...)
		}
		name := strings.TrimLeft(argument, "-")
		spec := findFlag(global, name, "")
		if spec == nil && !strings.HasPrefix(argument, "--") {
			spec = findFlag(global, "", name[:1])
		}
		if spec != nil && spec.kind != "bool" && !strings.Contains(argument, "=") {
			i++
		}
	}
	return "", arguments
}

func parseKubectl(known []flagSpec, arguments []string, path string) flagValues {
	var result flagValues
	if err := attempt(func() { result = parseFlags(known, arguments) }); err != nil {
		fail("Error: %v\nSee '%s --help' for usage.", err, path)
	}
	return result
}

// api is the client of the kubeconfig: the flag's, the environment's, or the home directory's.
func (k *kubectlRun) api() *client {
	if k.reach != nil {
		return k.reach
	}
	path := k.option("kubeconfig", os.Getenv("KUBECONFIG"))
	explicit := k.has("kubeconfig")
	if path == "" {
		path = filepath.Join(os.Getenv("HOME"), ".kube", "config")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		if explicit {
			fail("error: stat %s: no such file or directory", path)
		}
		if os.Getenv("KUBECONFIG") != "" {
			warning("loader.go:223", "Config not found: %s", path)
		}
		fail("The connection to the server localhost:8080 was refused - did you specify the right host or port?")
	}
	found, err := parseKubeconfig(data)
	if err != nil {
		fail("error: error loading config file %q: %v", path, err)
	}
	if k.has("server") {
		found.server = k.option("server", "")
	}
	if k.has("token") {
		found.token, found.certificate, found.key = k.option("token", ""), nil, nil
	}
	found.insecure = found.insecure || k.on("insecure-skip-tls-verify")
	if found.insecure {
		found.authority = nil
	}
	timeout := time.Duration(0)
	if given := k.option("request-timeout", "0"); given != "0" {
		parsed, err := time.ParseDuration(given)
		if err != nil {
			parsed, err = time.ParseDuration(given + "s")
		}
		if err != nil {
			fail("error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)")
		}
		timeout = parsed
	}
	if timeout == 0 {
		timeout = 30 * time.Second
	}
	k.access, k.reach = found, newClient(found, timeout)
	return k.reach
}

func (k *kubectlRun) option(name, fallback string) string { return k.flagValues.get(name, fallback) }

// must turns an API or network error into kubectl's words.
func (k *kubectlRun) must(err error) { k.mustDuring(err, "") }

func (k *kubectlRun) mustDuring(err error, doing string) {
	if err != nil {
		fail("%s", k.words(err, doing))
	}
}

func (k *kubectlRun) words(err error, doing string) string {
	if problem, answered := err.(status); answered {
		reason := problem.reason()
		if reason == "" {
			reason = "InternalError"
		}
		switch {
		case problem.code == 401:
			return "error: You must be logged in to the server (Unauthorized)"
		case problem.code == 503 || problem.code == 500:
			return "Error from server: " + problem.Error()
		}
		return fmt.Sprintf("Error from server (%s): %s%s", reason, doing, problem.Error())
	}
	if failed, ok := err.(failure); ok {
		return failed.message
	}
	host := strings.TrimPrefix(k.access.server, "https://")
	cause := fmt.Sprint(withoutURL(err))
	switch {
	case strings.Contains(cause, "connection refused"):
		return fmt.Sprintf("The connection to the server %s was refused - did you specify the right host or port?", host)
	case strings.Contains(cause, "x509") || strings.Contains(cause, "tls"):
		return "Unable to connect to the server: " + cause
	}
	return "Unable to connect to the server: " + cause
}

func (k *kubectlRun) namespace() string {
	if k.has("namespace") {
		return k.option("namespace", "")
	}
	if k.access.namespace != "" {
		return k.access.namespace
	}
	return "default"
}

// target is one thing that the words name.
type target struct {
	of              resource
	namespace, name string
}

func (t target) path() string { return t.of.collection(t.namespace) + "/" + t.name }

// targets reads TYPE NAME…, TYPE/NAME…, TYPE,TYPE: an empty name means all.
func (k *kubectlRun) targets(words []string) []target {
	k.api()
	found := []target{}
	if len(words) == 0 {
		fail("error: You must specify the type of resource to %s. Use \"kubectl api-resources\" for a complete list of supported resources.", k.command)
	}
	find := func(name string) resource {
		one := resourceNamed(name)
		if one == nil {
			fail("error: the server doesn't have a resource type %q", name)
		}
		return *one
	}
	if strings.Contains(words[0], "/") {
		for _, word := range words {
			kind, name, _ := strings.Cut(word, "/")
			found = append(found, target{find(kind), k.namespace(), name})
		}
		return found
	}
	for _, kind := range strings.Split(words[0], ",") {
		of := find(kind)
		if len(words) == 1 {
			found = append(found, target{of, k.namespace(), ""})
		}
		for _, name := range words[1:] {
			found = append(found, target{of, k.namespace(), name})
		}
	}
	return found
}

func (k *kubectlRun) version() {
	result := M{"clientVersion": versionInfo("stand-in")}
	var problem error
	if !k.on("client") {
		if err := attempt(func() {
			server, err := k.api().get("/version")
			k.must(err)
			result["serverVersion"] = server
		}); err != nil {
			problem = err
		}
	}
	switch k.option("output", "") {
	case "json":
		fmt.Print(writeJSON(orderedVersions(result), "  "))
	case "yaml":
		fmt.Print(writeYAML(result))
	case "":
		for _, name := range []string{"client", "server"} {
			info := object(result, name+"Version")
			if info == nil {
				continue
			}
			label := strings.ToUpper(name[:1]) + name[1:]
			if k.on("short") {
				fmt.Printf("%s Version: %s\n", label, text(info, "gitVersion"))
			} else {
				fmt.Printf("%s Version: version.Info{Major:%q, Minor:%q, GitVersion:%q, GitCommit:%q, GitTreeState:%q, BuildDate:%q, GoVersion:%q, Compiler:%q, Platform:%q}\n", label,
					text(info, "major"), text(info, "minor"), text(info, "gitVersion"), text(info, "gitCommit"), text(info, "gitTreeState"), text(info, "buildDate"), text(info, "goVersion"), text(info, "compiler"), text(info, "platform"))
			}
		}
	default:
		fail("error: --output must be 'yaml' or 'json'")
	}
	if problem != nil {
		panic(problem)
	}
}

// orderedVersions keeps the order in which the real programs print.
func orderedVersions(versions M) interface{} {
	type info struct {
		Major        string `json:"major"`
		Minor        string `json:"minor"`
		GitVersion   string `json:"gitVersion"`
		GitCommit    string `json:"gitCommit"`
		GitTreeState string `json:"gitTreeState"`
		BuildDate    string `json:"buildDate"`
		GoVersion    string `json:"goVersion"`
		Compiler     string `json:"compiler"`
		Platform     string `json:"platform"`
	}
	convert := func(found M) *info {
		if found == nil {
			return nil
		}
		return &info{text(found, "major"), text(found, "minor"), text(found, "gitVersion"), text(found, "gitCommit"), text(found, "gitTreeState"), text(found, "buildDate"), text(found, "goVersion"), text(found, "compiler"), text(found, "platform")}
	}
	return struct {
		Client *info `json:"clientVersion"`
		Server *info `json:"serverVersion,omitempty"`
	}{convert(object(versions, "clientVersion")), convert(object(versions, "serverVersion"))}
}

func (k *kubectlRun) clusterInfo() {
	_, err := k.api().get("/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue")
	k.must(err)
	fmt.Printf("\x1b[0;32mKubernetes control plane\x1b[0m is running at \x1b[0;33m%s\x1b[0m\n\x1b[0;32mKubeDNS\x1b[0m is running at \x1b[0;33m%s/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy\x1b[0m\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n", k.access.server, k.access.server)
}

func (k *kubectlRun) config() {
	k.api()
	switch strings.Join(k.given(), " ") {
	case "current-context":
		fmt.Println(k.access.contextName)
	case "view":
		path := k.option("kubeconfig", os.Getenv("KUBECONFIG"))
		fmt.Print(readText(path))
	default:
		fail("error: %q is not in the stand-in", "config "+strings.Join(k.given(), " "))
	}
}

func (k *kubectlRun) given() []string { return k.flagValues.words }
