// Stand-in: etcd. Each member holds the whole state. A write asks a majority for leave, works on the newest state among them
// and is done when a majority has taken it; a read also needs a majority. Members speak TLS with the cluster's certificates.
package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

type member struct {
	ID         string   `json:"ID"`
	Name       string   `json:"name,omitempty"`
	PeerURLs   []string `json:"peerURLs"`
	ClientURLs []string `json:"clientURLs,omitempty"`
}

type entry struct {
	Value   json.RawMessage `json:"value"`
	Changed int64           `json:"changed"`
}

// change is what one write did: entries by key (nil removes), or new members.
type change struct {
	Base, Revision int64
	Entries        map[string]*entry `json:",omitempty"`
	Members        []member          `json:",omitempty"`
}

type state struct {
	Cluster  string
	Revision int64
	Members  []member
	Entries  map[string]*entry
}

type etcdServer struct {
	lock, writing sync.Mutex
	state         state
	grantedTo     string
	grantedUntil  time.Time
	self          string // own peer URL
	name          string
	clients       []string
	file          string
	peers         *http.Client
	gone          bool
	changed       int64         // the newest revision that was more than a renewed lease
	word          chan struct{} // closed when changed grows
}

func etcd(arguments []string) int {
	log.SetFlags(log.Ltime)
	flags := map[string]string{}
	for _, argument := range arguments {
		name, value, _ := strings.Cut(strings.TrimPrefix(argument, "--"), "=")
		flags[name] = value
	}
	log.Printf("stand-in for etcd, member %s", flags["name"])
	server := &etcdServer{self: flags["initial-advertise-peer-urls"], name: flags["name"], clients: split(flags["advertise-client-urls"], ","),
		file: filepath.Join(flags["data-dir"], "member", "snap", "db")}
	check(os.MkdirAll(filepath.Dir(server.file), 0o700))
	server.peers = &http.Client{Timeout: 1500 * time.Millisecond, Transport: &http.Transport{TLSClientConfig: mutual(flags["peer-cert-file"], flags["peer-key-file"], flags["peer-trusted-ca-file"], true),
		DialContext: (&net.Dialer{Timeout: 700 * time.Millisecond}).DialContext, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 16}}
	server.begin(flags)
	server.changed, server.word = server.state.Revision, make(chan struct{})
	failed := make(chan error, 8)
	serve := func(urls string, config *tls.Config, handler http.Handler) {
		for _, one := range split(urls, ",") {
			parsed, err := url.Parse(one)
			check(err)
			listener, err := net.Listen("tcp", parsed.Host)
			check(err)
			if parsed.Scheme == "https" {
				listener = tls.NewListener(listener, config)
			}
			go func() { failed <- quietServer(handler).Serve(listener) }()
		}
	}
	serve(flags["listen-peer-urls"], mutual(flags["peer-cert-file"], flags["peer-key-file"], flags["peer-trusted-ca-file"], false), server.peerHandler())
	serve(flags["listen-client-urls"], mutual(flags["cert-file"], flags["key-file"], flags["trusted-ca-file"], false), server.clientHandler())
	serve(flags["listen-metrics-urls"], nil, server.healthHandler())
	go server.follow()
	log.Print(<-failed)
	return 1
}

func quietServer(handler http.Handler) *http.Server {
	return &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: 10 * time.Second}
}

func mutual(certificate, key, authority string, asClient bool) *tls.Config {
	both, err := tls.LoadX509KeyPair(certificate, key)
	check(err)
	pool := x509.NewCertPool()
	data, err := os.ReadFile(authority)
	check(err)
	pool.AppendCertsFromPEM(data)
	if asClient {
		return &tls.Config{Certificates: []tls.Certificate{both}, RootCAs: pool}
	}
	return &tls.Config{Certificates: []tls.Certificate{both}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert}
}

func idOf(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return strconv.FormatUint(binary.BigEndian.Uint64(sum[:8]), 10)
}

