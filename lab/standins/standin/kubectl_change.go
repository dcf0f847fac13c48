// Stand-in: kubectl's commands that change objects.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

var stderr = os.Stderr

// sourced is an object from a file, with what it is called and where it goes.
type sourced struct {
	target
	object M
	source string
}

func (k *kubectlRun) fromFiles() []sourced {
	k.api()
	found := []sourced{}
	names := k.all("filename")
	if len(names) == 0 {
		fail("error: must specify one of -f and -k")
	}
	for _, name := range names {
		for _, file := range filesBelow(name, k.on("recursive")) {
			data, label := []byte(nil), file
			var err error
			if file == "-" {
				data, err = io.ReadAll(os.Stdin)
				label = "STDIN"
			} else {
				data, err = os.ReadFile(file)
			}
			check(err)
			documents, err := readDocuments(data)
			if err != nil {
				fail("error: error parsing %s: %v", label, err)
			}
			for _, one := range documents {
				items := []M{one.content}
				if text(one.content, "kind") == "List" {
					items = nil
					for _, item := range list(one.content, "items") {
						items = append(items, item.(M))
					}
				}
				for _, item := range items {
					found = append(found, k.identify(item, label))
				}
			}
		}
	}
	if len(found) == 0 {
		fail("error: no objects passed to %s", k.command)
	}
	return found
}

func filesBelow(name string, recursive bool) []string {
	if name == "-" {
		return []string{name}
	}
	if strings.HasPrefix(name, "http") {
		fail("error: Get %q: the stand-in reads no addresses", name)
	}
	info, err := os.Stat(name)
	if err != nil {
		fail("error: the path %q does not exist", name)
	}
	if !info.IsDir() {
		return []string{name}
	}
	files := []string{}
	_ = filepath.Walk(name, func(path string, one os.FileInfo, err error) error {
		if err == nil && one.IsDir() && path != name && !recursive {
			return filepath.SkipDir
		}
		if extension := filepath.Ext(path); err == nil && !one.IsDir() && contains([]string{".yaml", ".yml", ".json"}, extension) {
			files = append(files, path)
		}
		return nil
	})
	if len(files) == 0 {
		fail("error: error reading [%s]: recognized file extensions are [.json .yaml .yml]", name)
	}
	sort.Strings(files)
	return files
}

// topLevel fields of the kinds that validation knows.
var topLevel = map[string]string{"ConfigMap": "data binaryData immutable", "Secret": "data stringData type immutable", "Namespace": "spec status", "Deployment": "spec status", "DaemonSet": "spec status", "Pod": "spec status", "Lease": "spec",
	"Service": "spec status", "ServiceAccount": "secrets imagePullSecrets automountServiceAccountToken", "Node": "spec status"}

func (k *kubectlRun) identify(item M, label string) sourced {
	missing := []string{}
	for _, field := range []string{"apiVersion", "kind"} {
		if text(item, field) == "" {
			missing = append(missing, field+" not set")
		}
	}
	invalid := func(what string) {
		fail("error: error validating %q: error validating data: %s; if you choose to ignore these errors, turn validation off with --validate=false", label, what)
	}
	if len(missing) == 2 {
		invalid("[apiVersion not set, kind not set]")
	} else if len(missing) == 1 {
		invalid(missing[0])
	}
	of := resourceOf(text(item, "apiVersion"), text(item, "kind"))
	if of == nil {
		fail("error: unable to recognize %q: no matches for kind %q in version %q", label, text(item, "kind"), text(item, "apiVersion"))
	}
	if fields, known := topLevel[of.kind]; known && k.option("validate", "true") != "false" {
		for _, field := range keys(item) {
			if !contains(append(strings.Fields(fields), "apiVersion", "kind", "metadata"), field) {
				group := "core"
				if of.group != "" {
					group = strings.Split(of.group, ".")[0]
				}
				invalid(fmt.Sprintf("ValidationError(%s): unknown field %q in io.k8s.api.%s.%s.%s", of.kind, field, group, of.version, of.kind))
			}
		}
	}
	namespace := text(item, "metadata", "namespace")
	if !of.namespaced {
		namespace = ""
	} else if namespace == "" {
		namespace = k.namespace()
	} else if k.has("namespace") && k.namespace() != namespace {
		fail("error: the namespace from the provided object %q does not match the namespace %q. You must pass '--namespace=%s' to perform this operation.", namespace, k.namespace(), namespace)
	}
	if item["metadata"] == nil {
		item["metadata"] = M{}
	}
	return sourced{target{*of, namespace, text(item, "metadata", "name")}, item, label}
}

