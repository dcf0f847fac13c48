// Stand-in: the API server. It keeps any known kind, checks who asks, and answers with Kubernetes' shapes and errors.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

type apiServerState struct {
	store *store
	flags map[string]string
}

// call is one request on its way: who, what, where.
type call struct {
	*http.Request
	user       string
	groups     []string
	resource   *resource
	namespace  string
	name, part string
	body       []byte
}

func argumentMap(arguments []string) map[string]string {
	flags := map[string]string{}
	for _, argument := range arguments {
		name, value, _ := strings.Cut(strings.TrimPrefix(argument, "--"), "=")
		flags[name] = value
	}
	return flags
}

func apiServer(arguments []string) int {
	log.SetFlags(log.Ltime)
	flags := argumentMap(arguments)
	log.Printf("stand-in for kube-apiserver %s", version)
	return guarded("", "", func() {
		if policy := flags["audit-policy-file"]; policy != "" && !exists(policy) {
			fail("Error: failed to read file path %q: open %s: no such file or directory", policy, policy)
		}
		server := &apiServerState{newStore(flags), flags}
		_, err := tls.LoadX509KeyPair(flags["tls-cert-file"], flags["tls-private-key-file"])
		check(err)
		pool := x509.NewCertPool()
		data, err := os.ReadFile(flags["client-ca-file"])
		check(err)
		pool.AppendCertsFromPEM(data)
		config := &tls.Config{GetCertificate: reloading(flags["tls-cert-file"], flags["tls-private-key-file"]), ClientCAs: pool, ClientAuth: tls.VerifyClientCertIfGiven}
		server.waitForStore()
		server.prepare()
		listener, err := net.Listen("tcp", ":"+flags["secure-port"])
		check(err)
		check(quietServer(server).Serve(tls.NewListener(listener, config)))
	})
}

// reloading serves the certificate that is on the disk now: a renewed one needs no restart.
func reloading(certificate, key string) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	var lock sync.Mutex
	var loaded *tls.Certificate
	stamp := ""
	return func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		lock.Lock()
		defer lock.Unlock()
		current := stampOf(certificate) + stampOf(key)
		if current != stamp {
			both, err := tls.LoadX509KeyPair(certificate, key)
			if err != nil {
				return nil, err
			}
			loaded, stamp = &both, current
		}
		return loaded, nil
	}
}

// stampOf tells one content of a file from the next without reading it.
func stampOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintln(info.ModTime().UnixNano(), info.Size())
}

// waitForStore gives etcd the time that the real server gives it, then ends; the kubelet starts it again.
func (a *apiServerState) waitForStore() {
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if _, err := a.store.read("/none"); err == nil {
			return
		}
		if time.Now().After(deadline) {
			fail("Error: context deadline exceeded")
		}
	}
}

