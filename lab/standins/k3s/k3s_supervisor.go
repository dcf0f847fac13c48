// Stand-in: what a server answers to joining hosts, at the port of the API. The paths are not those of k3s; what they refuse is.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
)

func (r *k3sRun) supervise(api http.Handler) http.Handler {
	answers := map[string]struct {
		user string
		call func(M) M
	}{
		"/v1-k3s/server-bootstrap": {"server", r.bootstrap},
		"/v1-k3s/etcd-member":      {"server", r.admitMember},
		"/v1-k3s/client-kubelet":   {"node", r.admitNode},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/cacerts" {
			fmt.Fprint(w, readText(k3sTLS+"/server-ca.crt"))
			return
		}
		answer, known := answers[request.URL.Path]
		if !known {
			api.ServeHTTP(w, request)
			return
		}
		data, _ := io.ReadAll(io.LimitReader(request.Body, 1<<20))
		given := M{}
		_ = json.Unmarshal(data, &given)
		if !r.admits(answer.user, text(given, "user"), text(given, "password")) {
			replyError(w, apiError(401, "Unauthorized", "not authorized", nil))
			return
		}
		result := M{}
		if err := attempt(func() { result = answer.call(object(given, "body")) }); err != nil {
			code := 503
			if strings.HasPrefix(err.Error(), "Node password rejected") {
				code = 403
			}
			replyError(w, apiError(code, "", err.Error(), nil))
			return
		}
		reply(w, 200, result)
	})
}

// admits: the token of servers opens everything, that of agents what agents ask.
func (r *k3sRun) admits(wanted, user, secret string) bool {
	server, agent := password(r.text("token", "")), password(r.text("agent-token", r.text("token", "")))
	if user == "server" && secret == server && server != "" {
		return true
	}
	return wanted == "node" && user == "node" && agent != "" && secret == agent
}

func (r *k3sRun) bootstrap(M) M {
	files, options := M{}, M{}
	for _, name := range sharedFiles {
		files[name] = base64.StdEncoding.EncodeToString([]byte(readText(filepath.Join(k3sTLS, name))))
	}
	for _, option := range []string{"cluster-cidr", "service-cidr", "cluster-domain", "flannel-backend"} {
		options[option] = r.text(option, "")
	}
	return M{"files": files, "options": options}
}

// admitMember announces a member; one of the same node that started before is refused, as k3s does.
func (r *k3sRun) admitMember(body M) M {
	node, peer := text(body, "node"), text(body, "peer")
	for _, one := range r.members() {
		name := text(one, "name")
		if at := strings.LastIndex(name, "-"); at > 0 && name[:at] == node {
			fail("duplicate node name found, please use a unique name for this node")
		}
	}
	answer, err := etcdCall(k3sTLS, []string{"https://127.0.0.1:2379"}, "/v3/cluster/member/add", M{"peerURLs": []string{peer}})
	if err != nil && !strings.Contains(err.Error(), "Peer URLs already exists") {
		check(err)
	}
	if err != nil {
		return M{"members": r.members()}
	}
	return M{"members": list(answer, "members")}
}

// admitNode gives a kubelet its certificate, and remembers by its password which host has the name.
func (r *k3sRun) admitNode(body M) M {
	node := text(body, "node")
	sum := sha256.Sum256([]byte(text(body, "nodePassword")))
	secrets := mustResource("secrets").collection("kube-system")
	digest := base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString(sum[:])))
	stored, err := r.api.get(secrets + "/" + node + nodePassword)
	switch {
	case isCode(err, 404):
		_, err = r.api.post(secrets, M{"apiVersion": "v1", "kind": "Secret", "metadata": M{"name": node + nodePassword}, "data": M{"hash": digest}})
		check(err)
	case err != nil:
		check(err)
	case text(stored, "data", "hash") != digest:
		fail("Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match server node-passwd entry, try enabling a unique node name with the --with-node-id flag")
	}
	credentials := r.issue("system:node:"+node, "system:nodes")
	return M{"certificate": string(certificatePEM(credentials.certificate)), "key": string(keyPEM(credentials.key))}
}