func (t target) said(what string) {
	fmt.Printf("%s/%s %s\n", t.of.singularQualified(), t.name, what)
}

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

func (k *kubectlRun) apply(verb string) {
	problems := []string{}
	for _, one := range k.fromFiles() {
		if err := attempt(func() { k.applyOne(one, verb) }); err != nil {
			problems = append(problems, err.Error())
		}
	}
	if len(problems) > 0 {
		fail("%s", strings.Join(problems, "\n"))
	}
}

func (k *kubectlRun) applyOne(one sourced, verb string) {
	if verb == "replace" {
		after, err := k.api().put(one.path(), one.object)
		k.mustDuring(err, fmt.Sprintf("error when replacing %q: ", one.source))
		k.tell(one.target, after, "replaced")
		return
	}
	if verb == "apply" {
		set(one.object, writeJSON(one.object, ""), "metadata", "annotations", lastApplied)
	}
	current, err := k.api().get(one.path())
	if isCode(err, 404) || verb == "create" {
		after, err := k.api().post(one.of.collection(one.namespace), one.object)
		k.mustDuring(err, fmt.Sprintf("error when creating %q: ", one.source))
		k.tell(one.target, after, "created")
		return
	}
	k.mustDuring(err, "error when retrieving current configuration of: ")
	if text(current, "metadata", "annotations", lastApplied) == text(one.object, "metadata", "annotations", lastApplied) && contained(one.object, current) {
		one.said("unchanged")
		return
	}
	change := clone(one.object)
	for _, gone := range droppedPaths(current, one.object) {
		set(change, nil, gone...)
	}
	_, err = k.api().do("PATCH", one.path(), change, "application/merge-patch+json")
	k.mustDuring(err, "error when applying patch: ")
	one.said("configured")
}

// contained says whether everything that is wanted is so already.
func contained(wanted, current interface{}) bool {
	fields, isObject := plain(wanted).(M)
	if !isObject {
		return same(wanted, current)
	}
	for key, value := range fields {
		if !contained(value, at(current, key)) {
			return false
		}
	}
	return true
}

// droppedPaths are fields that the last applied form had and the new one has not.
func droppedPaths(current, wanted M) [][]string {
	documents, err := readDocuments([]byte(text(current, "metadata", "annotations", lastApplied)))
	if err != nil || len(documents) == 0 {
		return nil
	}
	dropped := [][]string{}
	var compare func(before, after interface{}, path []string)
	compare = func(before, after interface{}, path []string) {
		fields, isObject := before.(M)
		if !isObject {
			return
		}
		for key, value := range fields {
			deeper := append(append([]string{}, path...), key)
			if at(after, key) == nil {
				dropped = append(dropped, deeper)
			} else {
				compare(value, at(after, key), deeper)
			}
		}
	}
	compare(documents[0].content, wanted, nil)
	return dropped
}

func (k *kubectlRun) create() {
	words := k.given()
	if len(words) == 0 {
		k.apply("create")
		return
	}
	k.api()
	of := resourceNamed(words[0])
	if of == nil || !contains([]string{"namespaces", "configmaps", "secrets", "serviceaccounts"}, of.plural) {
		fail("Error: unknown command %q for \"kubectl create\"", words[0])
	}
	words = words[1:]
	if of.plural == "secrets" && len(words) > 0 && words[0] == "generic" {
		words = words[1:]
	}
	if len(words) != 1 {
		fail("error: exactly one NAME is required, got %d\nSee 'kubectl create %s -h' for help and examples", len(words), of.singular)
	}
	object := M{"apiVersion": of.apiVersion(), "kind": of.kind, "metadata": M{"name": words[0]}}
	field := map[string]string{"configmaps": "data", "secrets": "stringData"}[of.plural]
	for _, pair := range k.values["from-literal"] {
		key, value, _ := strings.Cut(pair, "=")
		set(object, value, field, key)
	}
	for _, pair := range k.values["from-file"] {
		key, file, named := strings.Cut(pair, "=")
		if !named {
			key, file = filepath.Base(pair), pair
		}
		files := map[string]string{key: file}
		if entries, err := os.ReadDir(file); err == nil && !named {
			files = map[string]string{}
			for _, entry := range entries { // the files of a directory, not those below it
				if entry.Type().IsRegular() {
					files[entry.Name()] = filepath.Join(file, entry.Name())
				}
			}
		}
		for key, file := range files {
			data, err := os.ReadFile(file)
			check(err)
			set(object, string(data), field, key)
		}
	}
	if strings.HasPrefix(k.option("dry-run", ""), "client") {
		k.print([]target{{*of, k.namespace(), words[0]}}, []M{object}, true)
		return
	}
	one := target{*of, k.namespace(), words[0]}
	_, err := k.api().post(of.collection(map[bool]string{true: k.namespace()}[of.namespaced]), object)
	k.must(err)
	one.said("created")
}

