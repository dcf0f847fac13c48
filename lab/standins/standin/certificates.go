// Stand-in: real keys and certificates with kubeadm's names, subjects and alternative names.
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"
)

const pkiDirectory = "/etc/kubernetes/pki"

type pair struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

// leaf describes a certificate to be signed.
type leaf struct {
	name, authority, common string
	organization            []string
	server, client          bool
	names                   []string
}

var leaves = []leaf{
	{name: "apiserver", authority: "ca", common: "kube-apiserver", server: true},
	{name: "apiserver-kubelet-client", authority: "ca", common: "kube-apiserver-kubelet-client", organization: []string{"system:masters"}, client: true},
	{name: "front-proxy-client", authority: "front-proxy-ca", common: "front-proxy-client", client: true},
	{name: "etcd/server", authority: "etcd/ca", server: true, client: true},
	{name: "etcd/peer", authority: "etcd/ca", server: true, client: true},
	{name: "etcd/healthcheck-client", authority: "etcd/ca", common: "kube-etcd-healthcheck-client", organization: []string{"system:masters"}, client: true},
	{name: "apiserver-etcd-client", authority: "etcd/ca", common: "kube-apiserver-etcd-client", organization: []string{"system:masters"}, client: true},
}

var authorities = []struct{ name, common string }{{"ca", "kubernetes"}, {"front-proxy-ca", "front-proxy-ca"}, {"etcd/ca", "etcd-ca"}}

// prepared holds keys that are being made ahead, on every core: finding primes is most of what init takes.
var prepared chan *rsa.PrivateKey

func prepareKeys(count int) {
	prepared = make(chan *rsa.PrivateKey, count)
	cores := runtime.NumCPU()
	for i := 0; i < cores; i++ {
		go func(share int) {
			for ; share > 0; share-- {
				prepared <- generateKey()
			}
		}((count + i) / cores)
	}
}

func newKey() *rsa.PrivateKey {
	select {
	case key := <-prepared:
		return key
	default:
		return generateKey()
	}
}

func generateKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	check(err)
	return key
}

func newAuthority(common string, validity time.Duration) pair {
	key, now := newKey(), time.Now().UTC()
	template := x509.Certificate{SerialNumber: big.NewInt(0), Subject: pkix.Name{CommonName: common}, NotBefore: now.Add(-time.Second), NotAfter: now.Add(validity),
		KeyUsage: x509.KeyUsageKeyEncipherment | x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, BasicConstraintsValid: true, IsCA: true}
	return pair{signed(template, &template, key.Public(), key), key}
}

func (authority pair) issue(wanted leaf, validity time.Duration) pair {
	return authority.issueFor(wanted, newKey(), validity)
}

func (authority pair) issueFor(wanted leaf, key crypto.Signer, validity time.Duration) pair {
	return pair{authority.issueWith(wanted, key.Public(), validity), key}
}

// issueWith signs for a public key.
func (authority pair) issueWith(wanted leaf, public interface{}, validity time.Duration) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(math.MaxInt64))
	check(err)
	template := x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: wanted.common, Organization: wanted.organization},
		NotBefore: authority.certificate.NotBefore, NotAfter: time.Now().Add(validity).UTC(), KeyUsage: x509.KeyUsageKeyEncipherment | x509.KeyUsageDigitalSignature}
	if wanted.server {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	if wanted.client {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageClientAuth)
	}
	for _, name := range wanted.names {
		if address := net.ParseIP(name); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	return signed(template, authority.certificate, public, authority.key)
}

func signed(template x509.Certificate, parent *x509.Certificate, public interface{}, signer crypto.Signer) *x509.Certificate {
	data, err := x509.CreateCertificate(rand.Reader, &template, parent, public, signer)
	check(err)
	certificate, err := x509.ParseCertificate(data)
	check(err)
	return certificate
}

func certificatePEM(certificate *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
}

func keyPEM(key crypto.Signer) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key.(*rsa.PrivateKey))})
}

func (p pair) write(directory, name string) {
	path := filepath.Join(directory, name)
	writeFile(path+".crt", certificatePEM(p.certificate), 0o644)
	writeFile(path+".key", keyPEM(p.key), 0o600)
}

func readPair(directory, name string) pair {
	path := filepath.Join(directory, name)
	certificate := readCertificate(path + ".crt")
	data, err := os.ReadFile(path + ".key")
	if err != nil {
		fail("couldn't load the private key file %s: %v", path+".key", err)
	}
	return pair{certificate, parseKey(data)}
}

func readCertificate(path string) *x509.Certificate {
	data, err := os.ReadFile(path)
	if err != nil {
		fail("couldn't load the certificate file %s: %v", path, err)
	}
	return parseCertificate(data)
}

