// Stand-in: errors carry the exit status, as kubeadm's do; deep code panics with one and the program's edge prints it.
package main

import (
	"fmt"
	"os"
)

type failure struct {
	message string
	status  int
}

func (f failure) Error() string { return f.message }

func fail(format string, arguments ...interface{}) {
	panic(failure{fmt.Sprintf(format, arguments...), 1})
}

func failWith(status int, format string, arguments ...interface{}) {
	panic(failure{fmt.Sprintf(format, arguments...), status})
}

func check(err error) {
	if err != nil {
		panic(failure{err.Error(), 1})
	}
}

// attempt runs a step and turns its panic with a failure into an error.
func attempt(step func()) (err error) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case failure:
			err = problem
		case error:
			err = failure{"stand-in: " + problem.Error(), 70}
			if os.Getenv("STANDIN_DEBUG") != "" {
				panic(problem)
			}
		default:
			panic(problem)
		}
	}()
	step()
	return nil
}

// guarded is the edge of a program: prints a failure with a suffix and returns its status.
func guarded(prefix, suffix string, step func()) int {
	err := attempt(step)
	if err == nil {
		return 0
	}
	fmt.Fprint(os.Stderr, prefix, err.Error(), "\n", suffix)
	return err.(failure).status
}
