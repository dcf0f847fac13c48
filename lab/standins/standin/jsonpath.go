// Stand-in: kubectl's JSON paths, as far as scripts use them: fields, indices, [*], filters on equality, range and end, texts.
package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

func jsonPath(value interface{}, template string) (string, error) {
	pieces := []string{}
	for rest := template; rest != ""; {
		open := strings.Index(rest, "{")
		if open < 0 {
			pieces = append(pieces, rest)
			break
		}
		shut := closing(rest, open)
		if shut < 0 {
			return "", fmt.Errorf("unclosed action")
		}
		if open > 0 {
			pieces = append(pieces, rest[:open])
		}
		pieces = append(pieces, rest[open:shut+1])
		rest = rest[shut+1:]
	}
	if !strings.Contains(template, "{") {
		return "", fmt.Errorf("unrecognized character in action: U+%04X", template)
	}
	out, _, err := renderPieces(value, pieces)
	return out, err
}

func closing(text string, from int) int {
	quote := byte(0)
	for i := from; i < len(text); i++ {
		switch {
		case quote != 0 && text[i] == quote:
			quote = 0
		case quote == 0 && (text[i] == '"' || text[i] == '\''):
			quote = text[i]
		case quote == 0 && text[i] == '}':
			return i
		}
	}
	return -1
}

// renderPieces returns the text and how many pieces it used, up to the end of its range.
func renderPieces(value interface{}, pieces []string) (string, int, error) {
	var out strings.Builder
	for i := 0; i < len(pieces); i++ {
		piece := pieces[i]
		if !strings.HasPrefix(piece, "{") {
			out.WriteString(piece)
			continue
		}
		action := strings.TrimSpace(piece[1 : len(piece)-1])
		switch {
		case action == "end":
			return out.String(), i + 1, nil
		case strings.HasPrefix(action, "range "):
			items, err := walk(value, strings.TrimSpace(action[6:]))
			if err != nil {
				return "", 0, err
			}
			used := 0
			if len(items) == 0 {
				_, used, err = renderPieces(nil, pieces[i+1:])
			}
			for _, item := range items {
				var text string
				if text, used, err = renderPieces(item, pieces[i+1:]); err != nil {
					return "", 0, err
				}
				out.WriteString(text)
			}
			i += used
		case strings.HasPrefix(action, `"`):
			text, err := strconv.Unquote(action)
			if err != nil {
				return "", 0, err
			}
			out.WriteString(text)
		default:
			items, err := walk(value, action)
			if err != nil {
				return "", 0, err
			}
			words := []string{}
			for _, item := range items {
				if nested(item) {
					words = append(words, writeJSONLine(item))
				} else {
					words = append(words, text(item))
				}
			}
			out.WriteString(strings.Join(words, " "))
		}
	}
	return out.String(), len(pieces), nil
}

var pathStep = regexp.MustCompile(`^(?:\.?\[(?:\?\(@\.([\w./-]+)\s*(==|!=)\s*["']?([^"')]*)["']?\)|'([^']+)'|"([^"]+)"|(\*|-?\d+))\]|\.?\*|\.((?:[\w/-]|\\\.)+))`)

func walk(value interface{}, path string) ([]interface{}, error) {
	current := []interface{}{value}
	rest := strings.TrimPrefix(strings.TrimPrefix(path, "$"), "@")
	if !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "[") && rest != "" {
		rest = "." + rest
	}
	for rest != "" && rest != "." {
		step := pathStep.FindStringSubmatch(rest)
		if step == nil {
			return nil, fmt.Errorf("unrecognized character in action: %q", rest)
		}
		rest = rest[len(step[0]):]
		next := []interface{}{}
		for _, item := range current {
			next = append(next, takeStep(item, step)...)
		}
		current = next
	}
	return current, nil
}

func takeStep(item interface{}, step []string) []interface{} {
	items, _ := item.([]interface{})
	switch {
	case step[2] != "":
		kept := []interface{}{}
		for _, one := range items {
			if (text(one, strings.Split(step[1], ".")...) == step[3]) == (step[2] == "==") {
				kept = append(kept, one)
			}
		}
		return kept
	case step[4] != "" || step[5] != "" || step[7] != "":
		name := strings.ReplaceAll(step[4]+step[5]+step[7], `\.`, ".")
		if found := at(item, name); found != nil {
			return []interface{}{found}
		}
		return nil
	case step[6] != "" && step[6] != "*":
		index, _ := strconv.Atoi(step[6])
		if index < 0 {
			index += len(items)
		}
		if index >= 0 && index < len(items) {
			return []interface{}{items[index]}
		}
		return nil
	}
	if fields, isObject := item.(M); isObject {
		all := []interface{}{}
		for _, key := range keys(fields) {
			all = append(all, fields[key])
		}
		return all
	}
	return items
}
