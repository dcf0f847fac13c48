// The oracle renders templates with Go's own text/template and sprig, one JSON request a line:
// {"template": "…", "data": …, "strings": false, "missingKey": "default"} is answered by
// {"output": "…"} or {"error": "…"}. With "strings", the data is a map[string]string.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type request struct {
	Template   string          `json:"template"`
	Data       json.RawMessage `json:"data"`
	Strings    bool            `json:"strings"`
	MissingKey string          `json:"missingKey"`
}

type answer struct {
	Output string `json:"output"`
	Error  string `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := answers.Encode(respond(line)); err != nil {
			panic(err)
		}
	}
}

func respond(line []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint("panic: ", problem)}
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		panic(err)
	}
	output, err := render(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Output: output}
}

func render(asked request) (string, error) {
	data, err := decode(asked)
	if err != nil {
		return "", err
	}
	missingKey := asked.MissingKey
	if missingKey == "" {
		missingKey = "default"
	}
	parsed, err := template.New("t").
		Funcs(sprig.TxtFuncMap()).
		Funcs(yamlFunctions()).
		Option("missingkey=" + missingKey).
		Parse(asked.Template)
	if err != nil {
		return "", err
	}
	var output strings.Builder
	err = parsed.Execute(&output, data)
	return output.String(), err
}

func decode(asked request) (interface{}, error) {
	if asked.Strings {
		texts := map[string]string{}
		err := json.Unmarshal(asked.Data, &texts)
		return texts, err
	}
	var data interface{}
	err := json.Unmarshal(asked.Data, &data)
	return data, err
}

func yamlFunctions() template.FuncMap {
	return template.FuncMap{
		"toYaml": func(value interface{}) (string, error) {
			text, err := yaml.Marshal(value)
			return strings.TrimSuffix(string(text), "\n"), err
		},
		"fromYaml": func(text string) (map[string]interface{}, error) {
			value := map[string]interface{}{}
			err := yaml.Unmarshal([]byte(text), &value)
			return value, err
		},
		"fromYamlArray": func(text string) ([]interface{}, error) {
			value := []interface{}{}
			err := yaml.Unmarshal([]byte(text), &value)
			return value, err
		},
		"fromJsonArray": func(text string) ([]interface{}, error) {
			value := []interface{}{}
			err := json.Unmarshal([]byte(text), &value)
			return value, err
		},
	}
}
