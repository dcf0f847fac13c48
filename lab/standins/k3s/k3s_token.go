// Stand-in: tokens. In their full form they carry the digest of the authority that the server must show, and a user.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
)

// password is the secret of a token in any of its forms.
func password(token string) string {
	return token[strings.LastIndex(token, ":")+1:]
}

func fullToken(user, token string) string {
	sum := sha256.Sum256([]byte(readText(k3sTLS + "/server-ca.crt")))
	return "K10" + hex.EncodeToString(sum[:]) + "::" + user + ":" + password(token)
}

var pinned = regexp.MustCompile(`^K10([0-9a-f]{64})::`)

// supervisor is a running server, as a joining host talks to it.
type supervisor struct {
	authority []byte
	reach     *client
	user      string
	token     string
}

// findSupervisor believes the server whose authority the token names; a token without a digest believes any. It asks again while
// nobody answers, as k3s does.
func (r *k3sRun) findSupervisor(user string) *supervisor {
	token, server := r.text("token", ""), r.text("server", "")
	if token == "" {
		fail("--token is required")
	}
	for {
		insecure := newClient(access{server: server, insecure: true}, 6*time.Second)
		authority, err := insecure.raw("GET", "/cacerts", nil, "")
		if err != nil {
			fmt.Fprintf(os.Stderr, "level=error msg=\"failed to get CA certs: %v\"\n", withoutURL(err))
			time.Sleep(time.Second)
			continue
		}
		sum := sha256.Sum256(authority)
		if wanted := pinned.FindStringSubmatch(token); wanted != nil && wanted[1] != hex.EncodeToString(sum[:]) {
			fail("token CA hash does not match the Cluster CA certificate hash: %s != %x", wanted[1], sum)
		}
		return &supervisor{authority, newClient(access{server: server, authority: authority}, 20*time.Second), user, password(token)}
	}
}

// ask calls the server until it answers; a refusal is final.
func (s *supervisor) ask(path string, body M) M {
	for {
		answer, err := s.reach.post(path, M{"user": s.user, "password": s.token, "body": body})
		if err == nil {
			return answer
		}
		if problem, refused := err.(status); refused && problem.code < 500 {
			fail("https://%s%s: %d %s", strings.TrimPrefix(s.reach.server, "https://"), path, problem.code, problem.Error())
		}
		fmt.Fprintf(os.Stderr, "level=error msg=\"%s: %v\"\n", path, withoutURL(err))
		time.Sleep(time.Second)
	}
}
