// Stand-in: how controllers, scheduler and kubelet learn that the cluster has changed, in place of Kubernetes' watches.
package main

import (
	"strconv"
	"time"
)

// changes sends when anything but the renewal of a lease has changed, and once to begin with. Changes that come while nobody
// looks are one. While the API does not answer it sends too, so that the receiver meets the error itself.
func (c *client) changes() <-chan struct{} {
	news := make(chan struct{}, 1)
	go func() {
		for seen := -1; ; {
			answer, err := c.get("/standin/changes?after=" + strconv.Itoa(seen))
			if revision := number(answer, "revision"); err != nil || revision != seen {
				seen = revision
				select {
				case news <- struct{}{}:
				default:
				}
			}
			if err != nil {
				time.Sleep(300 * time.Millisecond)
			}
		}
	}()
	return news
}