// tell prints the object where --output asks for it, else what was done to it.
func (k *kubectlRun) tell(one target, after M, done string) {
	if k.option("output", "") != "" {
		k.print([]target{one}, []M{after}, true)
	} else {
		one.said(done)
	}
}

// pairs separates what is changed (key=value, key-) from the names before it.
func pairs(words []string) (names, changes []string) {
	for _, word := range words {
		if strings.Contains(word, "=") || (strings.HasSuffix(word, "-") && len(names) > 1) || (strings.HasSuffix(word, "-") && len(names) == 1 && strings.Contains(names[0], "/")) {
			changes = append(changes, word)
		} else {
			names = append(names, word)
		}
	}
	return names, changes
}

// chosen resolves targets with --all and --selector to names.
func (k *kubectlRun) chosen(words []string) []target {
	result := []target{}
	for _, one := range k.targets(words) {
		if one.name != "" {
			result = append(result, one)
			continue
		}
		if !k.on("all") && k.option("selector", "") == "" {
			fail("error: resource(s) were provided, but no name was specified")
		}
		items, err := k.fetch(one)
		k.must(err)
		for _, item := range items {
			result = append(result, target{one.of, text(item, "metadata", "namespace"), text(item, "metadata", "name")})
		}
	}
	return result
}

func (k *kubectlRun) label() {
	names, changes := pairs(k.given())
	field, done := "labels", "labeled"
	if k.command == "annotate" {
		field, done = "annotations", "annotated"
	}
	if len(changes) == 0 {
		fail("error: at least one %s update is required", strings.TrimSuffix(field, "s"))
	}
	for _, one := range k.chosen(names) {
		current, err := k.api().get(one.path())
		k.must(err)
		update, altered := M{}, false
		for _, word := range changes {
			key, value, assigned := strings.Cut(word, "=")
			present, exists := object(current, "metadata", field)[strings.TrimSuffix(key, "-")]
			if !assigned {
				update[strings.TrimSuffix(key, "-")] = nil
				altered = altered || exists
				if !exists {
					fmt.Printf("%s %q not found.\n", strings.TrimSuffix(field, "s"), strings.TrimSuffix(key, "-"))
				}
				continue
			}
			if exists && text(present) != value && !k.on("overwrite") {
				fail("error: '%s' already has a value (%s), and --overwrite is false", key, text(present))
			}
			altered = altered || !exists || text(present) != value
			update[key] = value
		}
		if !altered && k.command == "label" {
			one.said("not labeled")
			continue
		}
		_, err = k.api().patch(one.path(), M{"metadata": M{field: update}})
		k.must(err)
		one.said(done)
	}
}

