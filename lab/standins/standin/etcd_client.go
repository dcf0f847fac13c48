// Stand-in: what etcd's clients see: the JSON gateway's member calls as in the real one, and a small store for the API server.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

// gatewayHeader and gatewayMembers have the fields in the gateway's order.
type gatewayHeader struct {
	Cluster string `json:"cluster_id"`
	Member  string `json:"member_id,omitempty"`
	Term    string `json:"raft_term"`
}

type gatewayMembers struct {
	Header  gatewayHeader `json:"header"`
	Member  *member       `json:"member,omitempty"`
	Members []member      `json:"members"`
}

func (e *etcdServer) header() gatewayHeader {
	e.lock.Lock()
	defer e.lock.Unlock()
	header := gatewayHeader{Cluster: e.state.Cluster, Term: "2"}
	if own := e.own(); own != nil {
		header.Member = own.ID
	}
	return header
}

// members are sorted by their number, as in the real list.
func (e *etcdServer) members() []member {
	e.lock.Lock()
	defer e.lock.Unlock()
	sorted := append([]member{}, e.state.Members...)
	sort.Slice(sorted, func(i, j int) bool {
		left, _ := strconv.ParseUint(sorted[i].ID, 10, 64)
		right, _ := strconv.ParseUint(sorted[j].ID, 10, 64)
		return left < right
	})
	return sorted
}

func (e *etcdServer) clientHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		request := M{}
		_ = json.Unmarshal(data, &request)
		answer, err := e.answer(r, request, data)
		if err != nil {
			problem, _ := err.(status)
			code := map[int]int{404: 5, 503: 14, 409: 9, 400: 9}[problem.code]
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(problem.code)
			fmt.Fprint(w, writeJSONLine(M{"error": err.Error(), "code": code, "message": err.Error(), "revision": at(problem.content, "revision")}))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, writeJSONLine(answer))
	})
}

func writeJSONLine(value interface{}) string {
	data, err := json.Marshal(value)
	check(err)
	return string(data)
}

func (e *etcdServer) answer(r *http.Request, request M, data []byte) (interface{}, error) {
	switch r.URL.Path {
	case "/health":
		if e.newest() != nil {
			return nil, status{503, M{"message": "health check failed"}}
		}
		return M{"health": "true"}, nil
	case "/version":
		return M{"etcdserver": "3.4.13", "etcdcluster": "3.4.0"}, nil
	case "/v3/cluster/member/list":
		if err := e.newest(); err != nil {
			return nil, err
		}
		return gatewayMembers{e.header(), nil, e.members()}, nil
	case "/v3/cluster/member/add":
		return e.addMember(texts(request, "peerURLs"))
	case "/v3/cluster/member/remove":
		return e.removeMember(text(request, "ID"))
	case "/v3/maintenance/status":
		return M{"header": e.header(), "version": "3.4.13", "dbSize": "20480", "leader": e.members()[0].ID}, nil
	case "/v3/maintenance/snapshot":
		return e.snapshot()
	case "/standin/read":
		if err := e.newest(); err != nil {
			return nil, err
		}
		return e.read(r.URL.Query().Get("prefix")), nil
	case "/standin/changes":
		after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
		return M{"revision": e.waitForChange(after, r.Context().Done())}, nil
	case "/standin/write":
		return e.put(data)
	}
	return nil, status{404, M{"message": "Not Found"}}
}

// snapshot answers in one piece what the gateway sends in many: the database, closed by its SHA-256.
func (e *etcdServer) snapshot() (interface{}, error) {
	data, err := os.ReadFile(e.file)
	if err != nil {
		return nil, status{503, M{"message": err.Error()}}
	}
	sum := sha256.Sum256(data)
	blob := base64.StdEncoding.EncodeToString(append(data, sum[:]...))
	return M{"result": M{"header": e.header(), "remaining_bytes": "0", "blob": blob}}, nil
}

func (e *etcdServer) addMember(peers []string) (interface{}, error) {
	var added member
	err := e.write(func(current state) (change, error) {
		for _, one := range current.Members {
			if contains(one.PeerURLs, peers[0]) {
				return change{}, status{409, M{"message": "etcdserver: Peer URLs already exists"}}
			}
			if len(one.ClientURLs) == 0 {
				return change{}, status{503, M{"message": "etcdserver: unhealthy cluster"}}
			}
		}
		added = member{ID: idOf(peers[0], current.Cluster, strconv.FormatInt(current.Revision, 10)), PeerURLs: peers}
		return change{Members: append(append([]member{}, current.Members...), added)}, nil
	})
	if err != nil {
		return nil, err
	}
	return gatewayMembers{e.header(), &added, e.members()}, nil
}

