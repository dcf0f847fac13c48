// Stand-in: create, read, list, update, patch, delete and evict objects in the API server.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

func keyOf(of resource, namespace, name string) string {
	key := "/registry/" + of.qualified() + "/"
	if of.namespaced && namespace != "" {
		key += namespace + "/"
	}
	return key + name
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

func newUID() string {
	data := make([]byte, 16)
	_, _ = rand.Read(data)
	data[6], data[8] = data[6]&0x0f|0x40, data[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", data[:4], data[4:6], data[6:8], data[8:10], data[10:])
}

const nameLetters = "bcdfghjklmnpqrstvwxz2456789"

func randomName(length int) string {
	data := make([]byte, length)
	_, _ = rand.Read(data)
	for i := range data {
		data[i] = nameLetters[int(data[i])%len(nameLetters)]
	}
	return string(data)
}

func withRevision(one *entry) M {
	result := M{}
	_ = json.Unmarshal(one.Value, &result)
	set(result, strconv.FormatInt(one.Changed, 10), "metadata", "resourceVersion")
	return result
}

// stored is an object as a read right after its write would bring it.
func stored(written M, revision int64) M {
	return withRevision(&entry{Value: json.RawMessage(writeJSONLine(written)), Changed: revision})
}

func (a *apiServerState) read(of resource, namespace, name string) (M, error) {
	key := keyOf(of, namespace, name)
	got, err := a.store.read(key)
	if err != nil {
		return nil, err
	}
	if one := got.Entries[key]; one != nil {
		return withRevision(one), nil
	}
	return nil, notFound(&of, name)
}

func (a *apiServerState) handle(one *call) (M, int, error) {
	of := *one.resource
	switch one.Method {
	case "GET":
		if one.name == "" {
			answer, err := a.list(one)
			return answer, 200, err
		}
		answer, err := a.read(of, one.namespace, one.name)
		return answer, 200, err
	case "POST":
		object, err := parseBody(one)
		if err != nil {
			return nil, 0, err
		}
		if one.part == "eviction" {
			return a.evict(one)
		}
		answer, err := a.create(of, one.namespace, object)
		return answer, 201, err
	case "PUT":
		object, err := parseBody(one)
		if err != nil {
			return nil, 0, err
		}
		answer, err := a.replace(one, object)
		return answer, 200, err
	case "PATCH":
		answer, err := a.patch(one)
		return answer, 200, err
	case "DELETE":
		if one.resource.plural == "namespaces" && contains([]string{"default", "kube-system", "kube-public"}, one.name) {
			return nil, 0, apiError(403, "Forbidden", fmt.Sprintf("namespaces %q is forbidden: this namespace may not be deleted", one.name), M{"name": one.name, "kind": "namespaces"})
		}
		answer, err := a.delete(one)
		return answer, 200, err
	}
	return nil, 0, apiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", M{})
}

func parseBody(one *call) (M, error) {
	object := M{}
	if err := json.Unmarshal(one.body, &object); err != nil {
		return nil, apiError(400, "BadRequest", err.Error(), nil)
	}
	if one.part == "" && (text(object, "kind") != one.resource.kind || text(object, "apiVersion") != one.resource.apiVersion()) {
		return nil, apiError(400, "BadRequest", fmt.Sprintf("%s in version %q cannot be handled as a %s: no kind %q is registered for version %q", one.resource.kind, one.resource.version, one.resource.kind, text(object, "kind"), text(object, "apiVersion")), nil)
	}
	return object, nil
}

func (a *apiServerState) create(of resource, namespace string, object M) (M, error) {
	metadata := object["metadata"].(M)
	if text(metadata, "name") == "" && text(metadata, "generateName") != "" {
		metadata["name"] = text(metadata, "generateName") + randomName(5)
	}
	name := text(metadata, "name")
	if name == "" {
		return nil, apiError(422, "Invalid", fmt.Sprintf("%s %q is invalid: metadata.name: Required value: name or generateName is required", of.kind, ""), nil)
	}
	if name != strings.ToLower(name) || strings.ContainsAny(name, "_ /") {
		return nil, apiError(422, "Invalid", fmt.Sprintf("%s %q is invalid: metadata.name: Invalid value: %q: a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')", of.kind, name, name), nil)
	}
	if of.namespaced {
		space, err := a.read(mustResource("namespaces"), "", namespace)
		if err != nil {
			return nil, err
		}
		if text(space, "status", "phase") == "Terminating" {
			return nil, apiError(403, "Forbidden", fmt.Sprintf("%s %q is forbidden: unable to create new content in namespace %s because it is being terminated", of.qualified(), name, namespace), nil)
		}
		metadata["namespace"] = namespace
	}
	metadata["uid"], metadata["creationTimestamp"] = newUID(), now()
	delete(metadata, "resourceVersion")
	delete(metadata, "managedFields")
	defaults(of, object)
	revision, err := a.store.write(keyOf(of, namespace, name), object, 0)
	if isCode(err, 409) {
		return nil, apiError(409, "AlreadyExists", fmt.Sprintf("%s %q already exists", of.qualified(), name), M{"name": name, "group": of.group, "kind": of.plural})
	}
	if err != nil {
		return nil, err
	}
	return stored(object, revision), nil
}

// defaults are the few that callers read.
func defaults(of resource, object M) {
	switch of.plural {
	case "namespaces":
		set(object, "Active", "status", "phase")
		set(object, []interface{}{"kubernetes"}, "spec", "finalizers")
	case "deployments", "replicasets", "statefulsets":
		setDefault(object, 1.0, "spec", "replicas")
		set(object, 1.0, "metadata", "generation")
	case "daemonsets":
		set(object, 1.0, "metadata", "generation")
	case "pods":
		setDefault(object, "Pending", "status", "phase")
		setDefault(object, 30.0, "spec", "terminationGracePeriodSeconds")
	case "secrets":
		setDefault(object, "Opaque", "type")
		for key, value := range objectAt(object, "stringData") {
			set(object, encode([]byte(text(value))), "data", key)
		}
		delete(object, "stringData")
	}
}

// objectAt is object where that name is taken.
func objectAt(value M, name string) M { return object(value, name) }

func (a *apiServerState) replace(one *call, object M) (M, error) {
	of := *one.resource
	current, err := a.read(of, one.namespace, one.name)
	if err != nil {
		return nil, err
	}
	expected := text(object, "metadata", "resourceVersion")
	if expected != "" && expected != text(current, "metadata", "resourceVersion") {
		return nil, conflict(of, one.name)
	}
	return a.overwrite(one, current, object)
}

func conflict(of resource, name string) error {
	return apiError(409, "Conflict", fmt.Sprintf("Operation cannot be fulfilled on %s %q: the object has been modified; please apply your changes to the latest version and try again", of.qualified(), name),
		M{"name": name, "group": of.group, "kind": of.plural})
}

// overwrite writes an object over the current one: identity stays, status changes only through its own path, a new spec counts up.
func (a *apiServerState) overwrite(one *call, current, object M) (M, error) {
	of := *one.resource
	for _, field := range []string{"uid", "creationTimestamp", "namespace", "name", "deletionTimestamp", "deletionGracePeriodSeconds"} {
		if value := at(current, "metadata", field); value != nil {
			set(object, value, "metadata", field)
		}
	}
	if one.part == "status" {
		replaced := clone(current)
		replaced["status"] = object["status"]
		object = replaced
	} else if one.part == "" && current["status"] != nil && of.plural != "certificatesigningrequests" {
		object["status"] = current["status"]
	}
	if generation := number(current, "metadata", "generation"); generation > 0 {
		if !same(current["spec"], object["spec"]) {
			generation++
		}
		set(object, float64(generation), "metadata", "generation")
	}
	revision, _ := strconv.ParseInt(text(current, "metadata", "resourceVersion"), 10, 64)
	delete(object["metadata"].(M), "resourceVersion")
	delete(object["metadata"].(M), "managedFields")
	before := clone(current)
	delete(before["metadata"].(M), "resourceVersion")
	if same(before, object) {
		return current, nil
	}
	written, err := a.store.write(keyOf(of, one.namespace, one.name), object, revision)
	if isCode(err, 409) {
		return nil, conflict(of, one.name)
	}
	if err != nil {
		return nil, err
	}
	return stored(object, written), nil
}

func same(one, other interface{}) bool {
	left, _ := json.Marshal(one)
	right, _ := json.Marshal(other)
	return string(left) == string(right)
}

func (a *apiServerState) patch(one *call) (M, error) {
	var change interface{}
	if err := json.Unmarshal(one.body, &change); err != nil {
		return nil, apiError(400, "BadRequest", strings.Replace(err.Error(), "unexpected end of JSON input", "unexpected EOF", 1), nil)
	}
	for i := 0; ; i++ {
		current, err := a.read(*one.resource, one.namespace, one.name)
		if err != nil {
			return nil, err
		}
		patched, err := applyPatch(clone(current), change, one.Header.Get("Content-Type"))
		if err != nil {
			return nil, err
		}
		answer, err := a.overwrite(one, current, patched)
		if !isCode(err, 409) || i > 20 {
			return answer, err
		}
	}
}

func (a *apiServerState) delete(one *call) (M, error) {
	of := *one.resource
	if one.name == "" {
		return nil, apiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", M{})
	}
	for i := 0; ; i++ {
		current, err := a.read(of, one.namespace, one.name)
		if err != nil {
			return nil, err
		}
		revision, _ := strconv.ParseInt(text(current, "metadata", "resourceVersion"), 10, 64)
		key := keyOf(of, one.namespace, one.name)
		marked := clone(current)
		switch {
		case of.plural == "namespaces" && one.part != "finalize":
			set(marked, "Terminating", "status", "phase")
			set(marked, now(), "metadata", "deletionTimestamp")
			_, err = a.store.write(key, marked, revision)
		case of.plural == "pods" && text(current, "spec", "nodeName") != "" && gracePeriod(one) != 0:
			if at(current, "metadata", "deletionTimestamp") != nil {
				return current, nil
			}
			set(marked, now(), "metadata", "deletionTimestamp")
			set(marked, 30.0, "metadata", "deletionGracePeriodSeconds")
			_, err = a.store.write(key, marked, revision)
		case len(list(current, "metadata", "finalizers")) > 0:
			set(marked, now(), "metadata", "deletionTimestamp")
			_, err = a.store.write(key, marked, revision)
		default:
			_, err = a.store.write(key, nil, revision)
			marked = M{"kind": "Status", "apiVersion": "v1", "metadata": M{}, "status": "Success",
				"details": M{"name": one.name, "group": of.group, "kind": of.plural, "uid": text(current, "metadata", "uid")}}
		}
		if !isCode(err, 409) || i > 20 {
			return marked, err
		}
	}
}

func gracePeriod(one *call) int {
	options := M{}
	_ = json.Unmarshal(one.body, &options)
	if at(options, "gracePeriodSeconds") != nil {
		return number(options, "gracePeriodSeconds")
	}
	if value := one.URL.Query().Get("gracePeriodSeconds"); value != "" {
		seconds, _ := strconv.Atoi(value)
		return seconds
	}
	return -1
}

// evict deletes a pod unless a disruption budget says no.
func (a *apiServerState) evict(one *call) (M, int, error) {
	pod, err := a.read(*one.resource, one.namespace, one.name)
	if err != nil {
		return nil, 0, err
	}
	budgets, err := a.all(mustResource("poddisruptionbudgets"), one.namespace)
	if err != nil {
		return nil, 0, err
	}
	for _, budget := range budgets {
		if !selects(object(budget, "spec", "selector"), object(pod, "metadata", "labels")) {
			continue
		}
		pods, err := a.all(mustResource("pods"), one.namespace)
		if err != nil {
			return nil, 0, err
		}
		if a.allowed(budget, pods) <= 0 {
			return nil, 0, apiError(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", M{"causes": []interface{}{
				M{"reason": "DisruptionBudget", "message": fmt.Sprintf("The disruption budget %s needs more healthy pods", text(budget, "metadata", "name"))}}})
		}
	}
	deletion := *one
	deletion.part, deletion.body = "", nil
	if _, err = a.delete(&deletion); err != nil {
		return nil, 0, err
	}
	return M{"kind": "Status", "apiVersion": "v1", "metadata": M{}, "status": "Success"}, 201, nil
}

