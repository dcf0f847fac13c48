// Stand-in: the kubelet. Static pods from their directory, pods of the API for this node, the node's own object and lease.
package main

import (
	_ "embed"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

//go:embed kubelet-flags.txt
var kubeletFlags string

type kubeletState struct {
	name, address, socket, manifests string
	flags                            flagValues
	lock                             sync.Mutex
	api                              *client
	wanted                           map[string]M // pods of the API by UID
	known                            bool         // whether the API has answered since the start
	problems                         map[string]string
	parsed                           map[string]parsedManifest // by file
	retry                            map[string]time.Time
	running                          map[string]*sandbox // what the runtime ran at the last look; nil while it does not answer
	reported                         time.Time           // when the node's status was last written
}

func kubelet(arguments []string) int {
	code := guarded("", "", func() {
		flags := parseFlags(specs(kubeletFlags+" help,h"), arguments)
		switch {
		case flags.has("version"):
			fmt.Fprintln(os.Stderr, "stand-in for kubelet")
			fmt.Println("Kubernetes " + version)
			return
		case flags.on("help"):
			fmt.Println("stand-in for kubelet")
			return
		}
		runKubelet(flags)
	})
	if code != 0 {
		return 255
	}
	return 0
}

func runKubelet(flags flagValues) {
	path := flags.get("config", "")
	data, err := os.ReadFile(path)
	if err != nil {
		fail("failed to load Kubelet config file %s, error failed to read kubelet config file %q, error: open %s: no such file or directory", path, path, path)
	}
	documents, err := readDocuments(data)
	check(err)
	if len(documents) == 0 {
		fail("failed to load Kubelet config file %s: it is empty", path)
	}
	config := documents[0].content
	if mistake := checkFields(parseSchema(schemas["kubelet.config.k8s.io/v1beta1, KubeletConfiguration"]), config, "", "KubeletConfiguration"); mistake != nil {
		fail("failed to load Kubelet config file %s: %s", path, mistake.message)
	}
	k := &kubeletState{name: strings.ToLower(flags.get("hostname-override", hostName())), address: flags.get("node-ip", hostAddress()), flags: flags,
		socket: flags.get("container-runtime-endpoint", text(config, "containerRuntimeEndpoint")), manifests: text(config, "staticPodPath"),
		parsed: map[string]parsedManifest{}, wanted: map[string]M{}, problems: map[string]string{}, retry: map[string]time.Time{}}
	if k.socket == "" {
		k.socket = containerdSocket
	}
	if err := runtimeCall(k.socket, "/info", nil, &M{}); err != nil {
		fail("failed to run Kubelet: failed to create kubelet: get remote runtime typed version failed: rpc error: code = Unavailable desc = %v", err)
	}
	k.serve(config)
	go k.followAPI()
	for {
		k.sync()
		time.Sleep(200 * time.Millisecond)
	}
}

func (k *kubeletState) serve(config M) {
	listen := func(address string, handler http.Handler, certificate string) {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			fail("failed to run Kubelet: listen tcp %s: %v", address, err)
		}
		server := quietServer(handler)
		go func() {
			if certificate == "" {
				check(server.Serve(listener))
			} else {
				check(server.ServeTLS(listener, certificate+".crt", certificate+".key"))
			}
		}()
	}
	if !exists("/var/lib/kubelet/pki/kubelet.crt") {
		authority := newAuthority(k.name+"-ca@"+fmt.Sprint(time.Now().Unix()), 365*24*time.Hour)
		authority.issue(leaf{common: k.name + "@" + fmt.Sprint(time.Now().Unix()), server: true, names: []string{k.name}}, 365*24*time.Hour).write("/var/lib/kubelet/pki", "kubelet")
	}
	host := text(config, "healthzBindAddress")
	if host == "" {
		host = "127.0.0.1"
	}
	listen(net.JoinHostPort(host, "10248"), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") }), "")
	listen(":10250", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "Unauthorized", 401) }), "/var/lib/kubelet/pki/kubelet")
}

// parsedManifest is a manifest that was read at a time; nil if it is no pod.
type parsedManifest struct {
	stamp string
	pod   M
}

// staticPods reads the manifests that changed; a pod's identity is its content, so a changed file is another pod.
func (k *kubeletState) staticPods() map[string]M {
	k.lock.Lock()
	defer k.lock.Unlock()
	pods := map[string]M{}
	files, _ := filepath.Glob(filepath.Join(k.manifests, "*"))
	for _, file := range files {
		info, err := os.Stat(file)
		if strings.HasPrefix(filepath.Base(file), ".") || err != nil || info.IsDir() {
			continue
		}
		stamp := fmt.Sprint(info.ModTime().UnixNano(), info.Size())
		if k.parsed[file].stamp != stamp {
			k.parsed[file] = parsedManifest{stamp, k.parseManifest(file)}
		}
		if pod := k.parsed[file].pod; pod != nil {
			pods[text(pod, "metadata", "uid")] = pod
		}
	}
	return pods
}

