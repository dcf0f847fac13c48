// Stand-in: cordon, drain, rollout status and wait.
package main

import (
	"fmt"
	"strings"
	"time"
)

func (k *kubectlRun) nodesGiven() []target {
	words := k.given()
	if len(words) == 0 && k.option("selector", "") == "" {
		fail("error: USAGE: %s NODE [flags]\nSee 'kubectl %s -h' for help and examples", k.command, k.command)
	}
	nodes := []target{}
	for _, name := range words {
		nodes = append(nodes, target{mustResource("nodes"), "", strings.TrimPrefix(strings.TrimPrefix(name, "node/"), "nodes/")})
	}
	if len(nodes) == 0 {
		nodes = k.chosen([]string{"nodes"})
	}
	return nodes
}

func (k *kubectlRun) cordon(wanted bool) {
	for _, one := range k.nodesGiven() {
		k.cordonOne(one, wanted)
	}
}

func (k *kubectlRun) cordonOne(one target, wanted bool) {
	word := map[bool]string{true: "cordoned", false: "uncordoned"}[wanted]
	current, err := k.api().get(one.path())
	k.must(err)
	if truth(current, "spec", "unschedulable") == wanted {
		one.said("already " + word)
		return
	}
	change := M{"spec": M{"unschedulable": true}}
	if !wanted {
		change = M{"spec": M{"unschedulable": nil}}
	}
	_, err = k.api().patch(one.path(), change)
	k.must(err)
	one.said(word)
}

func (k *kubectlRun) drain() {
	for _, one := range k.nodesGiven() {
		k.cordonOne(one, true)
		if err := attempt(func() { k.drainOne(one) }); err != nil {
			message := strings.TrimPrefix(err.Error(), "error: ")
			fail("error: unable to drain node %q, aborting command...\n\nThere are pending nodes to be drained:\n %s\nerror: %s", one.name, one.name, message)
		}
	}
}

func (k *kubectlRun) drainOne(node target) {
	pods, err := k.api().get("/api/v1/pods?fieldSelector=spec.nodeName=" + node.name)
	k.must(err)
	leaving, daemons, bare := []M{}, []string{}, []string{}
	for _, item := range list(pods, "items") {
		pod := item.(M)
		name := text(pod, "metadata", "namespace") + "/" + text(pod, "metadata", "name")
		switch {
		case isMirror(pod):
		case ownerKind(pod) == "DaemonSet":
			daemons = append(daemons, name)
		case ownerKind(pod) == "" && !k.on("force"):
			bare = append(bare, name)
		default:
			leaving = append(leaving, pod)
		}
	}
	problems := []string{}
	if len(daemons) > 0 && !k.on("ignore-daemonsets") {
		problems = append(problems, "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): "+strings.Join(daemons, ", "))
	}
	if len(bare) > 0 {
		problems = append(problems, "cannot delete Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override): "+strings.Join(bare, ", "))
	}
	if len(problems) > 0 {
		fail("%s", strings.Join(problems, "\n"))
	}
	if len(daemons) > 0 {
		fmt.Fprintf(stderr, "WARNING: ignoring DaemonSet-managed Pods: %s\n", strings.Join(daemons, ", "))
	}
	k.evictAll(node, leaving)
}

func ownerKind(pod M) string {
	for _, one := range list(pod, "metadata", "ownerReferences") {
		if truth(one, "controller") {
			return text(one, "kind")
		}
	}
	return ""
}

// evictAll evicts, asks again while a budget forbids it, and waits until every pod is gone, all within --timeout.
func (k *kubectlRun) evictAll(node target, pods []M) {
	limit := k.duration("timeout", 0)
	began := time.Now()
	late := func() bool { return limit > 0 && time.Since(began) > limit }
	for _, pod := range pods {
		fmt.Printf("evicting pod %s/%s\n", text(pod, "metadata", "namespace"), text(pod, "metadata", "name"))
	}
	for _, pod := range pods {
		name, namespace := text(pod, "metadata", "name"), text(pod, "metadata", "namespace")
		one := target{mustResource("pods"), namespace, name}
		for {
			_, err := k.api().post(one.path()+"/eviction", M{"apiVersion": "policy/v1beta1", "kind": "Eviction", "metadata": M{"name": name, "namespace": namespace}})
			if err == nil || isCode(err, 404) {
				break
			}
			if !isCode(err, 429) {
				fail("error when evicting pods/%q -n %q: %v", name, namespace, err)
			}
			fmt.Fprintf(stderr, "error when evicting pods/%q -n %q (will retry after 5s): %v\n", name, namespace, err)
			if late() {
				fail("error when evicting pods/%q -n %q: global timeout reached: %v", name, namespace, limit)
			}
			pause := 5 * time.Second
			if left := limit - time.Since(began); limit > 0 && left < pause {
				pause = left
			}
			time.Sleep(pause + time.Millisecond)
		}
		for {
			current, err := k.api().get(one.path())
			if isCode(err, 404) || (err == nil && text(current, "metadata", "uid") != text(pod, "metadata", "uid")) {
				break
			}
			if late() {
				fail("error when waiting for pod %q terminating: global timeout reached: %v", name, limit)
			}
			time.Sleep(100 * time.Millisecond)
		}
		fmt.Printf("pod/%s evicted\n", name)
	}
	node.said(map[bool]string{true: "evicted", false: "drained"}[minorOf(version) < 21])
}

