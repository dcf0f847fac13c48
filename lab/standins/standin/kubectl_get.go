// Stand-in: kubectl get, describe, and the printing of objects.
package main

import (
	"fmt"
	"net/url"
	"sort"
	"strings"
	"time"
)

func (k *kubectlRun) get() {
	if raw := k.option("raw", ""); raw != "" {
		data, err := k.api().raw("GET", raw, nil, "")
		k.must(err)
		fmt.Print(string(data))
		return
	}
	if k.has("filename") {
		k.getFiles()
		return
	}
	targets := k.targets(k.given())
	single := len(targets) == 1 && targets[0].name != ""
	items := []M{}
	problems := []string{}
	for _, one := range targets {
		found, err := k.fetch(one)
		if err != nil {
			if isCode(err, 404) && k.on("ignore-not-found") {
				continue
			}
			problems = append(problems, k.words(err, ""))
			continue
		}
		items = append(items, found...)
	}
	if len(items) > 0 || (len(problems) == 0 && !k.on("ignore-not-found")) || (!single && len(problems) == 0) {
		k.print(targets, items, single)
	}
	if len(problems) > 0 {
		fail("%s", strings.Join(problems, "\n"))
	}
}

func (k *kubectlRun) getFiles() {
	items, targets := []M{}, []target{}
	for _, one := range k.fromFiles() {
		found, err := k.api().get(one.target.path())
		if isCode(err, 404) && k.on("ignore-not-found") {
			continue
		}
		k.must(err)
		items, targets = append(items, found), append(targets, one.target)
	}
	if len(targets) > 0 {
		k.print(targets, items, len(targets) == 1)
	}
}

func (k *kubectlRun) fetch(one target) ([]M, error) {
	if one.name != "" {
		found, err := k.api().get(one.path())
		return []M{found}, err
	}
	namespace := one.namespace
	if k.on("all-namespaces") {
		namespace = ""
	}
	query := url.Values{}
	if selector := k.option("selector", ""); selector != "" {
		query.Set("labelSelector", selector)
	}
	if selector := k.option("field-selector", ""); selector != "" {
		query.Set("fieldSelector", selector)
	}
	path := one.of.collection(namespace)
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	answer, err := k.api().get(path)
	if err != nil {
		return nil, err
	}
	items := []M{}
	for _, item := range list(answer, "items") {
		found := item.(M)
		found["apiVersion"], found["kind"] = one.of.apiVersion(), one.of.kind
		items = append(items, found)
	}
	return items, nil
}

func listObject(items []M) M {
	return M{"apiVersion": "v1", "kind": "List", "items": items, "metadata": M{"resourceVersion": "", "selfLink": ""}}
}

func (k *kubectlRun) print(targets []target, items []M, single bool) {
	var shown interface{} = listObject(items)
	if single {
		shown = items[0]
	}
	format, argument, _ := strings.Cut(k.option("output", ""), "=")
	switch format {
	case "json":
		fmt.Print(writeJSON(shown, "    "))
	case "yaml":
		fmt.Print(writeYAML(shown))
	case "name":
		for _, item := range items {
			fmt.Println(nameOf(item))
		}
	case "jsonpath":
		result, err := jsonPath(plain(shown), argument)
		if err != nil {
			fail("error: error parsing jsonpath %s, %v", argument, err)
		}
		fmt.Print(result)
	case "custom-columns":
		k.customColumns(argument, items)
	case "", "wide":
		k.table(targets[0].of, items, format == "wide")
	default:
		fail("error: unable to match a printer suitable for the output format %q, allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml", format)
	}
}

func nameOf(item M) string {
	of := resourceOf(text(item, "apiVersion"), text(item, "kind"))
	if of == nil {
		return strings.ToLower(text(item, "kind")) + "/" + text(item, "metadata", "name")
	}
	return of.singularQualified() + "/" + text(item, "metadata", "name")
}

