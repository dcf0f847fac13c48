// Stand-in: k3s server. Certificates, etcd, API server, controllers and the node's own kubelet, in one process.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const etcdRoot = k3sRoot + "/server/db/etcd"

func (r *k3sRun) serve() {
	prepareKeys(8)
	peers := []string(nil)
	switch {
	case exists(etcdRoot + "/member/snap/db"):
	case r.text("server", "") != "":
		peers = r.enter()
	case truth(r.options, "cluster-init"):
		fmt.Println(`level=info msg="Managed etcd cluster initializing"`)
	default:
		fail("the stand-in for k3s has no other datastore than etcd: set cluster-init or server")
	}
	r.certificates()
	r.startEtcd(peers)
	r.startAPI()
	r.writeKubeconfig()
	r.writeTokens()
	r.api = newClient(readKubeconfig(kubeconfig), 10*time.Second)
	r.startControllers()
	r.startAgent("https://127.0.0.1:"+r.port(), r.ownKubelet())
	part("etcd members", r.keepMembers)
	part("node labels", r.markOwnNode)
}

func (r *k3sRun) port() string { return r.text("https-listen-port", "6443") }

func (r *k3sRun) cluster() M {
	names := append(r.texts("tls-san"), r.address, "127.0.0.1", "localhost")
	return M{"certificatesDir": k3sTLS, "networking": M{"dnsDomain": r.text("cluster-domain", "cluster.local"), "serviceSubnet": r.text("service-cidr", "10.43.0.0/16")},
		"apiServer": M{"certSANs": listOf(names)}}
}

// enter fetches what servers share and announces the new member of etcd. Answers the members, NAME=URL.
func (r *k3sRun) enter() []string {
	server := r.findSupervisor("server")
	bootstrap := server.ask("/v1-k3s/server-bootstrap", M{})
	for _, option := range []string{"cluster-cidr", "service-cidr", "cluster-domain", "flannel-backend"} {
		if own, theirs := r.text(option, ""), text(bootstrap, "options", option); own != theirs {
			fail("critical configuration mismatched: %s: %q here, %q there", option, own, theirs)
		}
	}
	for name, content := range object(bootstrap, "files") {
		data, err := base64.StdEncoding.DecodeString(text(content))
		check(err)
		writeFile(filepath.Join(k3sTLS, name), data, 0o600)
	}
	joined := server.ask("/v1-k3s/etcd-member", M{"node": r.name, "peer": r.peer()})
	initial := []string{}
	for _, one := range list(joined, "members") {
		name := text(one, "name")
		if texts(one, "peerURLs")[0] == r.peer() {
			name = r.member()
		}
		initial = append(initial, name+"="+texts(one, "peerURLs")[0])
	}
	return initial
}

func (r *k3sRun) peer() string { return "https://" + net.JoinHostPort(r.address, "2380") }

// member is the node's name and eight digits that are drawn once.
func (r *k3sRun) member() string {
	file := etcdRoot + "/name"
	if !exists(file) {
		check(os.MkdirAll(etcdRoot, 0o700))
		writeFile(file, []byte(r.name+"-"+newUID()[:8]), 0o600)
	}
	return strings.TrimSpace(readText(file))
}

func (r *k3sRun) certificates() {
	createCertificates(r.cluster(), M{"advertiseAddress": r.address}, r.name)
	for name, like := range map[string]string{"server-ca": "ca", "client-ca": "ca", "serving-kube-apiserver": "apiserver"} {
		readPair(k3sTLS, like).write(k3sTLS, name)
	}
}

func (r *k3sRun) startEtcd(peers []string) {
	pki, client := k3sTLS+"/etcd", "https://"+net.JoinHostPort(r.address, "2379")
	arguments := map[string]string{"name": r.member(), "data-dir": etcdRoot, "initial-advertise-peer-urls": r.peer(), "advertise-client-urls": client, "initial-cluster": r.member() + "=" + r.peer(),
		"listen-client-urls": "https://127.0.0.1:2379," + client, "listen-peer-urls": r.peer(), "listen-metrics-urls": "http://127.0.0.1:2381",
		"cert-file": pki + "/server.crt", "key-file": pki + "/server.key", "trusted-ca-file": pki + "/ca.crt", "peer-cert-file": pki + "/peer.crt", "peer-key-file": pki + "/peer.key", "peer-trusted-ca-file": pki + "/ca.crt"}
	if len(peers) > 0 {
		arguments["initial-cluster"], arguments["initial-cluster-state"] = strings.Join(peers, ","), "existing"
	}
	part("etcd", func() { etcd(commandLine("etcd", arguments, nil)[1:]) })
}