func (k *kubectlRun) rollout() {
	words := k.given()
	if len(words) == 0 {
		fail("error: Required resource not specified.")
	}
	switch words[0] {
	case "status":
		for _, one := range k.targets(words[1:]) {
			k.rolloutStatus(one)
		}
	case "restart":
		for _, one := range k.targets(words[1:]) {
			_, err := k.api().patch(one.path(), M{"spec": M{"template": M{"metadata": M{"annotations": M{"kubectl.kubernetes.io/restartedAt": time.Now().Format(time.RFC3339)}}}}})
			k.must(err)
			one.said("restarted")
		}
	default:
		fail("error: %q is not in the stand-in", "rollout "+words[0])
	}
}

func (k *kubectlRun) rolloutStatus(one target) {
	limit, began, last := k.duration("timeout", 0), time.Now(), ""
	for ; ; time.Sleep(100 * time.Millisecond) {
		found, err := k.api().get(one.path())
		k.must(err)
		line, done := rolloutLine(one, found)
		if line != last {
			fmt.Println(line)
		}
		if last = line; done {
			return
		}
		if limit > 0 && time.Since(began) > limit {
			fail("error: timed out waiting for the condition")
		}
	}
}

func rolloutLine(one target, found M) (string, bool) {
	name, wanted := one.name, number(found, "spec", "replicas")
	updated, available := number(found, "status", "updatedReplicas"), number(found, "status", "availableReplicas")
	if one.of.plural == "daemonsets" {
		wanted, updated, available = number(found, "status", "desiredNumberScheduled"), number(found, "status", "updatedNumberScheduled"), number(found, "status", "numberAvailable")
		if available < wanted || number(found, "status", "observedGeneration") < number(found, "metadata", "generation") {
			return fmt.Sprintf("Waiting for daemon set %q rollout to finish: %d of %d updated pods are available...", name, available, wanted), false
		}
		return fmt.Sprintf("daemon set %q successfully rolled out", name), true
	}
	switch {
	case number(found, "status", "observedGeneration") < number(found, "metadata", "generation"):
		return "Waiting for deployment spec update to be observed...", false
	case updated < wanted:
		return fmt.Sprintf("Waiting for deployment %q rollout to finish: %d out of %d new replicas have been updated...", name, updated, wanted), false
	case number(found, "status", "replicas") > updated:
		return fmt.Sprintf("Waiting for deployment %q rollout to finish: %d old replicas are pending termination...", name, number(found, "status", "replicas")-updated), false
	case available < updated:
		return fmt.Sprintf("Waiting for deployment %q rollout to finish: %d of %d updated replicas are available...", name, available, updated), false
	}
	return fmt.Sprintf("deployment %q successfully rolled out", name), true
}

func (k *kubectlRun) wait() {
	condition := k.option("for", "")
	limit := k.duration("timeout", 30*time.Second)
	kind, rest, _ := strings.Cut(condition, "=")
	if condition != "delete" && kind != "condition" {
		fail("error: unrecognized condition: %q", condition)
	}
	name, wanted, given := strings.Cut(rest, "=")
	if !given {
		wanted = "true"
	}
	for _, one := range k.chosen(k.given()) {
		met := false
		for began := time.Now(); !met; time.Sleep(100 * time.Millisecond) {
			found, err := k.api().get(one.path())
			if condition == "delete" && isCode(err, 404) {
				met = true
				break
			}
			k.must(err)
			if condition != "delete" {
				met = strings.EqualFold(text(nodeCondition(found, name), "status"), wanted)
			}
			if !met && time.Since(began) > limit {
				fail("error: timed out waiting for the condition on %s/%s", one.of.qualified(), one.name)
			}
		}
		one.said("condition met")
	}
}