func (k *kubectlRun) taint() {
	words := k.given()
	names, changes := []string{}, []string{}
	for i, word := range words {
		if i > 0 && (strings.Contains(word, "=") || strings.Contains(word, ":") || strings.HasSuffix(word, "-")) {
			changes = append(changes, word)
		} else {
			names = append(names, word)
		}
	}
	if len(changes) == 0 {
		fail("error: at least one taint update is required")
	}
	for _, word := range changes {
		_, effect, _ := strings.Cut(strings.TrimSuffix(word, "-"), ":")
		if effect != "" && !contains([]string{"NoSchedule", "PreferNoSchedule", "NoExecute"}, effect) {
			fail("error: invalid taint effect: %s, unsupported taint effect\nSee 'kubectl taint -h' for help and examples", effect)
		}
		if effect == "" && !strings.HasSuffix(word, "-") {
			fail("error: unknown taint spec: %s\nSee 'kubectl taint -h' for help and examples", word)
		}
	}
	for _, one := range k.chosen(names) {
		done := "tainted"
		err := k.api().update(one.path(), func(node M) {
			taints := list(node, "spec", "taints")
			for _, word := range changes {
				removing := strings.HasSuffix(word, "-")
				rest, effect, _ := strings.Cut(strings.TrimSuffix(word, "-"), ":")
				key, value, _ := strings.Cut(rest, "=")
				kept, found := []interface{}{}, false
				for _, taint := range taints {
					if text(taint, "key") == key && (effect == "" || text(taint, "effect") == effect) {
						found = true
					} else {
						kept = append(kept, taint)
					}
				}
				if removing {
					if !found {
						suffix := ""
						if effect != "" {
							suffix = ":" + effect
						}
						fail("error: taint %q not found", key+suffix)
					}
					taints, done = kept, "untainted"
					continue
				}
				if found && !k.on("overwrite") {
					fail("error: node %s already has a taint(s) with same effect(s) and --overwrite is false", one.name)
				}
				taint := M{"key": key, "effect": effect}
				if value != "" {
					taint["value"] = value
				}
				taints = append(kept, taint)
			}
			if len(taints) == 0 {
				delete(object(node, "spec"), "taints")
			} else {
				set(node, taints, "spec", "taints")
			}
		})
		k.must(err)
		one.said(done)
	}
}

func (k *kubectlRun) patch() {
	words := k.given()
	if !k.has("patch") && !k.has("patch-file") {
		fail("error: must specify -p to patch")
	}
	kinds := map[string]string{"strategic": "application/strategic-merge-patch+json", "merge": "application/merge-patch+json", "json": "application/json-patch+json"}
	kind := kinds[k.option("type", "strategic")]
	if kind == "" {
		fail("error: --type must be one of [json merge strategic], not %q", k.option("type", ""))
	}
	body := []byte(k.option("patch", readText(k.option("patch-file", ""))))
	if documents, err := readDocuments(body); err == nil && len(documents) == 1 && k.option("type", "") != "json" && len(body) > 0 && body[0] != '{' {
		body = []byte(writeJSONLine(documents[0].content))
	}
	for _, one := range k.targets(words) {
		before, err := k.api().get(one.path())
		k.must(err)
		after, err := k.api().do("PATCH", one.path(), body, kind)
		k.must(err)
		k.tell(one, after, map[bool]string{true: "patched (no change)", false: "patched"}[same(before, after)])
	}
}

func (k *kubectlRun) scale() {
	for _, one := range k.targets(k.given()) {
		_, err := k.api().patch(one.path(), M{"spec": M{"replicas": atoi(k.option("replicas", "0"))}})
		k.must(err)
		one.said("scaled")
	}
}

func atoi(value string) int {
	result := 0
	_, _ = fmt.Sscan(value, &result)
	return result
}

func (k *kubectlRun) delete() {
	targets := []target{}
	if k.has("filename") {
		for _, one := range k.fromFiles() {
			targets = append(targets, one.target)
		}
	} else {
		targets = k.chosen(k.given())
	}
	problems := []string{}
	limit := k.duration("timeout", 0)
	for _, one := range targets {
		body := M{}
		if k.on("force") || k.option("grace-period", "-1") == "0" {
			body["gracePeriodSeconds"] = 0
		}
		current, _ := k.api().get(one.path())
		_, err := k.api().do("DELETE", one.path(), body, "")
		if isCode(err, 404) && k.on("ignore-not-found") {
			continue
		}
		if err != nil {
			problems = append(problems, k.words(err, ""))
			continue
		}
		fmt.Printf("%s %q deleted\n", one.of.singularQualified(), one.name)
		if k.option("wait", "true") == "true" {
			if problem := k.gone(one, text(current, "metadata", "uid"), limit); problem != "" {
				problems = append(problems, problem)
			}
		}
	}
	if len(problems) > 0 {
		fail("%s", strings.Join(problems, "\n"))
	}
}

func (k *kubectlRun) gone(one target, uid string, limit time.Duration) string {
	for began := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		found, err := k.api().get(one.path())
		if isCode(err, 404) || (err == nil && text(found, "metadata", "uid") != uid) {
			return ""
		}
		if limit > 0 && time.Since(began) > limit {
			return fmt.Sprintf("error: timed out waiting for the condition on %s/%s", one.of.qualified(), one.name)
		}
	}
}
