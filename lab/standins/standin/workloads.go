// Stand-in: deployments, daemon sets, the scheduler, and what is cleared away.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

func podReady(pod M) bool {
	for _, item := range list(pod, "status", "conditions") {
		if text(item, "type") == "Ready" {
			return text(item, "status") == "True"
		}
	}
	return false
}

func templateHash(value interface{}) string {
	sum := sha256.Sum256([]byte(writeJSONLine(value)))
	return hex.EncodeToString(sum[:5])
}

func owner(kind string, of M) []interface{} {
	return []interface{}{M{"apiVersion": "apps/v1", "kind": kind, "name": text(of, "metadata", "name"), "uid": text(of, "metadata", "uid"), "controller": true, "blockOwnerDeletion": true}}
}

func podFrom(template interface{}, prefix, namespace, hash string, owners []interface{}, node string) M {
	pod := M{"apiVersion": "v1", "kind": "Pod", "metadata": M{"generateName": prefix + "-", "namespace": namespace, "ownerReferences": owners}, "spec": clone(object(template, "spec"))}
	labels := M{}
	for key, value := range object(template, "metadata", "labels") {
		labels[key] = value
	}
	labels["pod-template-hash"] = hash
	set(pod, labels, "metadata", "labels")
	if annotations := object(template, "metadata", "annotations"); annotations != nil {
		set(pod, annotations, "metadata", "annotations")
	}
	if node != "" {
		set(pod, node, "spec", "nodeName")
	}
	return pod
}

func ownedBy(item M, uid string) bool {
	for _, one := range list(item, "metadata", "ownerReferences") {
		if text(one, "uid") == uid {
			return true
		}
	}
	return false
}

// deployments keep one replica set a template and as many pods as asked; older ones go when the new ones are ready.
func (c *controllers) deployments() {
	deployments := c.items("deployments")
	sets, pods := c.items("replicasets"), c.items("pods")
	for _, deployment := range deployments {
		c.deployment(deployment, sets, pods)
	}
}

func (c *controllers) deployment(deployment M, sets, pods []M) {
	namespace, name, uid := text(deployment, "metadata", "namespace"), text(deployment, "metadata", "name"), text(deployment, "metadata", "uid")
	hash := templateHash(at(deployment, "spec", "template"))
	wanted := number(deployment, "spec", "replicas")
	var current M
	older := map[string]bool{}
	for _, one := range sets {
		if ownedBy(one, uid) {
			if text(one, "metadata", "labels", "pod-template-hash") == hash {
				current = one
			} else {
				older[text(one, "metadata", "uid")] = true
			}
		}
	}
	if current == nil {
		created, err := c.api.post(mustResource("replicasets").collection(namespace), M{"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": M{"name": name + "-" + hash, "labels": M{"pod-template-hash": hash}, "ownerReferences": owner("Deployment", deployment)},
			"spec": M{"replicas": wanted, "selector": at(deployment, "spec", "selector"), "template": at(deployment, "spec", "template")}})
		check(err)
		current = created
	}
	updated, ready, total := 0, 0, 0
	mine, old := []M{}, []M{}
	for _, pod := range pods {
		if at(pod, "metadata", "deletionTimestamp") != nil {
			continue
		}
		if ownedBy(pod, text(current, "metadata", "uid")) {
			mine = append(mine, pod)
		}
		for _, one := range list(pod, "metadata", "ownerReferences") {
			if older[text(one, "uid")] {
				old = append(old, pod)
			}
		}
	}
	collection := mustResource("pods").collection(namespace)
	for len(mine) < wanted {
		pod, err := c.api.post(collection, podFrom(at(deployment, "spec", "template"), name+"-"+hash, namespace, hash, owner("ReplicaSet", current), ""))
		check(err)
		mine = append(mine, pod)
	}
	for len(mine) > wanted {
		_, _ = c.api.remove(collection + "/" + text(mine[len(mine)-1], "metadata", "name"))
		mine = mine[:len(mine)-1]
	}
	for _, pod := range mine {
		updated++
		if podReady(pod) {
			ready++
		}
	}
	if ready == wanted {
		for _, pod := range old {
			_, _ = c.api.remove(collection + "/" + text(pod, "metadata", "name"))
		}
		for _, one := range sets {
			if older[text(one, "metadata", "uid")] && len(old) == 0 {
				_, _ = c.api.remove(mustResource("replicasets").collection(namespace) + "/" + text(one, "metadata", "name"))
			}
		}
	}
	total = updated + len(old)
	c.deploymentStatus(deployment, total, updated, ready, wanted)
}

