// Command lvscare is a TEST STAND-IN for labring/lvscare on a kernel without IPVS. It takes the same `care` flags,
// puts the virtual address on lo and forwards TCP in user space, round robin over the real servers that are healthy.
package main

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/vishvananda/netlink"
)

var (
	lock    sync.Mutex
	healthy []string
	turn    int
)

func pick() string {
	lock.Lock()
	defer lock.Unlock()
	if len(healthy) == 0 {
		return ""
	}
	turn++
	return healthy[turn%len(healthy)]
}

func probe(servers []string, scheme, path string) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	for {
		up := []string{}
		for _, server := range servers {
			if answer, err := client.Get(scheme + "://" + server + path); err == nil {
				answer.Body.Close()
				up = append(up, server)
			}
		}
		lock.Lock()
		healthy = up
		lock.Unlock()
		time.Sleep(2 * time.Second)
	}
}

func forward(from net.Conn) {
	defer from.Close()
	to, err := net.DialTimeout("tcp", pick(), 2*time.Second)
	if err != nil {
		return
	}
	defer to.Close()
	go func() { _, _ = io.Copy(to, from); to.(*net.TCPConn).CloseWrite() }()
	_, _ = io.Copy(from, to)
}

// removeAtEnd takes the virtual address off the host when the pod is asked to end.
func removeAtEnd(loopback netlink.Link, address *netlink.Addr) {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	<-end
	_ = netlink.AddrDel(loopback, address)
	os.Exit(0)
}

func main() {
	values := map[string][]string{"--health-schem": {"https"}, "--health-path": {"/healthz"}}
	for i := 1; i < len(os.Args); i++ {
		flag := strings.SplitN(os.Args[i], "=", 2)
		if len(flag) == 1 && strings.HasPrefix(flag[0], "--") && i+1 < len(os.Args) {
			i++
			flag = append(flag, os.Args[i])
		}
		if len(flag) == 2 && flag[0] == "--rs" {
			values[flag[0]] = append(values[flag[0]], flag[1])
		} else if len(flag) == 2 {
			values[flag[0]] = []string{flag[1]}
		}
	}
	if len(values["--vs"]) == 0 || len(values["--rs"]) == 0 {
		log.Fatal("lvscare (lab stand-in): care --vs ADDRESS:PORT --rs ADDRESS:PORT [--rs …]")
	}
	virtual := values["--vs"][0]
	host, _, err := net.SplitHostPort(virtual)
	if err != nil {
		log.Fatal(err)
	}
	loopback, err := netlink.LinkByName("lo")
	if err != nil {
		log.Fatal(err)
	}
	address := &netlink.Addr{IPNet: &net.IPNet{IP: net.ParseIP(host), Mask: net.CIDRMask(32, 32)}}
	if err = netlink.AddrReplace(loopback, address); err != nil {
		log.Fatal(err)
	}
	go removeAtEnd(loopback, address)
	go probe(values["--rs"], values["--health-schem"][0], values["--health-path"][0])
	listener, err := net.Listen("tcp", virtual)
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go forward(connection)
	}
}
