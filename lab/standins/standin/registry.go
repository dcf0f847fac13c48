// Stand-in: pulling an image, as containerd does: hosts.toml chooses the registry, config.toml has the password, and every blob
// is fetched and compared with its digest. Nothing is unpacked.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// reference is an image name in parts.
type reference struct{ full, domain, repository, tag string }

func parseReference(full string) reference {
	domain, rest, split := strings.Cut(full, "/")
	if !split || (!strings.ContainsAny(domain, ".:") && domain != "localhost") {
		domain, rest = "docker.io", full
		if !strings.Contains(full, "/") {
			rest = "library/" + full
		}
	}
	result := reference{full: full, domain: domain, repository: rest, tag: "latest"}
	if name, digest, pinned := strings.Cut(rest, "@"); pinned {
		result.repository, result.tag = name, digest
	} else if colon := strings.LastIndex(rest, ":"); colon > 0 {
		result.repository, result.tag = rest[:colon], rest[colon+1:]
	}
	return result
}

var hostTable = regexp.MustCompile(`(?m)^\[host\."([^"]+)"\]`)

// mirror is the registry that hosts.toml names for a domain, or the domain's own.
func mirror(domain string) string {
	for _, name := range []string{domain, "_default"} {
		if found := hostTable.FindStringSubmatch(readText(filepath.Join("/etc/containerd/certs.d", name, "hosts.toml"))); found != nil {
			return found[1]
		}
	}
	return "https://" + domain
}

// credentials of a registry host, from containerd's configuration.
func credentials(host string) (string, string) {
	text := readText("/etc/containerd/config.toml")
	section := regexp.MustCompile(`registry\.configs\."` + regexp.QuoteMeta(host) + `"\.auth\]\s*\n\s*username = "([^"]*)"\s*\n\s*password = "([^"]*)"`).FindStringSubmatch(text)
	if section == nil {
		return "", ""
	}
	return section[1], section[2]
}

func (r *runtimeState) pull(name string) M {
	one := parseReference(name)
	base := mirror(one.domain)
	parsed, err := url.Parse(base)
	check(err)
	user, password := credentials(parsed.Host)
	prefix := fmt.Sprintf("rpc error: code = Unknown desc = failed to pull and unpack image %q: ", name)
	fetch := func(kind, what string) ([]byte, int) {
		address := fmt.Sprintf("%s/v2/%s/%s/%s", base, one.repository, kind, what)
		request, err := http.NewRequest("GET", address, nil)
		check(err)
		request.Header.Set("Accept", "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, */*")
		if user != "" {
			request.SetBasicAuth(user, password)
		}
		answer, err := (&http.Client{Timeout: time.Minute}).Do(request)
		if err != nil {
			fail("%sfailed to resolve reference %q: failed to do request: Head %q: %v", prefix, name, address+"?ns="+one.domain, withoutURL(err))
		}
		defer answer.Body.Close()
		data, err := io.ReadAll(answer.Body)
		check(err)
		return data, answer.StatusCode
	}
	resolve := func(what string) M {
		data, code := fetch("manifests", what)
		switch {
		case code == 404:
			fail("rpc error: code = NotFound desc = failed to pull and unpack image %q: failed to resolve reference %q: %s: not found", name, name, name)
		case code != 200:
			fail("%sfailed to resolve reference %q: unexpected status code [manifests %s]: %d %s", prefix, name, what, code, http.StatusText(code))
		}
		manifest := M{}
		check(json.Unmarshal(data, &manifest))
		return manifest
	}
	manifest := resolve(one.tag)
	for _, candidate := range list(manifest, "manifests") {
		if text(candidate, "platform", "architecture") == "amd64" {
			manifest = resolve(text(candidate, "digest"))
		}
	}
	size := int64(0)
	blob := func(descriptor interface{}) []byte {
		digest := text(descriptor, "digest")
		data, code := fetch("blobs", digest)
		if code != 200 {
			fail("rpc error: code = NotFound desc = failed to pull and unpack image %q: failed to copy: httpReadSeeker: failed open: content at %s/v2/%s/blobs/%s not found: not found", name, base, one.repository, digest)
		}
		if sum := sha256.Sum256(data); "sha256:"+hex.EncodeToString(sum[:]) != digest {
			fail("rpc error: code = FailedPrecondition desc = failed to pull and unpack image %q: failed commit on ref %q: unexpected commit digest sha256:%s, expected %s: failed precondition", name, "layer-"+digest, hex.EncodeToString(sum[:]), digest)
		}
		size += int64(len(data))
		return data
	}
	configuration := M{}
	check(json.Unmarshal(blob(at(manifest, "config")), &configuration))
	for _, layer := range list(manifest, "layers") {
		blob(layer)
	}
	pulled := &image{ID: text(manifest, "config", "digest"), Name: name, Size: size, Entrypoint: append(texts(configuration, "config", "Entrypoint"), texts(configuration, "config", "Cmd")...)}
	r.lock.Lock()
	defer r.lock.Unlock()
	r.images[name] = pulled
	r.save()
	return M{"imageRef": pulled.ID}
}