func (c *controllers) deploymentStatus(deployment M, total, updated, ready, wanted int) {
	condition := func(kind string, good bool, reason, message string) interface{} {
		word := map[bool]string{true: "True", false: "False"}[good]
		moment := interface{}(now())
		for _, item := range list(deployment, "status", "conditions") {
			if text(item, "type") == kind && text(item, "status") == word {
				moment = at(item, "lastTransitionTime")
			}
		}
		return M{"type": kind, "status": word, "reason": reason, "message": message, "lastTransitionTime": moment, "lastUpdateTime": moment}
	}
	state := M{"observedGeneration": number(deployment, "metadata", "generation"), "replicas": total, "updatedReplicas": updated, "readyReplicas": ready, "availableReplicas": ready, "unavailableReplicas": wanted - ready,
		"conditions": []interface{}{condition("Available", ready >= wanted, map[bool]string{true: "MinimumReplicasAvailable", false: "MinimumReplicasUnavailable"}[ready >= wanted], ""), condition("Progressing", true, "NewReplicaSetAvailable", "")}}
	if same(plain(state), deployment["status"]) {
		return
	}
	deployment["status"], deployment["apiVersion"], deployment["kind"] = state, "apps/v1", "Deployment"
	path := mustResource("deployments").collection(text(deployment, "metadata", "namespace")) + "/" + text(deployment, "metadata", "name")
	if _, err := c.api.put(path+"/status", deployment); err != nil && !isCode(err, 409) && !isCode(err, 404) {
		check(err)
	}
}

func (c *controllers) daemonSets() {
	nodes, pods := c.items("nodes"), c.items("pods")
	for _, set := range c.items("daemonsets") {
		namespace, name, uid := text(set, "metadata", "namespace"), text(set, "metadata", "name"), text(set, "metadata", "uid")
		hash := templateHash(at(set, "spec", "template"))
		ready, scheduled := 0, 0
		for _, node := range nodes {
			nodeName := text(node, "metadata", "name")
			if !tolerates(object(set, "spec", "template", "spec"), node, true) {
				continue
			}
			scheduled++
			found := false
			for _, pod := range pods {
				if ownedBy(pod, uid) && text(pod, "spec", "nodeName") == nodeName {
					if text(pod, "metadata", "labels", "pod-template-hash") != hash && at(pod, "metadata", "deletionTimestamp") == nil {
						_, _ = c.api.remove(mustResource("pods").collection(namespace) + "/" + text(pod, "metadata", "name"))
					}
					found = true
					if podReady(pod) {
						ready++
					}
				}
			}
			if !found {
				_, err := c.api.post(mustResource("pods").collection(namespace), podFrom(at(set, "spec", "template"), name, namespace, hash, owner("DaemonSet", set), nodeName))
				check(err)
			}
		}
		state := plain(M{"currentNumberScheduled": scheduled, "desiredNumberScheduled": scheduled, "numberReady": ready, "numberAvailable": ready, "updatedNumberScheduled": scheduled, "numberMisscheduled": 0, "observedGeneration": number(set, "metadata", "generation")})
		if !same(state, set["status"]) {
			set["status"], set["apiVersion"], set["kind"] = state, "apps/v1", "DaemonSet"
			_, _ = c.api.put(mustResource("daemonsets").collection(namespace)+"/"+name+"/status", set)
		}
	}
}

// orphans: pods whose node or owner is gone, replica sets whose deployment is gone.
func (c *controllers) orphans() {
	nodes, owners := map[string]bool{}, map[string]bool{}
	for _, node := range c.items("nodes") {
		nodes[text(node, "metadata", "name")] = true
		owners[text(node, "metadata", "uid")] = true
	}
	for _, plural := range []string{"deployments", "replicasets", "daemonsets", "statefulsets", "jobs"} {
		for _, one := range c.items(plural) {
			owners[text(one, "metadata", "uid")] = true
			if plural == "replicasets" && !owned(one, owners) {
				_, _ = c.api.remove(mustResource(plural).collection(text(one, "metadata", "namespace")) + "/" + text(one, "metadata", "name"))
			}
		}
	}
	for _, pod := range c.items("pods") {
		node := text(pod, "spec", "nodeName")
		path := mustResource("pods").collection(text(pod, "metadata", "namespace")) + "/" + text(pod, "metadata", "name")
		if node != "" && !nodes[node] {
			_, _ = c.api.do("DELETE", path, M{"gracePeriodSeconds": 0}, "")
		} else if !owned(pod, owners) && at(pod, "metadata", "deletionTimestamp") == nil {
			_, _ = c.api.remove(path)
		}
	}
}

