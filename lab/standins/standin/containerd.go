// Stand-in: containerd. It owns the socket, pulls images from the registry, and runs a pod's containers as plain processes of
// the host that outlive it. Its socket speaks JSON over HTTP instead of gRPC.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

const containerdSocket = "/run/containerd/containerd.sock"

type container struct {
	ID, Name, Image, Log string
	Attempt, PID, Exit   int
	Started, Finished    time.Time
	Birth                string // start time of the process, tells it from a later one with its id
	Running              bool
}

type sandbox struct {
	ID, Name, Namespace, UID string
	Created                  time.Time
	Spec                     M
	Containers               []*container
}

type image struct {
	ID, Name   string
	Size       int64
	Entrypoint []string
}

type runtimeState struct {
	lock   sync.Mutex
	root   string
	pods   map[string]*sandbox
	images map[string]*image
}

func containerd(arguments []string) int {
	if len(arguments) > 0 && (arguments[0] == "--version" || arguments[0] == "-v") {
		fmt.Fprintln(os.Stderr, "stand-in for containerd")
		fmt.Println("containerd github.com/containerd/containerd 1.6.20 stand-in")
		return 0
	}
	if len(arguments) > 0 && (arguments[0] == "--help" || arguments[0] == "-h") {
		fmt.Println("stand-in for containerd: takes no arguments, reads /etc/containerd/config.toml")
		return 0
	}
	log.SetFlags(0)
	return guarded("containerd: ", "", func() {
		root := "/var/lib/containerd"
		if configured := regexp.MustCompile(`(?m)^root = "(.*)"`).FindStringSubmatch(readText("/etc/containerd/config.toml")); configured != nil {
			root = configured[1]
		}
		check(os.MkdirAll(root, 0o711))
		check(os.MkdirAll(filepath.Dir(containerdSocket), 0o711))
		_ = os.Remove(containerdSocket)
		listener, err := net.Listen("unix", containerdSocket)
		check(err)
		check(os.Chmod(containerdSocket, 0o660))
		runtime := &runtimeState{root: root, pods: map[string]*sandbox{}, images: map[string]*image{}}
		runtime.load()
		notifyReady()
		log.Print("stand-in for containerd serves ", containerdSocket)
		go func() { check(http.Serve(listener, runtime)) }()
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
		<-stop
	})
}

func readText(path string) string {
	data, _ := os.ReadFile(path)
	return string(data)
}

func notifyReady() {
	if path := os.Getenv("NOTIFY_SOCKET"); path != "" {
		if connection, err := net.Dial("unixgram", strings.Replace(path, "@", "\x00", 1)); err == nil {
			_, _ = connection.Write([]byte("READY=1"))
			connection.Close()
		}
	}
}

func (r *runtimeState) load() {
	saved := struct {
		Pods   map[string]*sandbox
		Images map[string]*image
	}{r.pods, r.images}
	_ = json.Unmarshal([]byte(readText(filepath.Join(r.root, "state.json"))), &saved)
	r.pods, r.images = saved.Pods, saved.Images
	for _, pod := range r.pods {
		for _, one := range pod.Containers {
			go r.watch(one, nil)
		}
	}
}

// save is called with the lock held.
func (r *runtimeState) save() {
	data, err := json.Marshal(M{"Pods": r.pods, "Images": r.images})
	check(err)
	file := filepath.Join(r.root, "state.json")
	check(os.WriteFile(file+".new", data, 0o600))
	check(os.Rename(file+".new", file))
}

func birthOf(pid int) string {
	stat := readText(fmt.Sprintf("/proc/%d/stat", pid))
	if end := strings.LastIndex(stat, ")"); end > 0 {
		if fields := strings.Fields(stat[end+1:]); len(fields) > 19 && fields[0] != "Z" {
			return fields[19]
		}
	}
	return ""
}

func (c *container) alive() bool { return c.PID > 0 && birthOf(c.PID) == c.Birth && c.Birth != "" }