func parseCertificate(data []byte) *x509.Certificate {
	block, _ := pem.Decode(data)
	if block == nil {
		fail("data does not contain any valid RSA or ECDSA certificates")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	check(err)
	return certificate
}

func parseKey(data []byte) crypto.Signer {
	block, _ := pem.Decode(data)
	if block == nil {
		fail("data does not contain a valid RSA or ECDSA private key")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key
	}
	if key, err := x509.ParseECPrivateKey(block.Bytes); err == nil {
		return key
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	check(err)
	return key.(crypto.Signer)
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func writeFile(path string, data []byte, mode os.FileMode) {
	check(os.MkdirAll(filepath.Dir(path), 0o755))
	check(os.WriteFile(path, data, mode))
	check(os.Chmod(path, mode))
}

// publicKeyHash is what --discovery-token-ca-cert-hash pins.
func publicKeyHash(certificate *x509.Certificate) string {
	sum := sha256.Sum256(certificate.RawSubjectPublicKeyInfo)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func validity(cluster M, field string, fallback time.Duration) time.Duration {
	if parsed, err := time.ParseDuration(text(cluster, field)); err == nil && parsed > 0 {
		return parsed
	}
	return fallback
}

func yearOr(cluster M) time.Duration {
	return validity(cluster, "certificateValidityPeriod", 365*24*time.Hour)
}

// createAuthorities makes what is missing and keeps what the caller has laid ready.
func createAuthorities(cluster M, name string) {
	directory := text(cluster, "certificatesDir")
	for _, authority := range authorities {
		if authority.name != name {
			continue
		}
		if exists(filepath.Join(directory, name+".crt")) {
			if exists(filepath.Join(directory, name+".key")) {
				fmt.Printf("[certs] Using existing %s certificate authority\n", name)
			} else {
				fmt.Printf("[certs] Using existing %s keyless certificate authority\n", name)
			}
			return
		}
		fmt.Printf("[certs] Generating %q certificate and key\n", name)
		newAuthority(authority.common, validity(cluster, "caCertificateValidityPeriod", 10*365*24*time.Hour)).write(directory, name)
	}
}

func createLeaf(cluster, endpoint M, node, name string) {
	directory := text(cluster, "certificatesDir")
	for _, wanted := range leaves {
		if wanted.name != name {
			continue
		}
		if exists(filepath.Join(directory, name+".crt")) && exists(filepath.Join(directory, name+".key")) {
			fmt.Printf("[certs] Using existing %s certificate and key on disk\n", name)
			return
		}
		fmt.Printf("[certs] Generating %q certificate and key\n", name)
		wanted.names = alternativeNames(cluster, endpoint, node, name)
		if wanted.common == "" {
			wanted.common = node
		}
		if len(wanted.names) > 0 {
			names, addresses := sortedNames(wanted.names)
			fmt.Printf("[certs] %s serving cert is signed for DNS names [%s] and IPs [%s]\n", name, strings.Join(names, " "), strings.Join(addresses, " "))
			wanted.names = append(names, addresses...)
		}
		readPair(directory, wanted.authority).issue(wanted, yearOr(cluster)).write(directory, name)
	}
}

func sortedNames(all []string) (names, addresses []string) {
	seen := map[string]bool{}
	for _, name := range all {
		if seen[name] {
			continue
		}
		seen[name] = true
		if net.ParseIP(name) != nil {
			addresses = append(addresses, name)
		} else {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names, addresses
}

func alternativeNames(cluster, endpoint M, node, name string) []string {
	address := text(endpoint, "advertiseAddress")
	switch name {
	case "apiserver":
		domain := text(cluster, "networking", "dnsDomain")
		_, services, err := net.ParseCIDR(split(text(cluster, "networking", "serviceSubnet"), ",")[0])
		check(err)
		names := []string{node, "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc." + domain, nthAddress(services, 1), address}
		if host, _, err := net.SplitHostPort(text(cluster, "controlPlaneEndpoint")); err == nil {
			names = append(names, host)
		} else if host := text(cluster, "controlPlaneEndpoint"); host != "" {
			names = append(names, host)
		}
		return append(names, texts(cluster, "apiServer", "certSANs")...)
	case "etcd/server":
		return append([]string{"localhost", node, address, "127.0.0.1", "::1"}, texts(cluster, "etcd", "local", "serverCertSANs")...)
	case "etcd/peer":
		return append([]string{"localhost", node, address, "127.0.0.1", "::1"}, texts(cluster, "etcd", "local", "peerCertSANs")...)
	}
	return nil
}

func createServiceAccountKey(cluster M) {
	directory := text(cluster, "certificatesDir")
	if exists(filepath.Join(directory, "sa.key")) {
		fmt.Println(`[certs] Using the existing "sa" key`)
		return
	}
	fmt.Println(`[certs] Generating "sa" key and public key`)
	key := newKey()
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	check(err)
	writeFile(filepath.Join(directory, "sa.key"), keyPEM(key), 0o600)
	writeFile(filepath.Join(directory, "sa.pub"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), 0o600)
}

// createCertificates makes every authority, then every leaf, then the service account key, in kubeadm's order.
func createCertificates(cluster, endpoint M, node string) {
	fmt.Printf("[certs] Using certificateDir folder %q\n", text(cluster, "certificatesDir"))
	for _, authority := range authorities {
		createAuthorities(cluster, authority.name)
		for _, wanted := range leaves {
			if wanted.authority == authority.name {
				createLeaf(cluster, endpoint, node, wanted.name)
			}
		}
	}
	createServiceAccountKey(cluster)
}