func (a *apiServerState) allowed(budget M, pods []M) int {
	healthy, total := 0, 0
	for _, pod := range pods {
		if selects(object(budget, "spec", "selector"), object(pod, "metadata", "labels")) {
			total++
			if podReady(pod) && at(pod, "metadata", "deletionTimestamp") == nil {
				healthy++
			}
		}
	}
	if at(budget, "spec", "maxUnavailable") != nil {
		return number(budget, "spec", "maxUnavailable") - (total - healthy)
	}
	return healthy - number(budget, "spec", "minAvailable")
}

func (a *apiServerState) all(of resource, namespace string) ([]M, error) {
	items, _, err := a.allAt(of, namespace)
	return items, err
}

// allAt brings the objects of a kind by name, and the revision that they were read at.
func (a *apiServerState) allAt(of resource, namespace string) ([]M, int64, error) {
	got, err := a.store.read(keyOf(of, namespace, ""))
	if err != nil {
		return nil, 0, err
	}
	items := []M{}
	for _, name := range keys(got.Entries) {
		items = append(items, withRevision(got.Entries[name]))
	}
	return items, got.Revision, nil
}

func (a *apiServerState) list(one *call) (M, error) {
	items, revision, err := a.allAt(*one.resource, one.namespace)
	if err != nil {
		return nil, err
	}
	query := one.URL.Query()
	kept := []interface{}{}
	for _, item := range items {
		if matchesLabels(query.Get("labelSelector"), object(item, "metadata", "labels")) && matchesFields(query.Get("fieldSelector"), item) {
			delete(item, "apiVersion")
			delete(item, "kind")
			kept = append(kept, item)
		}
	}
	return M{"kind": one.resource.kind + "List", "apiVersion": one.resource.apiVersion(), "metadata": M{"resourceVersion": strconv.FormatInt(revision, 10)}, "items": kept}, nil
}