// begin reads the disk, or founds a cluster, or fetches the state of the one it was announced to.
func (e *etcdServer) begin(flags map[string]string) {
	if data, err := os.ReadFile(e.file); err == nil && json.Unmarshal(data, &e.state) == nil {
		return
	}
	if flags["initial-cluster-state"] != "existing" {
		e.state = state{Cluster: idOf(flags["initial-cluster"], flags["initial-cluster-token"]), Revision: 1, Entries: map[string]*entry{}}
		for _, one := range split(flags["initial-cluster"], ",") {
			name, peer, _ := strings.Cut(one, "=")
			found := member{ID: idOf(peer, e.state.Cluster), Name: name, PeerURLs: []string{peer}}
			if peer == e.self {
				found.ClientURLs = e.clients
			}
			e.state.Members = append(e.state.Members, found)
		}
		e.save()
		return
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		for _, one := range split(flags["initial-cluster"], ",") {
			_, peer, _ := strings.Cut(one, "=")
			var found state
			if peer != e.self && e.ask(peer, "/peer/state", nil, &found) == nil && found.Revision > e.state.Revision {
				e.state = found
			}
		}
		if e.own() != nil {
			e.save()
			return
		}
		if time.Now().After(deadline) {
			fail("member count is unequal: this member is not part of the existing cluster")
		}
	}
}

func (e *etcdServer) own() *member {
	for i := range e.state.Members {
		if contains(e.state.Members[i].PeerURLs, e.self) {
			return &e.state.Members[i]
		}
	}
	return nil
}

// become takes a newer state, keeps it on the disk, and tells those who wait for a change unless it only renewed leases.
func (e *etcdServer) become(next state, quiet bool) {
	e.state = next
	e.save()
	if !quiet {
		e.changed = next.Revision
		close(e.word)
		e.word = make(chan struct{})
	}
}

func (c change) renewsLeases() bool {
	for key := range c.Entries {
		if !strings.HasPrefix(key, "/registry/leases.") {
			return false
		}
	}
	return c.Members == nil
}

// waitForChange answers with the newest change after a revision, or with the last one if none comes within a second.
func (e *etcdServer) waitForChange(after int64, gone <-chan struct{}) int64 {
	e.lock.Lock()
	changed, word := e.changed, e.word
	e.lock.Unlock()
	if changed > after {
		return changed
	}
	select {
	case <-word:
	case <-gone:
	case <-time.After(time.Second):
	}
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.changed
}

// encode writes the state as JSON. It puts the entries together itself: they are JSON already, and every write of the cluster
// comes through here at every member.
func (s state) encode() []byte {
	var data bytes.Buffer
	fmt.Fprintf(&data, `{"Cluster":%q,"Revision":%d,"Members":%s,"Entries":{`, s.Cluster, s.Revision, writeJSONLine(s.Members))
	separator := ""
	for key, one := range s.Entries {
		fmt.Fprintf(&data, `%s%s:{"value":%s,"changed":%d}`, separator, strconv.Quote(key), one.Value, one.Changed)
		separator = ","
	}
	data.WriteString("}}")
	return data.Bytes()
}

func (e *etcdServer) save() {
	err := os.WriteFile(e.file+".new", e.state.encode(), 0o600)
	if err == nil {
		err = os.Rename(e.file+".new", e.file)
	}
	if err != nil {
		log.Fatal(err) // as etcd ends where it cannot write its log; the kubelet starts it again
	}
}

