// Stand-in: JSON objects as maps, and paths through them. A missing step reads as the zero value.
package main

import (
	"encoding/json"
	"fmt"
	"sort"
)

// M is a JSON object.
type M = map[string]interface{}

func at(value interface{}, path ...string) interface{} {
	for _, key := range path {
		object, ok := value.(M)
		if !ok {
			return nil
		}
		value = object[key]
	}
	return value
}

func text(value interface{}, path ...string) string {
	switch found := at(value, path...).(type) {
	case nil:
		return ""
	case string:
		return found
	case float64:
		return fmt.Sprint(int64(found))
	default:
		return fmt.Sprint(found)
	}
}

func number(value interface{}, path ...string) int {
	switch found := at(value, path...).(type) {
	case float64:
		return int(found)
	case int:
		return found
	case int64:
		return int(found)
	}
	return 0
}

func object(value interface{}, path ...string) M {
	found, _ := at(value, path...).(M)
	return found
}

func list(value interface{}, path ...string) []interface{} {
	found, _ := at(value, path...).([]interface{})
	return found
}

func texts(value interface{}, path ...string) []string {
	found := []string{}
	for _, item := range list(value, path...) {
		found = append(found, text(item))
	}
	return found
}

func truth(value interface{}, path ...string) bool {
	found, _ := at(value, path...).(bool)
	return found
}

// set writes a value at a path and makes the objects on the way.
func set(target M, value interface{}, path ...string) {
	for _, key := range path[:len(path)-1] {
		next, ok := target[key].(M)
		if !ok {
			next = M{}
			target[key] = next
		}
		target = next
	}
	target[path[len(path)-1]] = value
}

func setDefault(target M, value interface{}, path ...string) {
	if at(target, path...) == nil {
		set(target, value, path...)
	}
}

// plain turns any value into maps, slices, strings, float64 and bool, as if it had been read from JSON.
func plain(value interface{}) interface{} {
	data, err := json.Marshal(value)
	check(err)
	var result interface{}
	check(json.Unmarshal(data, &result))
	return result
}

func clone(value M) M { return plain(value).(M) }

func keys[V any](values map[string]V) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func listOf[T any](values []T) []interface{} {
	result := []interface{}{}
	for _, value := range values {
		result = append(result, value)
	}
	return result
}