func (k *kubeletState) parseManifest(file string) M {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	documents, err := readDocuments(data)
	if err != nil || len(documents) == 0 || text(documents[0].content, "kind") != "Pod" {
		return nil
	}
	pod := documents[0].content
	uid := hashOf(data)
	set(pod, uid, "metadata", "uid")
	set(pod, text(pod, "metadata", "name")+"-"+k.name, "metadata", "name")
	setDefault(pod, "default", "metadata", "namespace")
	set(pod, k.name, "spec", "nodeName")
	set(pod, uid, "metadata", "annotations", "kubernetes.io/config.hash")
	set(pod, uid, "metadata", "annotations", "kubernetes.io/config.mirror")
	set(pod, "file", "metadata", "annotations", "kubernetes.io/config.source")
	delete(pod["metadata"].(M), "creationTimestamp")
	return pod
}

// sync makes the runtime run what is wanted: surplus pods end first, so that their ports are free.
func (k *kubeletState) sync() {
	running, err := runtimePods(k.socket)
	k.lock.Lock()
	k.running = running
	k.lock.Unlock()
	if err != nil {
		return
	}
	wanted := k.staticPods()
	k.lock.Lock()
	for uid, pod := range k.wanted {
		wanted[uid] = pod
	}
	known := k.known
	k.lock.Unlock()
	present := map[string]*sandbox{}
	for _, pod := range running {
		specification := wanted[pod.UID]
		static := at(pod.Spec, "metadata", "annotations", "kubernetes.io/config.source") != nil
		ending := at(specification, "metadata", "deletionTimestamp") != nil
		if (specification == nil && (static || known)) || ending {
			_ = runtimeCall(k.socket, "/pods/remove", M{"id": pod.ID}, &M{})
		} else {
			present[pod.UID] = pod
		}
	}
	for uid, specification := range wanted {
		if at(specification, "metadata", "deletionTimestamp") != nil {
			k.confirmDeletion(specification)
			continue
		}
		if present[uid] == nil {
			k.start(uid, specification)
		} else {
			k.revive(present[uid])
		}
	}
}

func (k *kubeletState) start(uid string, specification M) {
	if time.Now().Before(k.retry[uid]) {
		return
	}
	err := attempt(func() {
		prepareVolumes(specification)
		images := map[string]*image{}
		check(runtimeCall(k.socket, "/images", nil, &images))
		for _, item := range list(specification, "spec", "containers") {
			name := text(item, "image")
			if images[name] == nil {
				if text(item, "imagePullPolicy") == "Never" {
					fail("ErrImageNeverPull: Container image %q is not present with pull policy of Never", name)
				}
				if err := runtimeCall(k.socket, "/images/pull", M{"image": name}, &M{}); err != nil {
					fail("ErrImagePull: %v", err)
				}
			}
		}
		check(runtimeCall(k.socket, "/pods/run", specification, &M{}))
	})
	k.lock.Lock()
	defer k.lock.Unlock()
	if err == nil {
		delete(k.problems, uid)
		return
	}
	k.problems[uid] = err.Error()
	k.retry[uid] = time.Now().Add(2 * time.Second)
	fmt.Fprintf(os.Stderr, "pod %s: %v\n", text(specification, "metadata", "name"), err)
}

// prepareVolumes makes and checks the host's directories as their type asks.
func prepareVolumes(specification M) {
	for _, volume := range list(specification, "spec", "volumes") {
		path := text(volume, "hostPath", "path")
		switch text(volume, "hostPath", "type") {
		case "DirectoryOrCreate":
			check(os.MkdirAll(path, 0o755))
		case "FileOrCreate":
			if !exists(path) {
				check(os.WriteFile(path, nil, 0o644))
			}
		case "File", "Directory":
			if !exists(path) {
				fail("FailedMount: hostPath type check failed: %s is not a %s", path, strings.ToLower(text(volume, "hostPath", "type")))
			}
		}
	}
}

func (k *kubeletState) revive(pod *sandbox) {
	for _, one := range pod.Containers {
		pause := time.Duration(one.Attempt) * time.Second
		if pause > 10*time.Second {
			pause = 10 * time.Second
		}
		if !one.Running && time.Since(one.Finished) > pause+300*time.Millisecond && text(pod.Spec, "spec", "restartPolicy") != "Never" {
			_ = runtimeCall(k.socket, "/pods/restart", M{"id": pod.ID, "name": one.Name}, &M{})
		}
	}
}

func (k *kubeletState) confirmDeletion(specification M) {
	k.lock.Lock()
	api := k.api
	k.lock.Unlock()
	if api == nil {
		return
	}
	path := mustResource("pods").collection(text(specification, "metadata", "namespace")) + "/" + text(specification, "metadata", "name")
	_, err := api.do("DELETE", path, M{"gracePeriodSeconds": 0}, "")
	if err == nil || isCode(err, 404) {
		k.lock.Lock()
		delete(k.wanted, text(specification, "metadata", "uid"))
		k.lock.Unlock()
	}
}

func memoryTotal() string {
	for _, line := range strings.Split(readText("/proc/meminfo"), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "MemTotal:" {
			return fields[1] + "Ki"
		}
	}
	return "0"
}

func kernelRelease() string {
	var name syscall.Utsname
	_ = syscall.Uname(&name)
	letters := []byte{}
	for _, letter := range name.Release {
		if letter == 0 {
			break
		}
		letters = append(letters, byte(letter))
	}
	return string(letters)
}
