// Stand-in: label and field selectors, and patches.
package main

import (
	"encoding/base64"
	"strings"
)

func encode(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

// selects applies a LabelSelector object (matchLabels and matchExpressions).
func selects(selector, labels M) bool {
	if len(selector) == 0 {
		return false
	}
	for key, value := range object(selector, "matchLabels") {
		if found, ok := labels[key]; !ok || text(found) != text(value) {
			return false
		}
	}
	for _, item := range list(selector, "matchExpressions") {
		value, present := labels[text(item, "key")]
		among := contains(texts(item, "values"), text(value))
		switch text(item, "operator") {
		case "In":
			if !present || !among {
				return false
			}
		case "NotIn":
			if present && among {
				return false
			}
		case "Exists":
			if !present {
				return false
			}
		case "DoesNotExist":
			if present {
				return false
			}
		}
	}
	return true
}

// matchesLabels applies the textual form: a=b, a!=b, a, !a, a in (b,c), joined by commas.
func matchesLabels(selector string, labels M) bool {
	for _, term := range splitTerms(selector) {
		term = strings.TrimSpace(term)
		switch {
		case strings.Contains(term, " in (") || strings.Contains(term, " notin ("):
			key, rest, _ := strings.Cut(term, " ")
			word, values, _ := strings.Cut(rest, " (")
			value, present := labels[key]
			among := present && contains(split(strings.ReplaceAll(strings.TrimSuffix(values, ")"), " ", ""), ","), text(value))
			if among != (word == "in") {
				return false
			}
		case strings.Contains(term, "!="):
			key, value, _ := strings.Cut(term, "!=")
			if found, ok := labels[key]; ok && text(found) == value {
				return false
			}
		case strings.Contains(term, "="):
			key, value, _ := strings.Cut(strings.ReplaceAll(term, "==", "="), "=")
			if found, ok := labels[key]; !ok || text(found) != value {
				return false
			}
		case strings.HasPrefix(term, "!"):
			if _, ok := labels[term[1:]]; ok {
				return false
			}
		default:
			if _, ok := labels[term]; !ok {
				return false
			}
		}
	}
	return true
}

func splitTerms(selector string) []string {
	terms, depth, start := []string{}, 0, 0
	for i, letter := range selector {
		switch {
		case letter == '(':
			depth++
		case letter == ')':
			depth--
		case letter == ',' && depth == 0:
			terms = append(terms, selector[start:i])
			start = i + 1
		}
	}
	if rest := selector[start:]; rest != "" {
		terms = append(terms, rest)
	}
	return terms
}

func matchesFields(selector string, item M) bool {
	for _, term := range split(selector, ",") {
		key, value, _ := strings.Cut(strings.ReplaceAll(term, "==", "="), "=")
		unequal := strings.HasSuffix(key, "!")
		found := text(item, strings.Split(strings.TrimSuffix(key, "!"), ".")...)
		if (found == value) == unequal {
			return false
		}
	}
	return true
}

// applyPatch knows JSON patches, merge patches, and strategic merge patches as far as lists with a name, a type or a key go.
func applyPatch(target M, change interface{}, contentType string) (M, error) {
	switch {
	case strings.HasPrefix(contentType, "application/json-patch+json"):
		return jsonPatch(target, change)
	case strings.HasPrefix(contentType, "application/strategic-merge-patch+json"):
		return mergePatch(target, change, true).(M), nil
	case strings.HasPrefix(contentType, "application/merge-patch+json"):
		return mergePatch(target, change, false).(M), nil
	}
	return nil, apiError(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml", nil)
}

func mergePatch(target, change interface{}, strategic bool) interface{} {
	fields, ok := change.(M)
	if !ok {
		if items, isList := change.([]interface{}); isList && strategic {
			return mergeLists(target, items)
		}
		return change
	}
	result, ok := target.(M)
	if !ok {
		result = M{}
	}
	for key, value := range fields {
		if value == nil {
			delete(result, key)
		} else if !strings.HasPrefix(key, "$") {
			result[key] = mergePatch(result[key], value, strategic)
		}
	}
	return result
}

// mergeLists joins lists of objects by their merge key; other lists are replaced.
func mergeLists(target interface{}, items []interface{}) interface{} {
	existing, ok := target.([]interface{})
	if !ok || len(items) == 0 {
		return items
	}
	mergeKey := ""
	for _, candidate := range []string{"name", "type", "key", "containerPort", "port", "mountPath", "ip"} {
		if at(items[0], candidate) != nil {
			mergeKey = candidate
			break
		}
	}
	if mergeKey == "" || mergeKey == "key" {
		return items
	}
	result := append([]interface{}{}, existing...)
	for _, item := range items {
		place := -1
		for i, candidate := range result {
			if text(candidate, mergeKey) == text(item, mergeKey) {
				place = i
			}
		}
		switch {
		case text(item, "$patch") == "delete":
			if place >= 0 {
				result = append(result[:place], result[place+1:]...)
			}
		case place >= 0:
			result[place] = mergePatch(result[place], item, true)
		default:
			result = append(result, item)
		}
	}
	return result
}

func jsonPatch(target M, change interface{}) (M, error) {
	steps, ok := change.([]interface{})
	if !ok {
		return nil, apiError(400, "BadRequest", "json: cannot unmarshal object into Go value of type jsonpatch.Patch", nil)
	}
	for _, step := range steps {
		path := split(strings.TrimPrefix(text(step, "path"), "/"), "/")
		for i := range path {
			path[i] = strings.ReplaceAll(strings.ReplaceAll(path[i], "~1", "/"), "~0", "~")
		}
		existing := at(target, path...)
		switch text(step, "op") {
		case "add", "replace":
			if text(step, "op") == "replace" && existing == nil {
				return nil, apiError(422, "Invalid", "the server rejected our request due to an error in our request", nil)
			}
			parent, _ := at(target, path[:len(path)-1]...).([]interface{})
			if parent != nil && path[len(path)-1] == "-" {
				set(target, append(parent, at(step, "value")), path[:len(path)-1]...)
			} else {
				set(target, at(step, "value"), path...)
			}
		case "remove":
			if parent := object(target, path[:len(path)-1]...); parent == nil || existing == nil {
				return nil, apiError(422, "Invalid", "the server rejected our request due to an error in our request", nil)
			} else {
				delete(parent, path[len(path)-1])
			}
		case "test":
			if !same(existing, at(step, "value")) {
				return nil, apiError(422, "Invalid", "the server rejected our request due to an error in our request", nil)
			}
		}
	}
	return target, nil
}
