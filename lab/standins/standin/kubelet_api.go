// Stand-in: the kubelet's side towards the API: its certificate, its node, its lease, and the state of its pods.
package main

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"
)

const currentCertificate = "/var/lib/kubelet/pki/kubelet-client-current.pem"

func (k *kubeletState) followAPI() {
	for ; ; time.Sleep(300 * time.Millisecond) {
		if err := attempt(func() { k.bootstrap() }); err != nil {
			if strings.HasPrefix(err.Error(), "unable to load bootstrap kubeconfig") {
				fmt.Fprintln(os.Stderr, "failed to run Kubelet:", err)
				os.Exit(255)
			}
			continue
		}
		break
	}
	registered, beat, looked := false, time.Time{}, time.Time{}
	changes, stale := k.api.changes(), true
	var pods []interface{}
	for ; ; time.Sleep(300 * time.Millisecond) {
		if err := attempt(func() {
			if !registered {
				k.register()
				registered = true
				k.report()
			}
			if time.Since(beat) > time.Second {
				k.renewLease()
				beat = time.Now()
			}
			if (time.Since(looked) > 2*time.Second || !k.nodeReady()) && k.report() {
				looked = time.Now()
			}
			select {
			case <-changes:
				stale = true
			default:
			}
			if stale {
				pods = k.fetchPods()
			}
			stale = true // until all of this went well
			mirrored := k.mirror(pods)
			stale = k.reportPods(pods) || mirrored
		}); err != nil {
			fmt.Fprintln(os.Stderr, "api:", err)
			time.Sleep(300 * time.Millisecond)
		}
	}
}

// bootstrap gets a client certificate: the kubeconfig's own, or one signed for the bootstrap token.
func (k *kubeletState) bootstrap() {
	path := k.flags.get("kubeconfig", "/etc/kubernetes/kubelet.conf")
	if !exists(path) {
		first := k.flags.get("bootstrap-kubeconfig", "")
		if !exists(first) {
			fail("unable to load bootstrap kubeconfig: stat %s: no such file or directory", first)
		}
		k.request(readKubeconfig(first), path)
	}
	found := readKubeconfig(path)
	if !exists(currentCertificate) && len(found.certificate) > 0 {
		k.storeCertificate(found.certificate, found.key)
	}
	k.lock.Lock()
	k.api = newClient(found, 10*time.Second)
	k.lock.Unlock()
}

func (k *kubeletState) storeCertificate(certificate, key []byte) {
	name := filepath.Join(filepath.Dir(currentCertificate), time.Now().Format("kubelet-client-2006-01-02-15-04-05.pem"))
	writeFile(name, append(append([]byte{}, certificate...), key...), 0o600)
	_ = os.Remove(currentCertificate)
	check(os.Symlink(name, currentCertificate))
}

func (k *kubeletState) request(first access, path string) {
	key := newKey()
	data, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "system:node:" + k.name, Organization: []string{"system:nodes"}}}, key)
	check(err)
	api := newClient(first, 10*time.Second)
	collection := mustResource("certificatesigningrequests").collection("")
	encoded := base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: data}))
	created, err := api.post(collection, M{"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": M{"generateName": "csr-"},
		"spec": M{"request": encoded, "signerName": "kubernetes.io/kube-apiserver-client-kubelet", "usages": []string{"digital signature", "key encipherment", "client auth"}}})
	check(err)
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		current, err := api.get(collection + "/" + text(created, "metadata", "name"))
		check(err)
		if signed := text(current, "status", "certificate"); signed != "" {
			certificate, err := base64.StdEncoding.DecodeString(signed)
			check(err)
			k.storeCertificate(certificate, keyPEM(key))
			document := kubeconfigDocument(first.server, first.authority, "default-auth", M{"client-certificate": currentCertificate, "client-key": currentCertificate})
			writeFile(path, []byte(writeYAML(document)), 0o600)
			return
		}
	}
	fail("the certificate signing request was not answered")
}

func (k *kubeletState) register() {
	labels := M{"beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux", "kubernetes.io/hostname": k.name}
	for _, pair := range k.flags.all("node-labels") {
		key, value, _ := strings.Cut(pair, "=")
		labels[key] = value
	}
	spec := M{}
	taints := []interface{}{}
	for _, given := range k.flags.all("register-with-taints") {
		rest, effect, _ := strings.Cut(given, ":")
		key, value, _ := strings.Cut(rest, "=")
		taint := M{"key": key, "effect": effect}
		if value != "" {
			taint["value"] = value
		}
		taints = append(taints, taint)
	}
	taints = append(taints, M{"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"})
	spec["taints"] = taints
	_, err := k.api.post("/api/v1/nodes", M{"apiVersion": "v1", "kind": "Node", "metadata": M{"name": k.name, "labels": labels,
		"annotations": M{"volumes.kubernetes.io/controller-managed-attach-detach": "true"}}, "spec": spec})
	if err != nil && !isCode(err, 409) {
		check(err)
	}
}