// watch notes when a process ends; one that an earlier containerd started can only be looked at.
func (r *runtimeState) watch(one *container, process *exec.Cmd) {
	exit := 0
	if process != nil {
		_ = process.Wait()
		exit = process.ProcessState.ExitCode()
	} else {
		for one.alive() {
			time.Sleep(200 * time.Millisecond)
		}
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if one.Running {
		one.Running, one.Exit, one.Finished = false, exit, time.Now()
		r.save()
	}
}

func (r *runtimeState) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	data, _ := io.ReadAll(request.Body)
	body := M{}
	_ = json.Unmarshal(data, &body)
	var answer interface{} = M{}
	err := attempt(func() {
		switch request.URL.Path {
		case "/info":
			answer = M{"status": M{"conditions": []interface{}{M{"type": "RuntimeReady", "status": true}, M{"type": "NetworkReady", "status": networkReady()}}}, "version": "1.6.20", "name": "containerd"}
		case "/pods":
			r.lock.Lock()
			answer = json.RawMessage(writeJSONLine(r.pods))
			r.lock.Unlock()
		case "/images":
			r.lock.Lock()
			answer = json.RawMessage(writeJSONLine(r.images))
			r.lock.Unlock()
		case "/images/pull":
			answer = r.pull(text(body, "image"))
		case "/images/remove":
			r.lock.Lock()
			delete(r.images, text(body, "image"))
			r.save()
			r.lock.Unlock()
		case "/pods/run":
			answer = M{"id": r.run(body)}
		case "/pods/restart":
			r.restart(text(body, "id"), text(body, "name"))
		case "/pods/stop":
			r.stop(text(body, "id"))
		case "/pods/remove":
			r.stop(text(body, "id"))
			r.lock.Lock()
			if pod := r.pods[text(body, "id")]; pod != nil {
				for _, one := range pod.Containers {
					_ = os.Remove(filepath.Join("/var/log/containers", filepath.Base(logLink(pod, one))))
				}
			}
			delete(r.pods, text(body, "id"))
			r.save()
			r.lock.Unlock()
		default:
			fail("rpc error: code = Unimplemented desc = unknown method %s", request.URL.Path)
		}
	})
	if err != nil {
		w.WriteHeader(500)
		answer = M{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func networkReady() bool {
	found, _ := filepath.Glob("/etc/cni/net.d/*.conf*")
	return len(found) > 0
}

func newID() string { return strings.ReplaceAll(newUID()+newUID(), "-", "") }

// run starts a pod: every container of the specification as a process.
func (r *runtimeState) run(pod M) string {
	one := &sandbox{ID: newID(), Name: text(pod, "metadata", "name"), Namespace: text(pod, "metadata", "namespace"), UID: text(pod, "metadata", "uid"), Created: time.Now(), Spec: pod}
	r.lock.Lock()
	defer r.lock.Unlock()
	for _, item := range list(pod, "spec", "containers") {
		one.Containers = append(one.Containers, &container{ID: newID(), Name: text(item, "name"), Image: text(item, "image"), Attempt: -1})
	}
	r.pods[one.ID] = one
	for i := range one.Containers {
		r.start(one, i)
	}
	r.save()
	return one.ID
}

func (r *runtimeState) restart(id, name string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	pod := r.pods[id]
	if pod == nil {
		fail("rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found")
	}
	for i, one := range pod.Containers {
		if one.Name == name && !one.Running {
			r.start(pod, i)
		}
	}
	r.save()
}

func logLink(pod *sandbox, one *container) string {
	return fmt.Sprintf("/var/log/containers/%s_%s_%s-%s.log", pod.Name, pod.Namespace, one.Name, one.ID)
}

// start is called with the lock held.
func (r *runtimeState) start(pod *sandbox, index int) {
	previous := pod.Containers[index]
	one := &container{ID: newID(), Name: previous.Name, Image: previous.Image, Attempt: previous.Attempt + 1, Started: time.Now(), Running: true}
	specification := list(pod.Spec, "spec", "containers")[index]
	command := append(texts(specification, "command"), texts(specification, "args")...)
	if len(texts(specification, "command")) == 0 {
		command = texts(specification, "args")
		if known := r.images[one.Image]; known != nil {
			command = append(append([]string{}, known.Entrypoint...), command...)
		}
	}
	if len(command) == 0 {
		command = []string{"pause"}
	}
	one.Log = fmt.Sprintf("/var/log/pods/%s_%s_%s/%s/%d.log", pod.Namespace, pod.Name, pod.UID, one.Name, one.Attempt)
	check(os.MkdirAll(filepath.Dir(one.Log), 0o755))
	check(os.MkdirAll("/var/log/containers", 0o755))
	output, err := os.Create(one.Log)
	check(err)
	defer output.Close()
	_ = os.Symlink(one.Log, logLink(pod, one))
	process := exec.Command("/proc/self/exe")
	process.Args = append([]string{filepath.Base(command[0])}, command[1:]...)
	process.Stdout, process.Stderr, process.Dir = output, output, "/"
	process.Env = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", versionVariable + "=" + parseReference(one.Image).tag}
	process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	check(process.Start())
	one.PID, one.Birth = process.Process.Pid, birthOf(process.Process.Pid)
	pod.Containers[index] = one
	go r.watch(one, process)
}

func (r *runtimeState) stop(id string) {
	r.lock.Lock()
	pod := r.pods[id]
	r.lock.Unlock()
	if pod == nil {
		return
	}
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		for _, one := range pod.Containers {
			if one.alive() {
				_ = syscall.Kill(one.PID, signal)
			}
		}
		for deadline := time.Now().Add(2 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
			living := false
			for _, one := range pod.Containers {
				living = living || one.alive()
			}
			if !living {
				break
			}
		}
	}
}

// idle is a container that only waits for its end.
func idle([]string) int {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop
	return 0
}
