// Stand-in: crictl, and the calls that kubelet and kubeadm make to the runtime's socket.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"time"
)

// runtimeCall asks the runtime behind a socket.
func runtimeCall(socket, path string, body interface{}, answer interface{}) error {
	data, err := json.Marshal(body)
	check(err)
	response, err := runtimeClient(socket).Post("http://runtime"+path, "application/json", bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("connect %s: %v", socket, withoutURL(err))
	}
	defer response.Body.Close()
	data, err = io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != 200 {
		problem := M{}
		_ = json.Unmarshal(data, &problem)
		return fmt.Errorf("%s", text(problem, "error"))
	}
	return json.Unmarshal(data, answer)
}

var runtimeClients sync.Map // by socket

// runtimeClient keeps its connections; one whose runtime was started anew is dropped and dialled again.
func runtimeClient(socket string) *http.Client {
	client := &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", strings.TrimPrefix(socket, "unix://"))
	}}}
	found, _ := runtimeClients.LoadOrStore(socket, client)
	return found.(*http.Client)
}

// runtimePods are the sandboxes by ID; nil with an error.
func runtimePods(socket string) (map[string]*sandbox, error) {
	pods := map[string]*sandbox{}
	if err := runtimeCall(socket, "/pods", nil, &pods); err != nil {
		return nil, err
	}
	return pods, nil
}

func configuredSocket() string {
	if found := regexp.MustCompile(`(?m)^runtime-endpoint:\s*(\S+)`).FindStringSubmatch(readText("/etc/crictl.yaml")); found != nil {
		return found[1]
	}
	return "unix://" + containerdSocket
}

const crictlFlags = "runtime-endpoint,r=string image-endpoint,i=string timeout,t=string output,o=string quiet,q all,a force,f debug,D config,c=string no-trunc name=string namespace=string state,s=string tail=string version,v help,h"

func crictl(arguments []string) int {
	return guarded("FATA ", "", func() {
		flags := parseFlags(specs(crictlFlags), arguments)
		if flags.on("help") || (len(flags.words) == 0 && !flags.on("version")) {
			fmt.Println("stand-in for crictl: info, version, pods, ps, images, pull, inspecti, rmi, stop, stopp, rmp, logs")
			if len(flags.words) == 0 && !flags.on("help") {
				fail("a command is missing")
			}
			return
		}
		if flags.on("version") {
			fmt.Println("crictl version v1.20.0 stand-in")
			return
		}
		socket := flags.get("runtime-endpoint", configuredSocket())
		crictlCommand(socket, flags.words[0], flags.words[1:], flags)
	})
}

func crictlCommand(socket, command string, names []string, flags flagValues) {
	ask := func(path string, body interface{}) M {
		answer := M{}
		check(runtimeCall(socket, path, body, &answer))
		return answer
	}
	row := func(id string, columns ...interface{}) {
		if flags.on("quiet") {
			fmt.Println(id)
		} else {
			fmt.Println(append([]interface{}{id}, columns...)...)
		}
	}
	switch command {
	case "info":
		fmt.Print(writeJSONLine(ask("/info", nil)) + "\n")
		return
	case "version":
		ask("/info", nil)
		fmt.Println(writeJSONLine(M{"version": "0.1.0", "runtime_name": "containerd", "runtime_version": "1.6.20 stand-in", "runtime_api_version": "v1"}))
		return
	case "pods", "ps":
		pods, err := runtimePods(socket)
		check(err)
		named := regexp.MustCompile(flags.get("name", ""))
		for _, pod := range sortedPods(pods) {
			if command == "pods" && !named.MatchString(pod.Name) {
				continue
			}
			if command == "pods" {
				row(pod.ID, pod.state(), pod.Namespace, pod.Name)
				continue
			}
			for _, one := range pod.Containers {
				if (one.Running || flags.on("all")) && named.MatchString(one.Name) {
					row(one.ID, map[bool]string{true: "CONTAINER_RUNNING", false: "CONTAINER_EXITED"}[one.Running], one.Name, one.Attempt, pod.ID)
				}
			}
		}
		return
	case "images":
		found := map[string]*image{}
		check(runtimeCall(socket, "/images", nil, &found))
		for _, name := range keys(found) {
			row(found[name].ID, name, found[name].Size)
		}
		return
	case "pull", "inspecti", "rmi", "stop", "stopp", "rmp", "logs":
	default:
		fail("%q is not in the stand-in for crictl", command)
	}
	for _, name := range names {
		if err := attempt(func() { crictlOne(socket, command, name, ask) }); err != nil {
			fail("%s %q: %v", command, name, err)
		}
	}
}

func crictlOne(socket, command, name string, ask func(string, interface{}) M) {
	switch command {
	case "pull":
		fmt.Println(writeJSONLine(M{"image_ref": text(ask("/images/pull", M{"image": name}), "imageRef")}))
	case "inspecti":
		found := map[string]*image{}
		check(runtimeCall(socket, "/images", nil, &found))
		if found[name] == nil {
			fail("no such image")
		}
		fmt.Println(writeJSONLine(M{"image": M{"id": found[name].ID, "repo_tags": []string{name}, "size": found[name].Size}}))
	case "rmi":
		ask("/images/remove", M{"image": name})
	case "stop":
		pods, err := runtimePods(socket)
		check(err)
		for _, pod := range pods {
			for _, one := range pod.Containers {
				if strings.HasPrefix(one.ID, name) {
					ask("/pods/stop", M{"id": pod.ID})
					fmt.Println(name)
					return
				}
			}
		}
		fail("rpc error: code = NotFound desc = an error occurred when try to find container %q: not found", name)
	case "stopp":
		ask("/pods/stop", M{"id": name})
	case "rmp":
		ask("/pods/remove", M{"id": name})
	case "logs":
		pods, err := runtimePods(socket)
		check(err)
		for _, pod := range pods {
			for _, one := range pod.Containers {
				if strings.HasPrefix(one.ID, name) {
					fmt.Fprint(os.Stdout, readText(one.Log))
					return
				}
			}
		}
		fail("rpc error: code = NotFound desc = an error occurred when try to find container %q: not found", name)
	}
}

func (s *sandbox) state() string {
	for _, one := range s.Containers {
		if one.Running {
			return "SANDBOX_READY"
		}
	}
	return "SANDBOX_NOTREADY"
}

func sortedPods(pods map[string]*sandbox) []*sandbox {
	sorted := []*sandbox{}
	for _, id := range keys(pods) {
		sorted = append(sorted, pods[id])
	}
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Created.After(sorted[j].Created) })
	return sorted
}