func (k *kubectlRun) customColumns(argument string, items []M) {
	headers, paths := []string{}, []string{}
	for _, column := range strings.Split(argument, ",") {
		header, path, _ := strings.Cut(column, ":")
		headers, paths = append(headers, header), append(paths, "{"+path+"}")
	}
	rows := [][]string{}
	for _, item := range items {
		row := []string{}
		for _, path := range paths {
			value, _ := jsonPath(plain(item), path)
			row = append(row, orNone(value))
		}
		rows = append(rows, row)
	}
	if k.on("no-headers") {
		headers = nil
	}
	printTable(headers, rows)
}

// printTable is kubectl's: columns three spaces apart.
func printTable(headers []string, rows [][]string) {
	all := rows
	if headers != nil {
		all = append([][]string{headers}, rows...)
	}
	widths := []int{}
	for _, row := range all {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if len(cell) > widths[i] {
				widths[i] = len(cell)
			}
		}
	}
	for _, row := range all {
		line := ""
		for i, cell := range row {
			line += cell
			if i < len(row)-1 {
				line += strings.Repeat(" ", widths[i]-len(cell)+3)
			}
		}
		fmt.Println(line)
	}
}

// shortAge is duration.HumanDuration.
func shortAge(since time.Duration) string {
	seconds := int(since.Seconds())
	minutes, hours := seconds/60, seconds/3600
	switch {
	case seconds < 0:
		return "0s"
	case seconds < 120:
		return fmt.Sprintf("%ds", seconds)
	case minutes < 10:
		if rest := seconds % 60; rest > 0 {
			return fmt.Sprintf("%dm%ds", minutes, rest)
		}
		return fmt.Sprintf("%dm", minutes)
	case minutes < 180:
		return fmt.Sprintf("%dm", minutes)
	case hours < 8:
		if rest := minutes % 60; rest > 0 {
			return fmt.Sprintf("%dh%dm", hours, rest)
		}
		return fmt.Sprintf("%dh", hours)
	case hours < 48:
		return fmt.Sprintf("%dh", hours)
	case hours < 192:
		if rest := hours % 24; rest > 0 {
			return fmt.Sprintf("%dd%dh", hours/24, rest)
		}
		return fmt.Sprintf("%dd", hours/24)
	}
	return fmt.Sprintf("%dd", hours/24)
}

func age(item M) string {
	created, err := time.Parse(time.RFC3339, text(item, "metadata", "creationTimestamp"))
	if err != nil {
		return "<unknown>"
	}
	return shortAge(time.Since(created))
}

func (k *kubectlRun) table(of resource, items []M, wide bool) {
	if len(items) == 0 {
		if of.namespaced && !k.on("all-namespaces") {
			fmt.Fprintf(stderr, "No resources found in %s namespace.\n", k.namespace())
		} else {
			fmt.Fprintln(stderr, "No resources found")
		}
		return
	}
	headers, row := columns(of, wide)
	rows := [][]string{}
	for _, item := range items {
		cells := append([]string{text(item, "metadata", "name")}, row(item)...)
		if k.on("all-namespaces") && of.namespaced {
			cells = append([]string{text(item, "metadata", "namespace")}, cells...)
		}
		if k.on("show-labels") {
			cells = append(cells, labelText(object(item, "metadata", "labels")))
		}
		rows = append(rows, cells)
	}
	headers = append([]string{"NAME"}, headers...)
	if k.on("all-namespaces") && of.namespaced {
		headers = append([]string{"NAMESPACE"}, headers...)
	}
	if k.on("show-labels") {
		headers = append(headers, "LABELS")
	}
	if k.on("no-headers") {
		headers = nil
	}
	printTable(headers, rows)
}

func labelText(labels M) string {
	pairs := []string{}
	for _, key := range keys(labels) {
		pairs = append(pairs, key+"="+text(labels, key))
	}
	return orNone(strings.Join(pairs, ","))
}

