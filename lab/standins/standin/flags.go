// Stand-in: flags in the manner of pflag, with its error messages.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// flagSpec is one accepted flag: "name[,shorthand][=kind]"; kinds: bool (default), string, strings, int, duration, level.
type flagSpec struct{ name, short, kind string }

// flagValues are what was given, by full name; words are the rest.
type flagValues struct {
	values map[string][]string
	words  []string
}

func (f flagValues) has(name string) bool { _, given := f.values[name]; return given }
func (f flagValues) get(name, fallback string) string {
	if given := f.values[name]; len(given) > 0 {
		return given[len(given)-1]
	}
	return fallback
}
func (f flagValues) on(name string) bool { on, _ := strconv.ParseBool(f.get(name, "false")); return on }
func (f flagValues) all(name string) []string {
	all := []string{}
	for _, value := range f.values[name] {
		all = append(all, split(value, ",")...)
	}
	return all
}
func (f flagValues) duration(name string, fallback time.Duration) time.Duration {
	if parsed, err := time.ParseDuration(f.get(name, "")); err == nil {
		return parsed
	}
	return fallback
}

func split(value, separator string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, separator)
}

func specs(texts string) []flagSpec {
	found := []flagSpec{}
	for _, word := range strings.Fields(texts) {
		spec := flagSpec{kind: "bool"}
		if name, kind, typed := strings.Cut(word, "="); typed {
			word, spec.kind = name, kind
		}
		spec.name, spec.short, _ = strings.Cut(word, ",")
		found = append(found, spec)
	}
	return found
}

// parseFlags splits arguments into flags and words; the first mistake panics with pflag's message.
func parseFlags(known []flagSpec, arguments []string) flagValues {
	result := flagValues{values: map[string][]string{}}
	for i := 0; i < len(arguments); i++ {
		argument := arguments[i]
		switch {
		case argument == "--":
			result.words = append(result.words, arguments[i+1:]...)
			return result
		case strings.HasPrefix(argument, "--"):
			name, value, inline := strings.Cut(argument[2:], "=")
			spec := findFlag(known, name, "")
			if spec == nil {
				fail("unknown flag: --%s", name)
			}
			if !inline && spec.kind != "bool" {
				if i++; i >= len(arguments) {
					fail("flag needs an argument: --%s", name)
				}
				value = arguments[i]
			} else if !inline {
				value = "true"
			}
			result.add(spec, value)
		case strings.HasPrefix(argument, "-") && len(argument) > 1:
			letters := argument[1:]
			for len(letters) > 0 {
				spec := findFlag(known, "", letters[:1])
				if spec == nil {
					fail("unknown shorthand flag: '%s' in -%s", letters[:1], letters)
				}
				rest := letters[1:]
				if spec.kind == "bool" {
					result.add(spec, "true")
					letters = rest
					continue
				}
				if rest = strings.TrimPrefix(rest, "="); rest == "" {
					if i++; i >= len(arguments) {
						fail("flag needs an argument: '%s' in -%s", letters[:1], letters)
					}
					rest = arguments[i]
				}
				result.add(spec, rest)
				letters = ""
			}
		default:
			result.words = append(result.words, argument)
		}
	}
	return result
}

func findFlag(known []flagSpec, name, short string) *flagSpec {
	for i := range known {
		if (name != "" && known[i].name == name) || (short != "" && known[i].short == short) {
			return &known[i]
		}
	}
	return nil
}

func (f *flagValues) add(spec *flagSpec, value string) {
	var err error
	shown := "--" + spec.name
	if spec.short != "" {
		shown = "-" + spec.short + ", " + shown
	}
	switch spec.kind {
	case "bool":
		_, err = strconv.ParseBool(value)
	case "int", "level":
		if _, err = strconv.ParseInt(value, 0, 32); err != nil {
			err = fmt.Errorf("strconv.ParseInt: parsing %q: invalid syntax", value)
		}
	case "duration":
		_, err = time.ParseDuration(value)
	}
	if err != nil {
		fail("invalid argument %q for %q flag: %v", value, shown, err)
	}
	f.values[spec.name] = append(f.values[spec.name], value)
}
