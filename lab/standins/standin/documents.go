// Stand-in: YAML in, YAML out. Decoding goes through JSON, as Kubernetes' does.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

var separator = regexp.MustCompile(`(?m)^---[ \t]*(#.*)?$`)

// document is one YAML document: its text, its content, and the first duplicate key's complaint.
type document struct {
	content   M
	duplicate string
}

// readDocuments splits and decodes; empty documents vanish. A syntax error is returned as Kubernetes words it.
func readDocuments(data []byte) ([]document, error) {
	found := []document{}
	for _, part := range separator.Split(string(data), -1) {
		var node yaml.Node
		part = strings.TrimPrefix(part, "\n") // the rest of the separator's line, so that lines are counted from the document
		if err := yaml.Unmarshal([]byte(part), &node); err != nil {
			return nil, fmt.Errorf("error converting YAML to JSON: %v", err)
		}
		if node.Kind == 0 {
			continue
		}
		duplicates := []string{}
		content := fromNode(node.Content[0], &duplicates)
		if content == nil {
			continue
		}
		fields, ok := content.(M)
		if !ok {
			return nil, fmt.Errorf("json: cannot unmarshal %s into Go value of type map[string]interface {}", kindOf(content))
		}
		one := document{content: fields}
		if len(duplicates) > 0 {
			one.duplicate = "error converting YAML to JSON: yaml: unmarshal errors:\n  " + strings.Join(duplicates, "\n  ")
		}
		found = append(found, one)
	}
	return found, nil
}

func fromNode(node *yaml.Node, duplicates *[]string) interface{} {
	switch node.Kind {
	case yaml.AliasNode:
		return fromNode(node.Alias, duplicates)
	case yaml.SequenceNode:
		items := []interface{}{}
		for _, item := range node.Content {
			items = append(items, fromNode(item, duplicates))
		}
		return items
	case yaml.MappingNode:
		fields := M{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			key := node.Content[i].Value
			if _, twice := fields[key]; twice {
				*duplicates = append(*duplicates, fmt.Sprintf("line %d: key %q already set in map", node.Content[i].Line, key))
			}
			fields[key] = fromNode(node.Content[i+1], duplicates)
		}
		return fields
	}
	var value interface{}
	if node.Tag == "!!timestamp" || node.Tag == "!!binary" {
		return node.Value
	}
	check(node.Decode(&value))
	switch number := value.(type) {
	case int:
		return float64(number)
	case int64:
		return float64(number)
	case uint64:
		return float64(number)
	}
	return value
}

// writeYAML prints with sorted keys and lists level with their key, as sigs.k8s.io/yaml does.
func writeYAML(value interface{}) string {
	var out strings.Builder
	yamlLines(&out, plain(value), 0, false)
	return out.String()
}

func yamlLines(out *strings.Builder, value interface{}, depth int, inline bool) {
	indent := strings.Repeat("  ", depth)
	switch typed := value.(type) {
	case M:
		for i, key := range keys(typed) {
			if i > 0 || !inline {
				out.WriteString(indent)
			}
			out.WriteString(yamlScalar(key, depth) + ":")
			yamlValue(out, typed[key], depth)
		}
	case []interface{}:
		for i, item := range typed {
			if i > 0 || !inline {
				out.WriteString(indent)
			}
			out.WriteString("-")
			if nested(item) {
				out.WriteString(" ")
				yamlLines(out, item, depth+1, true)
			} else {
				out.WriteString(" " + yamlScalar(item, depth+1) + "\n")
			}
		}
	default:
		out.WriteString(yamlScalar(value, depth) + "\n")
	}
}

func yamlValue(out *strings.Builder, value interface{}, depth int) {
	if !nested(value) {
		out.WriteString(" " + yamlScalar(value, depth+1) + "\n")
		return
	}
	out.WriteString("\n")
	if _, items := value.([]interface{}); items {
		yamlLines(out, value, depth, false)
	} else {
		yamlLines(out, value, depth+1, false)
	}
}

func nested(value interface{}) bool {
	switch typed := value.(type) {
	case M:
		return len(typed) > 0
	case []interface{}:
		return len(typed) > 0
	}
	return false
}

func yamlScalar(value interface{}, depth int) string {
	switch typed := value.(type) {
	case M:
		return "{}"
	case []interface{}:
		return "[]"
	case float64:
		return text(typed)
	case string:
		if strings.Contains(typed, "\n") && !strings.HasPrefix(typed, " ") {
			return yamlBlock(typed, depth)
		}
	}
	var buffer bytes.Buffer
	encoder := yaml.NewEncoder(&buffer)
	check(encoder.Encode(value))
	return strings.TrimSuffix(buffer.String(), "\n")
}

func yamlBlock(value string, depth int) string {
	mark := "|"
	switch {
	case !strings.HasSuffix(value, "\n"):
		mark = "|-"
	case strings.HasSuffix(value, "\n\n"):
		mark = "|+"
	}
	indent := strings.Repeat("  ", depth)
	lines := strings.Split(strings.TrimSuffix(value, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = indent + line
		}
	}
	return mark + "\n" + strings.Join(lines, "\n")
}

func writeJSON(value interface{}, indent string) string {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetIndent("", indent)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(value))
	return buffer.String()
}
