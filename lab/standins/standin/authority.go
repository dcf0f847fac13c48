// Stand-in: who asks the API server, and what they may do.
package main

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

func (a *apiServerState) authenticate(one *call) error {
	if one.TLS != nil && len(one.TLS.VerifiedChains) > 0 {
		subject := one.TLS.PeerCertificates[0].Subject
		one.user, one.groups = subject.CommonName, subject.Organization
		return nil
	}
	header := one.Header.Get("Authorization")
	if header == "" {
		one.user, one.groups = "system:anonymous", []string{"system:unauthenticated"}
		return nil
	}
	parts := tokenPattern.FindStringSubmatch(strings.TrimPrefix(header, "Bearer "))
	if parts != nil {
		secret, err := a.read(mustResource("secrets"), "kube-system", "bootstrap-token-"+parts[1])
		if err == nil && secretText(secret, "token-secret") == parts[2] && secretText(secret, "usage-bootstrap-authentication") == "true" && !expired(secret) {
			one.user, one.groups = "system:bootstrap:"+parts[1], []string{"system:bootstrappers", secretText(secret, "auth-extra-groups")}
			return nil
		}
		if err != nil && !isCode(err, 404) {
			return err
		}
	}
	return apiError(401, "Unauthorized", "Unauthorized", nil)
}

func secretText(secret M, key string) string {
	data, _ := base64.StdEncoding.DecodeString(text(secret, "data", key))
	return string(data)
}

func expired(secret M) bool {
	at, err := time.Parse(time.RFC3339, secretText(secret, "expiration"))
	return err == nil && time.Now().After(at)
}

func verb(one *call) string {
	switch one.Method {
	case "POST":
		return "create"
	case "PUT":
		return "update"
	case "PATCH":
		return "patch"
	case "DELETE":
		return "delete"
	}
	if one.name == "" {
		return "list"
	}
	return "get"
}

// authorize keeps the four circles apart: administrators and components, nodes, joining hosts, strangers.
func (a *apiServerState) authorize(one *call) error {
	for _, group := range one.groups {
		if group == "system:masters" || group == "kubeadm:cluster-admins" || group == "system:nodes" {
			return nil
		}
	}
	if strings.HasPrefix(one.user, "system:kube-") {
		return nil
	}
	reading := one.Method == "GET"
	if reading && one.resource.plural == "configmaps" && one.namespace == "kube-public" && one.name == "cluster-info" {
		return nil
	}
	if strings.HasPrefix(one.user, "system:bootstrap:") {
		switch {
		case reading && one.namespace == "kube-system" && (one.resource.plural == "configmaps" || one.name == "kubeadm-certs"):
			return nil
		case one.resource.plural == "certificatesigningrequests" && one.Method != "DELETE":
			return nil
		case reading && one.resource.plural == "nodes":
			return nil
		}
	}
	return forbidden(one)
}

func forbidden(one *call) error {
	where := " at the cluster scope"
	if one.namespace != "" {
		where = fmt.Sprintf(" in the namespace %q", one.namespace)
	}
	subject := one.resource.qualified()
	details := M{"kind": one.resource.plural}
	if one.name != "" {
		subject = fmt.Sprintf("%s %q", subject, one.name)
		details["name"] = one.name
	}
	if one.resource.group != "" {
		details["group"] = one.resource.group
	}
	return apiError(403, "Forbidden", fmt.Sprintf("%s is forbidden: User %q cannot %s resource %q in API group %q%s", subject, one.user, verb(one), one.resource.plural, one.resource.group, where), details)
}

func forbiddenPath(one *call) error {
	return apiError(403, "Forbidden", fmt.Sprintf("forbidden: User %q cannot %s path %q", one.user, strings.ToLower(one.Method), one.URL.Path), M{})
}