func columns(of resource, wide bool) ([]string, func(M) []string) {
	switch of.plural {
	case "nodes":
		return nodeColumns(wide)
	case "namespaces":
		return []string{"STATUS", "AGE"}, func(item M) []string { return []string{text(item, "status", "phase"), age(item)} }
	case "pods":
		return podColumns(wide)
	case "deployments":
		return []string{"READY", "UP-TO-DATE", "AVAILABLE", "AGE"}, func(item M) []string {
			return []string{fmt.Sprintf("%d/%d", number(item, "status", "readyReplicas"), number(item, "spec", "replicas")), fmt.Sprint(number(item, "status", "updatedReplicas")), fmt.Sprint(number(item, "status", "availableReplicas")), age(item)}
		}
	case "configmaps":
		return []string{"DATA", "AGE"}, func(item M) []string {
			return []string{fmt.Sprint(len(object(item, "data"))), age(item)}
		}
	case "secrets":
		return []string{"TYPE", "DATA", "AGE"}, func(item M) []string {
			return []string{text(item, "type"), fmt.Sprint(len(object(item, "data"))), age(item)}
		}
	case "leases":
		return []string{"HOLDER", "AGE"}, func(item M) []string { return []string{text(item, "spec", "holderIdentity"), age(item)} }
	}
	return []string{"AGE"}, func(item M) []string { return []string{age(item)} }
}

func roles(node M) string {
	found := []string{}
	for key := range object(node, "metadata", "labels") {
		if role, isRole := cut(key, "node-role.kubernetes.io/"); isRole {
			found = append(found, role)
		}
	}
	sort.Strings(found)
	return orNone(strings.Join(found, ","))
}

func nodeStatusWord(node M) string {
	word := "NotReady"
	switch text(nodeCondition(node, "Ready"), "status") {
	case "True":
		word = "Ready"
	case "":
		word = "Unknown"
	}
	if truth(node, "spec", "unschedulable") {
		word += ",SchedulingDisabled"
	}
	return word
}

func nodeColumns(wide bool) ([]string, func(M) []string) {
	headers := []string{"STATUS", "ROLES", "AGE", "VERSION"}
	if wide {
		headers = append(headers, "INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME")
	}
	return headers, func(node M) []string {
		cells := []string{nodeStatusWord(node), roles(node), age(node), text(node, "status", "nodeInfo", "kubeletVersion")}
		if wide {
			address := ""
			for _, one := range list(node, "status", "addresses") {
				if text(one, "type") == "InternalIP" {
					address = text(one, "address")
				}
			}
			cells = append(cells, orNone(address), "<none>", text(node, "status", "nodeInfo", "osImage"), text(node, "status", "nodeInfo", "kernelVersion"), text(node, "status", "nodeInfo", "containerRuntimeVersion"))
		}
		return cells
	}
}

func podColumns(wide bool) ([]string, func(M) []string) {
	headers := []string{"READY", "STATUS", "RESTARTS", "AGE"}
	if wide {
		headers = append(headers, "IP", "NODE", "NOMINATED NODE", "READINESS GATES")
	}
	return headers, func(pod M) []string {
		ready, restarts, word := 0, 0, text(pod, "status", "phase")
		for _, one := range list(pod, "status", "containerStatuses") {
			if truth(one, "ready") {
				ready++
			}
			restarts += number(one, "restartCount")
			if reason := text(one, "state", "waiting", "reason"); reason != "" {
				word = reason
			}
		}
		if at(pod, "metadata", "deletionTimestamp") != nil {
			word = "Terminating"
		}
		cells := []string{fmt.Sprintf("%d/%d", ready, len(list(pod, "spec", "containers"))), word, fmt.Sprint(restarts), age(pod)}
		if wide {
			cells = append(cells, orNone(text(pod, "status", "podIP")), orNone(text(pod, "spec", "nodeName")), "<none>", "<none>")
		}
		return cells
	}
}

func (k *kubectlRun) describe() {
	for _, one := range k.targets(k.given()) {
		items, err := k.fetch(one)
		k.must(err)
		for _, item := range items {
			fmt.Printf("Name:         %s\n%s", text(item, "metadata", "name"), writeYAML(item))
		}
	}
}
