// Stand-in: lvscare without IPVS. The virtual address goes on lo, and connections to it are forwarded to healthy real servers.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"time"
)

func lvscare(arguments []string) int {
	return guarded("lvscare: ", "", func() {
		flags := parseFlags(specs("vs=string rs=strings health-path=string health-schem=string health-status=string interval=string logger=string mode=string ip=string iface=string run-once clean,C help,h"), arguments)
		if flags.on("help") || len(flags.words) == 0 || flags.words[0] != "care" || !flags.has("vs") || !flags.has("rs") {
			fail("stand-in for lvscare: care --vs ADDRESS:PORT --rs ADDRESS:PORT [--rs …]")
		}
		virtual := flags.get("vs", "")
		host, _, err := net.SplitHostPort(virtual)
		check(err)
		if output, err := exec.Command("ip", "address", "replace", host+"/32", "dev", "lo").CombinedOutput(); err != nil {
			fail("ip address replace: %v: %s", err, output)
		}
		care := &carer{}
		go care.probe(flags.all("rs"), flags.get("health-schem", "https"), flags.get("health-path", "/healthz"))
		listener, err := net.Listen("tcp", virtual)
		check(err)
		for {
			connection, err := listener.Accept()
			check(err)
			go care.forward(connection)
		}
	})
}

type carer struct {
	lock    sync.Mutex
	healthy []string
	turn    int
}

func (c *carer) probe(servers []string, scheme, path string) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	for ; ; time.Sleep(500 * time.Millisecond) {
		healthy := []string{}
		for _, server := range servers {
			if answer, err := client.Get(scheme + "://" + server + path); err == nil {
				_, _ = io.Copy(io.Discard, answer.Body) // a connection is used again only when its answer was read
				answer.Body.Close()
				if answer.StatusCode < 400 {
					healthy = append(healthy, server)
				}
			}
		}
		c.lock.Lock()
		if fmt.Sprint(healthy) != fmt.Sprint(c.healthy) {
			log.Print("healthy: ", healthy)
		}
		c.healthy = healthy
		c.lock.Unlock()
	}
}

func (c *carer) next() string {
	c.lock.Lock()
	defer c.lock.Unlock()
	if len(c.healthy) == 0 {
		return ""
	}
	c.turn++
	return c.healthy[c.turn%len(c.healthy)]
}

func (c *carer) forward(from net.Conn) {
	defer from.Close()
	to, err := net.DialTimeout("tcp", c.next(), 2*time.Second)
	if err != nil {
		return
	}
	defer to.Close()
	go func() {
		_, _ = io.Copy(to, from)
		_ = to.(*net.TCPConn).CloseWrite()
	}()
	_, _ = io.Copy(from, to)
}