func owned(item M, owners map[string]bool) bool {
	references := list(item, "metadata", "ownerReferences")
	for _, one := range references {
		if owners[text(one, "uid")] {
			return true
		}
	}
	return len(references) == 0
}

// namespaces that are ending lose their content, then themselves.
func (c *controllers) namespaces() {
	for _, space := range c.items("namespaces") {
		if text(space, "status", "phase") != "Terminating" {
			continue
		}
		name, left := text(space, "metadata", "name"), 0
		for _, of := range resources {
			if !of.namespaced {
				continue
			}
			answer, err := c.api.get(of.collection(name))
			check(err)
			for _, item := range list(answer, "items") {
				left++
				if at(item, "metadata", "deletionTimestamp") == nil {
					_, _ = c.api.remove(of.collection(name) + "/" + text(item, "metadata", "name"))
				}
			}
		}
		if left == 0 {
			delete(object(space, "spec"), "finalizers")
			_, _ = c.api.do("DELETE", "/api/v1/namespaces/"+name+"/finalize", nil, "")
		}
	}
}

// tolerates says whether a pod may run on a node; daemon pods tolerate what the daemon set controller adds for them.
func tolerates(specification, node M, daemon bool) bool {
	for _, taint := range list(node, "spec", "taints") {
		key, effect := text(taint, "key"), text(taint, "effect")
		if effect == "PreferNoSchedule" || (daemon && len(key) > 19 && key[:19] == "node.kubernetes.io/") {
			continue
		}
		accepted := false
		for _, one := range list(specification, "tolerations") {
			sameKey := text(one, "key") == key || (text(one, "key") == "" && text(one, "operator") == "Exists")
			sameValue := text(one, "operator") == "Exists" || text(one, "value") == text(taint, "value")
			sameEffect := text(one, "effect") == "" || text(one, "effect") == effect
			accepted = accepted || (sameKey && sameValue && sameEffect)
		}
		if !accepted {
			return false
		}
	}
	for key, value := range object(specification, "nodeSelector") {
		if text(node, "metadata", "labels", key) != text(value) {
			return false
		}
	}
	return true
}

func scheduler(arguments []string) int {
	flags := argumentMap(arguments)
	return guarded("", "", func() {
		healthPort("10259")
		c := &controllers{api: newClient(readKubeconfig(flags["kubeconfig"]), 8*time.Second), flags: flags}
		leader := &leadership{api: c.api, name: "kube-scheduler", identity: hostName() + "_" + newUID()}
		followChanges(leader, func(changed bool) []func() {
			if changed {
				return []func(){c.readPods, c.schedule}
			}
			return nil
		})
	})
}

func (c *controllers) schedule() {
	nodes, load := c.items("nodes"), map[string]int{}
	pods := c.items("pods")
	for _, pod := range pods {
		load[text(pod, "spec", "nodeName")]++
	}
	for _, pod := range pods {
		if text(pod, "spec", "nodeName") != "" || at(pod, "metadata", "deletionTimestamp") != nil {
			continue
		}
		chosen := ""
		for _, node := range nodes {
			name := text(node, "metadata", "name")
			fits := text(nodeCondition(node, "Ready"), "status") == "True" && !truth(node, "spec", "unschedulable") && tolerates(object(pod, "spec"), node, false)
			if fits && (chosen == "" || load[name] < load[chosen]) {
				chosen = name
			}
		}
		if chosen == "" {
			continue
		}
		set(pod, chosen, "spec", "nodeName")
		pod["apiVersion"], pod["kind"] = "v1", "Pod"
		if _, err := c.api.put(mustResource("pods").collection(text(pod, "metadata", "namespace"))+"/"+text(pod, "metadata", "name"), pod); err == nil {
			load[chosen]++
		}
	}
}