func (e *etcdServer) removeMember(id string) (interface{}, error) {
	err := e.write(func(current state) (change, error) {
		left := []member{}
		for _, one := range current.Members {
			if one.ID != id {
				left = append(left, one)
			}
		}
		if len(left) == len(current.Members) {
			return change{}, status{404, M{"message": "etcdserver: member not found"}}
		}
		if len(left) == 0 {
			return change{}, status{400, M{"message": "etcdserver: re-configuration failed due to not enough started members"}}
		}
		return change{Members: left}, nil
	})
	if err != nil {
		return nil, err
	}
	return gatewayMembers{e.header(), nil, e.members()}, nil
}

func (e *etcdServer) healthHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if e.newest() != nil {
			w.WriteHeader(503)
			fmt.Fprint(w, `{"health":"false"}`)
			return
		}
		fmt.Fprint(w, `{"health":"true"}`)
	})
}

// found is what a read brings: entries below a prefix, and the revision they were read at.
type found struct {
	Revision int64
	Entries  map[string]*entry
}

func (e *etcdServer) read(prefix string) found {
	e.lock.Lock()
	defer e.lock.Unlock()
	result := found{e.state.Revision, map[string]*entry{}}
	for key, value := range e.state.Entries {
		if strings.HasPrefix(key, prefix) {
			result.Entries[key] = value
		}
	}
	return result
}

// order writes one key. Expected is the revision it must have: 0 for absent, -1 for any. A nil value removes.
type order struct {
	Key      string
	Value    json.RawMessage
	Expected int64
}

func (e *etcdServer) put(data []byte) (interface{}, error) {
	var wanted order
	if err := json.Unmarshal(data, &wanted); err != nil {
		return nil, status{400, M{"message": err.Error()}}
	}
	written := int64(0)
	err := e.write(func(current state) (change, error) {
		revision := int64(0)
		written = current.Revision + 1
		if existing := current.Entries[wanted.Key]; existing != nil {
			revision = existing.Changed
		}
		if wanted.Expected >= 0 && revision != wanted.Expected {
			return change{}, status{409, M{"message": "conflict", "revision": float64(revision)}}
		}
		if string(wanted.Value) == "null" || len(wanted.Value) == 0 {
			return change{Entries: map[string]*entry{wanted.Key: nil}}, nil
		}
		return change{Entries: map[string]*entry{wanted.Key: {Value: wanted.Value}}}, nil
	})
	if err != nil {
		return nil, err
	}
	return M{"revision": written}, nil
}

// store is the API server's side of the two calls.
type store struct {
	http *http.Client
	base string
}

func newStore(flags map[string]string) *store {
	transport := &http.Transport{TLSClientConfig: mutual(flags["etcd-certfile"], flags["etcd-keyfile"], flags["etcd-cafile"], true), IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 16}
	return &store{&http.Client{Timeout: 6 * time.Second, Transport: transport}, split(flags["etcd-servers"], ",")[0]}
}

func (s *store) call(path string, body, answer interface{}) error {
	data, err := json.Marshal(body)
	check(err)
	response, err := s.http.Post(s.base+path, "application/json", bytes.NewReader(data))
	if err != nil {
		return errorTimeout
	}
	defer response.Body.Close()
	data, err = io.ReadAll(response.Body)
	if err != nil {
		return errorTimeout
	}
	if response.StatusCode != 200 {
		content := M{}
		_ = json.Unmarshal(data, &content)
		return status{response.StatusCode, content}
	}
	return json.Unmarshal(data, answer)
}

func (s *store) read(prefix string) (found, error) {
	var result found
	err := s.call("/standin/read?prefix="+url.QueryEscape(prefix), nil, &result)
	return result, err
}

// write returns the revision that the key has now.
func (s *store) write(key string, value interface{}, expected int64) (int64, error) {
	data, err := json.Marshal(value)
	check(err)
	var written struct{ Revision int64 }
	err = s.call("/standin/write", order{key, data, expected}, &written)
	return written.Revision, err
}

// waitForChange: see etcdServer.waitForChange.
func (s *store) waitForChange(after string) (M, error) {
	answer := M{}
	err := s.call("/standin/changes?after="+url.QueryEscape(after), nil, &answer)
	return answer, err
}
