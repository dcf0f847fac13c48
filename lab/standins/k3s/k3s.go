// Stand-in: k3s, made of the parts in ../standin, which images/k3s/context.sh puts beside these files. It is NOT k3s; it keeps
// what callers rely on: the commands, the configuration file, tokens, certificates and where they lie, one process for everything,
// and an etcd that nodes' annotations tell of.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const (
	k3sRoot    = "/var/lib/rancher/k3s"
	k3sTLS     = k3sRoot + "/server/tls"
	k3sCred    = k3sRoot + "/server/cred"
	k3sAgent   = k3sRoot + "/agent"
	k3sFiles   = "/etc/rancher/k3s"
	kubeconfig = k3sFiles + "/k3s.yaml"
)

func init() { programs["k3s"] = k3s }

func k3s(arguments []string) int {
	command, rest := "--help", arguments
	if len(arguments) > 0 {
		command, rest = arguments[0], arguments[1:]
	}
	switch command {
	case "--version", "-v":
		fmt.Printf("k3s version %s+k3s1 (stand-in)\ngo version go1.19.8\n", version)
		return 0
	case "kubectl":
		if os.Getenv("KUBECONFIG") == "" {
			_ = os.Setenv("KUBECONFIG", kubeconfig)
		}
		return kubectl(rest)
	case "crictl", "ctr":
		return crictl(rest)
	case "server", "agent":
		return guarded("level=fatal msg=", "", func() { runK3s(command, rest) })
	case "--help", "-h", "help":
		fmt.Println("stand-in for k3s: server, agent, kubectl, crictl, --version; options come from /etc/rancher/k3s/config.yaml")
		return 0
	}
	fmt.Fprintf(os.Stderr, "No help topic for '%s'\n", command)
	return 3
}

func runK3s(command string, rest []string) {
	if len(rest) > 0 {
		fail("flag provided but not defined: %s (the stand-in takes its options from the file)", rest[0])
	}
	if os.Getuid() != 0 {
		fail("must run as root unless --rootless and/or --snapshotter=native are specified")
	}
	one := &k3sRun{options: readOptions(command)}
	one.name, one.address = one.text("node-name", hostName()), one.text("node-ip", hostAddress())
	if command == "server" {
		one.serve()
	} else {
		one.joinAsAgent()
	}
	notifyReady()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop // containers go on, as with the real one
}

// part runs what never ends on its own; when it does, all of k3s ends, and systemd starts it again.
func part(name string, run func()) {
	go func() {
		err := attempt(run)
		fmt.Fprintf(os.Stderr, "level=fatal msg=\"%s exited: %v\"\n", name, err)
		os.Exit(1)
	}()
}