// prepare makes what every cluster has from the start.
func (a *apiServerState) prepare() {
	for _, name := range []string{"default", "kube-system", "kube-public", "kube-node-lease"} {
		object := M{"apiVersion": "v1", "kind": "Namespace", "metadata": M{"name": name}}
		_, _ = a.create(mustResource("namespaces"), "", object)
	}
	_, services, err := net.ParseCIDR(split(a.flags["service-cluster-ip-range"], ",")[0])
	check(err)
	_, _ = a.create(mustResource("services"), "default", M{"apiVersion": "v1", "kind": "Service", "metadata": M{"name": "kubernetes", "labels": M{"component": "apiserver", "provider": "kubernetes"}},
		"spec": M{"type": "ClusterIP", "clusterIP": nthAddress(services, 1), "ports": []interface{}{M{"name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443}}}})
}

func versionInfo(commit string) M {
	parts := versionPattern.FindStringSubmatch(version)
	return M{"major": parts[1], "minor": parts[2], "gitVersion": version, "gitCommit": commit, "gitTreeState": "clean", "buildDate": "2021-01-01T00:00:00Z",
		"goVersion": "go1.19.8", "compiler": "gc", "platform": "linux/amd64"}
}

func (a *apiServerState) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 8<<20))
	one := &call{Request: r, body: body}
	switch r.URL.Path {
	case "/version", "/version/":
		reply(w, 200, versionInfo("stand-in"))
		return
	case "/standin/changes":
		answer, err := a.store.waitForChange(r.URL.Query().Get("after"))
		if err != nil {
			replyError(w, err)
			return
		}
		reply(w, 200, answer)
		return
	case "/healthz", "/livez", "/readyz", "/healthz/etcd", "/readyz/etcd":
		if _, err := a.store.read("/none"); err != nil && r.URL.Path != "/livez" {
			w.WriteHeader(500)
			fmt.Fprint(w, "[+]ping ok\n[+]log ok\n[-]etcd failed: reason withheld\nhealthz check failed\n")
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprint(w, "ok")
		return
	}
	if err := a.authenticate(one); err != nil {
		replyError(w, err)
		return
	}
	if problem := a.route(one); problem != nil {
		replyError(w, problem)
		return
	}
	answer, code, err := a.handle(one)
	if err != nil {
		replyError(w, err)
		return
	}
	reply(w, code, answer)
}

func reply(w http.ResponseWriter, code int, answer interface{}) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(answer)
}

func replyError(w http.ResponseWriter, err error) {
	problem, ok := err.(status)
	if !ok {
		problem = apiError(500, "InternalError", err.Error(), nil)
	}
	if text(problem.content, "kind") == "" {
		problem = apiError(problem.code, "", problem.Error(), nil)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(problem.code)
	fmt.Fprint(w, strings.Replace(strings.TrimSuffix(writeJSON(ordered{problem.content}, "  "), "\n"), `"metadata": {},`, "\"metadata\": {\n    \n  },", 1))
}

// ordered prints a status in the order that the real server uses.
type ordered struct{ content M }

func (o ordered) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind       interface{} `json:"kind"`
		APIVersion interface{} `json:"apiVersion"`
		Metadata   M           `json:"metadata"`
		Status     interface{} `json:"status"`
		Message    interface{} `json:"message,omitempty"`
		Reason     interface{} `json:"reason,omitempty"`
		Details    interface{} `json:"details,omitempty"`
		Code       interface{} `json:"code"`
	}{"Status", "v1", M{}, "Failure", o.content["message"], o.content["reason"], o.content["details"], o.content["code"]})
}

func apiError(code int, reason, message string, details M) status {
	content := M{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message, "code": code}
	if reason != "" {
		content["reason"] = reason
	}
	if details != nil {
		content["details"] = details
	}
	return status{code, content}
}

func notFound(of *resource, name string) status {
	return apiError(404, "NotFound", fmt.Sprintf("%s %q not found", of.qualified(), name), M{"name": name, "group": of.group, "kind": of.plural})
}

var errorNoPath = apiError(404, "NotFound", "the server could not find the requested resource", M{})

// route reads the path: /api/v1[/namespaces/NS]/PLURAL[/NAME[/PART]] and the same below /apis/GROUP/VERSION.
func (a *apiServerState) route(one *call) error {
	parts := split(strings.Trim(one.URL.Path, "/"), "/")
	group := ""
	switch {
	case len(parts) >= 3 && parts[0] == "api" && parts[1] == "v1":
		parts = parts[2:]
	case len(parts) >= 4 && parts[0] == "apis":
		group, parts = parts[1], parts[3:]
	default:
		if one.user == "system:anonymous" {
			return forbiddenPath(one)
		}
		return errorNoPath
	}
	if parts[0] == "namespaces" && len(parts) >= 3 && parts[2] != "status" && parts[2] != "finalize" {
		one.namespace, parts = parts[1], parts[2:]
	}
	one.resource = resourceNamed(parts[0])
	if one.resource == nil || one.resource.plural != parts[0] || one.resource.group != group {
		return errorNoPath
	}
	if len(parts) > 1 {
		one.name = parts[1]
	}
	if len(parts) > 2 {
		one.part = parts[2]
	}
	return a.authorize(one)
}