// startAPI serves the API and, at the same port, what joining hosts ask.
func (r *k3sRun) startAPI() {
	flags := map[string]string{"etcd-servers": "https://127.0.0.1:2379", "etcd-cafile": k3sTLS + "/etcd/ca.crt", "etcd-certfile": k3sTLS + "/apiserver-etcd-client.crt", "etcd-keyfile": k3sTLS + "/apiserver-etcd-client.key",
		"service-cluster-ip-range": r.text("service-cidr", "10.43.0.0/16")}
	server := &apiServerState{newStore(flags), flags}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM([]byte(readText(k3sTLS + "/client-ca.crt")))
	serving := k3sTLS + "/serving-kube-apiserver"
	config := &tls.Config{GetCertificate: reloading(serving+".crt", serving+".key"), ClientCAs: pool, ClientAuth: tls.VerifyClientCertIfGiven}
	server.waitForStore()
	server.prepare()
	listener, err := net.Listen("tcp", ":"+r.port())
	check(err)
	part("apiserver", func() { check(quietServer(r.supervise(server)).Serve(tls.NewListener(listener, config))) })
}

func (r *k3sRun) issue(user string, groups ...string) pair {
	return readPair(k3sTLS, "ca").issue(leaf{common: user, organization: groups, client: true}, 365*24*time.Hour)
}

func (r *k3sRun) kubeconfig(path, server, user string, credentials pair, mode os.FileMode) {
	authority := []byte(readText(k3sTLS + "/server-ca.crt"))
	writeFile(path, []byte(writeYAML(kubeconfigDocument(server, authority, user, embedded(credentials)))), mode)
}

func (r *k3sRun) writeKubeconfig() {
	mode, err := strconv.ParseUint(r.text("write-kubeconfig-mode", "0600"), 8, 32)
	check(err)
	r.kubeconfig(kubeconfig, "https://127.0.0.1:"+r.port(), "default", r.issue("system:admin", "system:masters"), os.FileMode(mode))
}

func (r *k3sRun) writeTokens() {
	directory := k3sRoot + "/server/"
	writeFile(directory+"token", []byte(fullToken("server", r.text("token", ""))+"\n"), 0o600)
	agent := r.text("agent-token", "")
	if agent == "" {
		agent = r.text("token", "")
	} else {
		writeFile(directory+"agent-token", []byte(fullToken("node", agent)+"\n"), 0o600)
	}
	_ = os.Remove(directory + "node-token")
	_ = os.Symlink(directory+"token", directory+"node-token")
}

func (r *k3sRun) startControllers() {
	for name, run := range map[string]func([]string) int{"kube-controller-manager": controllerManager, "kube-scheduler": scheduler} {
		path, run := k3sCred+"/"+strings.TrimPrefix(name, "kube-")+".kubeconfig", run
		r.kubeconfig(path, "https://127.0.0.1:"+r.port(), "default", r.issue("system:"+name), 0o600)
		arguments := []string{"--kubeconfig=" + path, "--cluster-signing-cert-file=" + k3sTLS + "/ca.crt", "--cluster-signing-key-file=" + k3sTLS + "/ca.key", "--cluster-cidr=" + r.text("cluster-cidr", "10.42.0.0/16")}
		part(name, func() { run(arguments) })
	}
}

func (r *k3sRun) ownKubelet() pair { return r.issue("system:node:"+r.name, "system:nodes") }

// markOwnNode keeps what k3s says of a server on its node.
func (r *k3sRun) markOwnNode() {
	roles := M{}
	for _, role := range []string{"control-plane", "master", "etcd"} {
		roles["node-role.kubernetes.io/"+role] = "true"
	}
	for ; ; time.Sleep(500 * time.Millisecond) {
		path := "/api/v1/nodes/" + r.name
		node, err := r.api.get(path)
		if err != nil || text(node, "metadata", "annotations", removedMember) != "" || text(node, "metadata", "annotations", memberName) == r.member() {
			continue
		}
		_, _ = r.api.patch(path, M{"metadata": M{"labels": roles, "annotations": M{memberName: r.member(), memberAddress: r.address}}})
	}
}
