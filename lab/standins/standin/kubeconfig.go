// Stand-in: kubeconfig files, and a client of the API that reads them.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

const kubernetesDirectory = "/etc/kubernetes"

// kubeconfigDocument names one cluster, one user, one context. The user's part is what differs.
func kubeconfigDocument(server string, authority []byte, user string, credentials M) M {
	return M{"apiVersion": "v1", "kind": "Config", "preferences": M{}, "current-context": user + "@kubernetes",
		"clusters": []interface{}{M{"name": "kubernetes", "cluster": M{"server": server, "certificate-authority-data": base64.StdEncoding.EncodeToString(authority)}}},
		"contexts": []interface{}{M{"name": user + "@kubernetes", "context": M{"cluster": "kubernetes", "user": user}}},
		"users":    []interface{}{M{"name": user, "user": credentials}}}
}

func embedded(p pair) M {
	return M{"client-certificate-data": base64.StdEncoding.EncodeToString(certificatePEM(p.certificate)), "client-key-data": base64.StdEncoding.EncodeToString(keyPEM(p.key))}
}

// createKubeconfig writes one of kubeadm's files unless a matching one is there.
func createKubeconfig(cluster M, server, name, user string, organization []string) {
	path := kubernetesDirectory + "/" + name
	authority := readPair(text(cluster, "certificatesDir"), "ca")
	if exists(path) {
		existing := readKubeconfig(path)
		if !bytes.Equal(parseCertificate(existing.authority).Raw, authority.certificate.Raw) {
			fail("a kubeconfig file %q exists already but has got the wrong CA cert", path)
		}
		if existing.server != "https://"+server {
			fail("a kubeconfig file %q exists already but has got the wrong API Server URL", path)
		}
		fmt.Printf("[kubeconfig] Using existing kubeconfig file: %q\n", path)
		return
	}
	fmt.Printf("[kubeconfig] Writing %q kubeconfig file\n", name)
	credentials := embedded(authority.issue(leaf{common: user, organization: organization, client: true}, yearOr(cluster)))
	writeFile(path, []byte(writeYAML(kubeconfigDocument("https://"+server, certificatePEM(authority.certificate), user, credentials))), 0o600)
}

// access is a read kubeconfig: where the API is and who asks.
type access struct {
	server            string
	authority         []byte
	certificate, key  []byte
	token             string
	insecure          bool
	namespace         string
	contextName, user string
}

func readKubeconfig(path string) access {
	data, err := os.ReadFile(path)
	if err != nil {
		fail("failed to load admin kubeconfig: open %s: no such file or directory", path)
	}
	found, err := parseKubeconfig(data)
	if err != nil {
		fail("error loading config file %q: %v", path, err)
	}
	return found
}

func parseKubeconfig(data []byte) (result access, err error) {
	documents, err := readDocuments(data)
	if err != nil || len(documents) == 0 {
		return result, err
	}
	config := documents[0].content
	named := func(section, name string) interface{} {
		for _, item := range list(config, section) {
			if name == "" || text(item, "name") == name {
				return item
			}
		}
		return nil
	}
	chosen := named("contexts", text(config, "current-context"))
	cluster, user := named("clusters", text(chosen, "context", "cluster")), named("users", text(chosen, "context", "user"))
	result = access{server: text(cluster, "cluster", "server"), token: text(user, "user", "token"), namespace: text(chosen, "context", "namespace"),
		insecure: truth(cluster, "cluster", "insecure-skip-tls-verify"), contextName: text(config, "current-context"), user: text(user, "name")}
	result.authority = inlineOrFile(at(cluster, "cluster"), "certificate-authority")
	result.certificate = inlineOrFile(at(user, "user"), "client-certificate")
	result.key = inlineOrFile(at(user, "user"), "client-key")
	return result, nil
}

func inlineOrFile(value interface{}, name string) []byte {
	if inline := text(value, name+"-data"); inline != "" {
		data, _ := base64.StdEncoding.DecodeString(inline)
		return data
	}
	if path := text(value, name); path != "" {
		data, _ := os.ReadFile(path)
		return data
	}
	return nil
}

// client talks JSON to the API.
type client struct {
	access
	http *http.Client
}

func newClient(from access, timeout time.Duration) *client {
	config := &tls.Config{InsecureSkipVerify: from.insecure}
	if len(from.authority) > 0 {
		config.RootCAs = x509.NewCertPool()
		config.RootCAs.AppendCertsFromPEM(from.authority)
	}
	if len(from.certificate) > 0 && len(from.key) > 0 {
		both, err := tls.X509KeyPair(from.certificate, from.key)
		check(err)
		config.Certificates = []tls.Certificate{both}
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	return &client{from, &http.Client{Timeout: timeout, Transport: &http.Transport{TLSClientConfig: config, DialContext: dialer.DialContext, Proxy: nil, IdleConnTimeout: 30 * time.Second, MaxIdleConnsPerHost: 16}}}
}

// status is an API error.
type status struct {
	code    int
	content M
}

func (s status) Error() string  { return text(s.content, "message") }
func (s status) reason() string { return text(s.content, "reason") }

func isCode(err error, code int) bool {
	found, ok := err.(status)
	return ok && found.code == code
}

func (c *client) do(method, path string, body interface{}, contentType string) (M, error) {
	data, err := c.raw(method, path, body, contentType)
	if err != nil {
		return nil, err
	}
	result := M{}
	if err = json.Unmarshal(data, &result); err != nil {
		return nil, err
	}
	return result, nil
}

func (c *client) raw(method, path string, body interface{}, contentType string) ([]byte, error) {
	var reader io.Reader
	if data, isBytes := body.([]byte); isBytes {
		reader = bytes.NewReader(data)
	} else if body != nil {
		data, err := json.Marshal(body)
		check(err)
		reader = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(context.Background(), method, c.server+path, reader)
	if err != nil {
		return nil, err
	}
	if contentType == "" {
		contentType = "application/json"
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json")
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 400 {
		content := M{}
		if json.Unmarshal(data, &content) != nil || text(content, "kind") != "Status" {
			content = M{"message": strings.TrimSpace(string(data)), "reason": "InternalError"}
		}
		return data, status{answer.StatusCode, content}
	}
	return data, nil
}

func (c *client) get(path string) (M, error)          { return c.do("GET", path, nil, "") }
func (c *client) post(path string, body M) (M, error) { return c.do("POST", path, body, "") }
func (c *client) put(path string, body M) (M, error)  { return c.do("PUT", path, body, "") }
func (c *client) remove(path string) (M, error)       { return c.do("DELETE", path, nil, "") }
func (c *client) patch(path string, body M) (M, error) {
	return c.do("PATCH", path, body, "application/merge-patch+json")
}

// ensure creates an object or, where it exists, replaces it.
func (c *client) ensure(collection string, body M) {
	_, err := c.post(collection, body)
	if isCode(err, 409) {
		_, err = c.put(collection+"/"+text(body, "metadata", "name"), body)
	}
	check(err)
}

// update reads, changes and writes again until nobody was faster.
func (c *client) update(path string, change func(M)) error {
	for i := 0; ; i++ {
		current, err := c.get(path)
		if err != nil {
			return err
		}
		change(current)
		if _, err = c.put(path, current); err == nil || !isCode(err, 409) || i > 20 {
			return err
		}
	}
}

// withoutURL is the network problem below net/http's wrapping.
func withoutURL(err error) error {
	if wrapped, ok := err.(*url.Error); ok {
		return wrapped.Err
	}
	return err
}
