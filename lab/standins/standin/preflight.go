// Stand-in: the checks before init and join.
package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// finding is one failed check.
type finding struct{ name, message string }

type preflight struct{ findings, warnings []finding }

func (p *preflight) bad(name, format string, arguments ...interface{}) {
	p.findings = append(p.findings, finding{name, fmt.Sprintf(format, arguments...)})
}

func (p *preflight) portFree(port int) {
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		p.bad(fmt.Sprintf("Port-%d", port), "Port %d is in use", port)
		return
	}
	listener.Close()
}

func (p *preflight) fileAbsent(path string) {
	if exists(path) {
		p.bad("FileAvailable-"+strings.ReplaceAll(path, "/", "-"), "%s already exists", path)
	}
}

func (p *preflight) directoryEmpty(path string) {
	if entries, _ := os.ReadDir(path); len(entries) > 0 {
		p.bad("DirAvailable-"+strings.ReplaceAll(path, "/", "-"), "%s is not empty", path)
	}
}

func (p *preflight) common(socket string) {
	if os.Getuid() != 0 {
		p.bad("IsPrivilegedUser", "user is not running as root")
	}
	if err := runtimeCall(socket, "/info", nil, &M{}); err != nil {
		p.bad("CRI", "container runtime is not running: output: FATA %v\n, error: exit status 1", err)
	}
	if strings.TrimSpace(readText("/proc/sys/net/ipv4/ip_forward")) != "1" {
		p.bad("FileContent--proc-sys-net-ipv4-ip_forward", "/proc/sys/net/ipv4/ip_forward contents are not set to 1")
	}
	if lines := strings.Count(strings.TrimSpace(readText("/proc/swaps")), "\n"); lines > 0 {
		p.bad("Swap", "running with swap on is not supported. Please disable swap")
	}
	for _, tool := range []string{"crictl", "conntrack", "ip", "iptables", "mount", "nsenter"} {
		if _, err := exec.LookPath(tool); err != nil {
			p.bad("FileExisting-"+tool, "%s not found in system path", tool)
		}
	}
	if _, err := exec.LookPath("kubelet"); err != nil {
		p.bad("KubeletVersion", "couldn't get kubelet version: cannot execute 'kubelet --version': executable file not found in $PATH")
	}
}

func (p *preflight) controlPlane(cluster, endpoint M) {
	if runtime.NumCPU() < 2 {
		p.bad("NumCPU", "the number of available CPUs %d is less than the required 2", runtime.NumCPU())
	}
	for _, port := range []int{number(endpoint, "bindPort"), 10259, 10257} {
		p.portFree(port)
	}
	for _, name := range []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"} {
		p.fileAbsent(manifestDirectory + "/" + name + ".yaml")
	}
}

func (p *preflight) etcd(cluster M) {
	if data := text(cluster, "etcd", "local", "dataDir"); data != "" {
		p.portFree(2379)
		p.portFree(2380)
		p.directoryEmpty(data)
	}
}

// conclude prints what may be ignored as warnings and fails on the rest.
func (p *preflight) conclude(ignored []string) {
	fatal := []string{}
	for _, one := range p.findings {
		skip := false
		for _, name := range ignored {
			skip = skip || strings.EqualFold(name, one.name) || strings.EqualFold(name, "all")
		}
		if skip {
			fmt.Fprintf(os.Stderr, "\t[WARNING %s]: %s\n", one.name, one.message)
		} else {
			fatal = append(fatal, fmt.Sprintf("\t[ERROR %s]: %s\n", one.name, one.message))
		}
	}
	if len(fatal) > 0 {
		fail("error execution phase preflight: [preflight] Some fatal errors occurred:\n%s[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`", strings.Join(fatal, ""))
	}
}

// pull fetches the control plane's images as the last check.
func (p *preflight) pull(cluster M, socket, policy string) {
	present := map[string]*image{}
	_ = runtimeCall(socket, "/images", nil, &present)
	for _, name := range images(cluster) {
		switch {
		case present[name] != nil && policy != "Always":
		case policy == "Never":
			p.bad("ImagePull", "the image %q is not present and the pull policy is Never", name)
		default:
			if err := pullImage(socket, name); err != nil {
				p.bad("ImagePull", "%v", err)
			}
		}
	}
}