func (e *etcdServer) ask(peer, path string, body, answer interface{}) error {
	data, err := json.Marshal(body)
	check(err)
	response, err := e.peers.Post(peer+path+"?from="+url.QueryEscape(e.self), "application/json", bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusGone {
		log.Print("the member has been permanently removed from the cluster")
		e.lock.Lock()
		e.gone = true
		e.lock.Unlock()
	}
	if response.StatusCode != 200 {
		return fmt.Errorf("peer %s: %s", peer, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(answer)
}

// grant is a peer's answer: whether the caller may write, and how far the peer is.
type grant struct {
	Granted  bool
	Revision int64
}

// gather asks every other member and returns as soon as a majority, this one included, has said yes.
func (e *etcdServer) gather(path string, body func(peer string) interface{}, accept func(peer string, answer grant) bool) (agreed []string, enough bool) {
	e.lock.Lock()
	members := append([]member{}, e.state.Members...)
	e.lock.Unlock()
	type reply struct {
		peer string
		ok   bool
	}
	replies := make(chan reply, len(members))
	asked := 0
	for _, one := range members {
		if contains(one.PeerURLs, e.self) {
			continue
		}
		asked++
		go func(peer string) {
			var answer grant
			err := e.ask(peer, path, body(peer), &answer)
			replies <- reply{peer, err == nil && accept(peer, answer)}
		}(one.PeerURLs[0])
	}
	needed := len(members)/2 + 1
	for count := 1; count < needed; {
		if asked == 0 {
			return agreed, false
		}
		got := <-replies
		asked--
		if got.ok {
			count++
			agreed = append(agreed, got.peer)
		}
	}
	return agreed, true
}

var errorTimeout = status{503, M{"message": "etcdserver: request timed out"}}

// newest makes this member as new as the newest of a majority.
func (e *etcdServer) newest() error {
	var lock sync.Mutex
	ahead, highest := "", int64(0)
	_, enough := e.gather("/peer/revision", func(string) interface{} { return nil }, func(peer string, answer grant) bool {
		lock.Lock()
		defer lock.Unlock()
		if answer.Revision > highest {
			ahead, highest = peer, answer.Revision
		}
		return true
	})
	if !enough {
		return errorTimeout
	}
	lock.Lock()
	defer lock.Unlock()
	return e.catchUp(ahead, highest)
}

func (e *etcdServer) catchUp(peer string, revision int64) error {
	e.lock.Lock()
	behind := revision > e.state.Revision
	e.lock.Unlock()
	if !behind {
		return nil
	}
	var found state
	if err := e.ask(peer, "/peer/state", nil, &found); err != nil {
		return errorTimeout
	}
	e.lock.Lock()
	defer e.lock.Unlock()
	if found.Revision > e.state.Revision {
		e.become(found, false)
	}
	return nil
}

// write runs a change on the newest state under the leave of a majority.
func (e *etcdServer) write(decide func(state) (change, error)) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	// Writers that refused each other keep apart for longer each time: on a busy machine an attempt outlasts the first pauses.
	pause := 25
	for deadline := time.Now().Add(3 * time.Second); time.Now().Before(deadline); {
		ticket := strconv.FormatInt(rand.Int63(), 36)
		if e.grantTo(ticket) {
			if done, err := e.writeOnce(ticket, decide); done {
				return err
			}
		}
		time.Sleep(time.Duration(5+rand.Intn(pause)) * time.Millisecond)
		if pause < 400 {
			pause *= 2
		}
	}
	return errorTimeout
}

func (e *etcdServer) writeOnce(ticket string, decide func(state) (change, error)) (bool, error) {
	revisions := map[string]int64{}
	var lock sync.Mutex
	_, enough := e.gather("/peer/prepare", func(string) interface{} { return ticket }, func(peer string, answer grant) bool {
		lock.Lock()
		defer lock.Unlock()
		if answer.Granted {
			revisions[peer] = answer.Revision
		}
		return answer.Granted
	})
	release := func() {
		e.release(ticket)
		lock.Lock()
		defer lock.Unlock()
		for peer := range revisions {
			go func(peer string) { _ = e.ask(peer, "/peer/release", ticket, &grant{}) }(peer)
		}
	}
	if !enough {
		release()
		return false, nil
	}
	lock.Lock()
	for peer, revision := range revisions {
		if e.catchUp(peer, revision) != nil {
			lock.Unlock()
			release()
			return false, nil
		}
	}
	lock.Unlock()
	e.lock.Lock()
	current := e.state
	e.lock.Unlock()
	next, err := decide(current)
	if err != nil {
		release()
		return true, err
	}
	next.Base, next.Revision = current.Revision, current.Revision+1
	for _, one := range next.Entries {
		if one != nil {
			one.Changed = next.Revision
		}
	}
	lock.Lock()
	behind := map[string]int64{}
	for peer, revision := range revisions {
		behind[peer] = revision
	}
	lock.Unlock()
	updated := apply(current, next)
	_, enough = e.gather("/peer/commit", func(peer string) interface{} {
		if revision, known := behind[peer]; known && revision == current.Revision {
			return M{"ticket": ticket, "change": next}
		}
		return M{"ticket": ticket, "state": updated}
	}, func(_ string, answer grant) bool { return answer.Granted })
	if !enough {
		release()
		return true, errorTimeout
	}
	e.lock.Lock()
	if updated.Revision > e.state.Revision {
		e.become(updated, next.renewsLeases())
	}
	e.lock.Unlock()
	e.release(ticket)
	return true, nil
}

func apply(current state, next change) state {
	result := state{Cluster: current.Cluster, Revision: next.Revision, Members: current.Members, Entries: make(map[string]*entry, len(current.Entries))}
	for key, value := range current.Entries {
		result.Entries[key] = value
	}
	for key, value := range next.Entries {
		if value == nil {
			delete(result.Entries, key)
		} else {
			result.Entries[key] = value
		}
	}
	if next.Members != nil {
		result.Members = next.Members
	}
	return result
}

func (e *etcdServer) grantTo(ticket string) bool {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.grantedTo != "" && e.grantedTo != ticket && time.Now().Before(e.grantedUntil) {
		return false
	}
	e.grantedTo, e.grantedUntil = ticket, time.Now().Add(time.Second)
	return true
}

func (e *etcdServer) release(ticket string) {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.grantedTo == ticket {
		e.grantedTo = ""
	}
}

func (e *etcdServer) revision() int64 {
	e.lock.Lock()
	defer e.lock.Unlock()
	return e.state.Revision
}

// follow announces this member's own name, keeps a quiet member up to date and ends a removed one.
func (e *etcdServer) follow() {
	for announced := false; ; time.Sleep(500 * time.Millisecond) {
		e.lock.Lock()
		own := e.own()
		missing := own == nil
		named := own != nil && own.Name == e.name && len(own.ClientURLs) > 0
		gone := e.gone
		e.lock.Unlock()
		if missing || gone {
			log.Print("the member has been permanently removed from the cluster")
			time.Sleep(time.Second)
			os.Exit(0)
		}
		if announced = named; !announced {
			_ = e.write(func(current state) (change, error) {
				members := append([]member{}, current.Members...)
				for i := range members {
					if contains(members[i].PeerURLs, e.self) {
						members[i].Name, members[i].ClientURLs = e.name, e.clients
					}
				}
				return change{Members: members}, nil
			})
			continue
		}
		_ = e.newest()
	}
}

func (e *etcdServer) peerHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		e.lock.Lock()
		from, known := r.URL.Query().Get("from"), false
		for _, one := range e.state.Members {
			known = known || contains(one.PeerURLs, from)
		}
		e.lock.Unlock()
		if !known {
			http.Error(w, "the member has been permanently removed from the cluster", http.StatusGone)
			return
		}
		var answer interface{}
		switch r.URL.Path {
		case "/peer/state":
			e.lock.Lock()
			answer = e.state
			e.lock.Unlock()
		case "/peer/revision":
			answer = grant{true, e.revision()}
		case "/peer/prepare":
			var ticket string
			_ = json.Unmarshal(data, &ticket)
			answer = grant{e.grantTo(ticket), e.revision()}
		case "/peer/release":
			var ticket string
			_ = json.Unmarshal(data, &ticket)
			e.release(ticket)
			answer = grant{}
		case "/peer/commit":
			answer = grant{e.take(data), e.revision()}
		default:
			http.NotFound(w, r)
			return
		}
		_ = json.NewEncoder(w).Encode(answer)
	})
}

func (e *etcdServer) take(data []byte) bool {
	var order struct {
		Ticket string  `json:"ticket"`
		Change *change `json:"change"`
		State  *state  `json:"state"`
	}
	if json.Unmarshal(data, &order) != nil {
		return false
	}
	e.lock.Lock()
	defer e.lock.Unlock()
	switch {
	case order.State != nil && order.State.Revision > e.state.Revision:
		e.become(*order.State, false)
	case order.Change != nil && order.Change.Base == e.state.Revision:
		e.become(apply(e.state, *order.Change), order.Change.renewsLeases())
	default:
		return false
	}
	if e.grantedTo == order.Ticket {
		e.grantedTo = ""
	}
	return true
}