func (k *kubeletState) renewLease() {
	collection := mustResource("leases").collection("kube-node-lease")
	lease := M{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": M{"name": k.name},
		"spec": M{"holderIdentity": k.name, "leaseDurationSeconds": 40, "renewTime": time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")}}
	_, err := k.api.put(collection+"/"+k.name, lease)
	if isCode(err, 404) {
		_, err = k.api.post(collection, lease)
	}
	check(err)
}

// nodeReady says what the last look at runtime and network found.
func (k *kubeletState) nodeReady() bool {
	return networkReady() && k.lastLook() != nil
}

func (k *kubeletState) lastLook() map[string]*sandbox {
	k.lock.Lock()
	defer k.lock.Unlock()
	return k.running
}

// report writes the node's status where the API knows another one, and each half minute. False: somebody else wrote meanwhile.
func (k *kubeletState) report() bool {
	moment := now()
	condition := func(kind string, bad bool, reason, message string) interface{} {
		return M{"type": kind, "status": map[bool]string{true: "True", false: "False"}[bad], "reason": reason, "message": message, "lastHeartbeatTime": moment, "lastTransitionTime": moment}
	}
	ready := condition("Ready", true, "KubeletReady", "kubelet is posting ready status")
	switch {
	case k.lastLook() == nil:
		ready = condition("Ready", false, "KubeletNotReady", "container runtime is down")
	case !networkReady():
		ready = condition("Ready", false, "KubeletNotReady", "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized")
	}
	path := "/api/v1/nodes/" + k.name
	node, err := k.api.get(path)
	if err == nil {
		conditions := []interface{}{
			condition("MemoryPressure", false, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
			condition("DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
			condition("PIDPressure", false, "KubeletHasSufficientPID", "kubelet has sufficient PID available"), ready}
		for _, item := range conditions {
			for _, old := range list(node, "status", "conditions") {
				if text(old, "type") == text(item, "type") && text(old, "status") == text(item, "status") {
					item.(M)["lastTransitionTime"] = at(old, "lastTransitionTime")
				}
			}
		}
		status := plain(k.nodeStatus(conditions)).(M)
		if time.Since(k.reported) < 30*time.Second && same(withoutHeartbeats(status), withoutHeartbeats(object(node, "status"))) {
			return true
		}
		node["status"] = status
		if _, err = k.api.put(path+"/status", node); err == nil {
			k.reported = time.Now()
		}
	}
	if isCode(err, 409) {
		return false
	}
	if err != nil && !isCode(err, 404) {
		check(err)
	}
	return true
}

func withoutHeartbeats(status M) M {
	result := clone(status)
	for _, condition := range list(result, "conditions") {
		delete(condition.(M), "lastHeartbeatTime")
	}
	return result
}

// As it was when the kubelet started, like the kubelet's own.
var machineID = strings.TrimSpace(readText("/etc/machine-id"))

var prettyName = regexp.MustCompile(`(?m)^PRETTY_NAME="?([^"\n]*)`)

func (k *kubeletState) nodeStatus(conditions []interface{}) M {
	amounts := M{"cpu": fmt.Sprint(runtime.NumCPU()), "memory": memoryTotal(), "pods": "110", "ephemeral-storage": "10485760Ki", "hugepages-1Gi": "0", "hugepages-2Mi": "0"}
	system := ""
	if found := prettyName.FindStringSubmatch(readText("/etc/os-release")); found != nil {
		system = found[1]
	}
	found := map[string]*image{}
	_ = runtimeCall(k.socket, "/images", nil, &found)
	images := []interface{}{}
	for _, name := range keys(found) {
		images = append(images, M{"names": []string{name}, "sizeBytes": found[name].Size})
	}
	return M{"addresses": []interface{}{M{"type": "InternalIP", "address": k.address}, M{"type": "Hostname", "address": k.name}}, "allocatable": amounts, "capacity": amounts, "conditions": conditions,
		"daemonEndpoints": M{"kubeletEndpoint": M{"Port": 10250}}, "images": images,
		"nodeInfo": M{"architecture": "amd64", "bootID": strings.TrimSpace(readText("/proc/sys/kernel/random/boot_id")), "containerRuntimeVersion": "containerd://1.6.20", "kernelVersion": kernelRelease(),
			"kubeProxyVersion": version, "kubeletVersion": version, "machineID": machineID, "operatingSystem": "linux", "osImage": system, "systemUUID": machineID}}
}

// fetchPods learns what this node is to run and returns the pods that the API knows of it.
func (k *kubeletState) fetchPods() []interface{} {
	answer, err := k.api.get("/api/v1/pods?fieldSelector=spec.nodeName=" + k.name)
	check(err)
	wanted := map[string]M{}
	for _, item := range list(answer, "items") {
		if pod := item.(M); !isMirror(pod) {
			wanted[text(pod, "metadata", "uid")] = pod
		}
	}
	k.lock.Lock()
	k.wanted, k.known = wanted, true
	k.lock.Unlock()
	return list(answer, "items")
}

func isMirror(pod M) bool {
	return at(pod, "metadata", "annotations", "kubernetes.io/config.mirror") != nil
}

// mirror shows static pods in the API, takes away those whose file is gone, and says whether it had to change anything.
func (k *kubeletState) mirror(pods []interface{}) bool {
	mirrors := map[string]M{}
	for _, item := range pods {
		if pod := item.(M); isMirror(pod) {
			mirrors[text(pod, "metadata", "name")] = pod
		}
	}
	static, changed := k.staticPods(), false
	names := map[string]bool{}
	for uid, pod := range static {
		name, namespace := text(pod, "metadata", "name"), text(pod, "metadata", "namespace")
		names[name] = true
		path := mustResource("pods").collection(namespace)
		shown := mirrors[name]
		if shown != nil && text(shown, "metadata", "annotations", "kubernetes.io/config.hash") != uid {
			_, _ = k.api.do("DELETE", path+"/"+name, M{"gracePeriodSeconds": 0}, "")
			shown = nil
		}
		if shown == nil {
			_, _ = k.api.post(path, clone(pod))
			changed = true
		}
	}
	for name, pod := range mirrors {
		if !names[name] {
			_, _ = k.api.do("DELETE", mustResource("pods").collection(text(pod, "metadata", "namespace"))+"/"+name, M{"gracePeriodSeconds": 0}, "")
			changed = true
		}
	}
	return changed
}

// reportPods writes the status of pods where the API knows another one, and says whether it had to.
func (k *kubeletState) reportPods(pods []interface{}) bool {
	changed := false
	running := k.lastLook()
	if running == nil {
		return changed
	}
	for _, item := range pods {
		pod := clone(item.(M))
		if at(pod, "metadata", "deletionTimestamp") != nil {
			continue
		}
		uid := text(pod, "metadata", "uid")
		if hash := text(pod, "metadata", "annotations", "kubernetes.io/config.hash"); hash != "" {
			uid = hash
		}
		state := k.podStatus(pod, uid, running)
		if same(plain(state), pod["status"]) {
			continue
		}
		pod["status"], changed = state, true
		_, err := k.api.put(mustResource("pods").collection(text(pod, "metadata", "namespace"))+"/"+text(pod, "metadata", "name")+"/status", pod)
		if err != nil && !isCode(err, 404) && !isCode(err, 409) {
			check(err)
		}
	}
	return changed
}

func (k *kubeletState) podStatus(pod M, uid string, running map[string]*sandbox) M {
	var found *sandbox
	for _, one := range running {
		if one.UID == uid {
			found = one
		}
	}
	k.lock.Lock()
	problem := k.problems[uid]
	k.lock.Unlock()
	containers, ready, phase := []interface{}{}, found != nil, "Running"
	for i, item := range list(pod, "spec", "containers") {
		one := M{"name": text(item, "name"), "image": text(item, "image"), "imageID": "", "ready": false, "started": false, "restartCount": 0, "lastState": M{},
			"state": M{"waiting": M{"reason": "ContainerCreating"}}}
		if problem != "" {
			reason, message, _ := strings.Cut(problem, ": ")
			one["state"] = M{"waiting": M{"reason": reason, "message": message}}
		}
		if found != nil && i < len(found.Containers) {
			actual := found.Containers[i]
			one["containerID"], one["restartCount"] = "containerd://"+actual.ID, actual.Attempt
			if actual.Running {
				one["ready"], one["started"], one["state"] = true, true, M{"running": M{"startedAt": actual.Started.UTC().Format(time.RFC3339)}}
			} else {
				ready = false
				one["state"] = M{"waiting": M{"reason": "CrashLoopBackOff"}}
			}
		}
		containers = append(containers, one)
	}
	if found == nil {
		phase = "Pending"
	}
	word := map[bool]string{true: "True", false: "False"}[ready]
	old := map[string]interface{}{}
	for _, item := range list(pod, "status", "conditions") {
		old[text(item, "type")+text(item, "status")] = at(item, "lastTransitionTime")
	}
	conditions := []interface{}{}
	for _, kind := range []string{"Initialized", "Ready", "ContainersReady", "PodScheduled"} {
		value := word
		if kind == "Initialized" || kind == "PodScheduled" {
			value = "True"
		}
		moment := old[kind+value]
		if moment == nil {
			moment = now()
		}
		conditions = append(conditions, M{"type": kind, "status": value, "lastProbeTime": nil, "lastTransitionTime": moment})
	}
	started := at(pod, "status", "startTime")
	if started == nil {
		started = now()
	}
	return M{"phase": phase, "conditions": conditions, "containerStatuses": containers, "hostIP": k.address, "podIP": k.address, "podIPs": []interface{}{M{"ip": k.address}}, "startTime": started, "qosClass": "BestEffort"}
}
