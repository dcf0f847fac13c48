// Stand-in: a container's program has the version of its image, not of the runtime that starts it.
package main

import "os"

const versionVariable = "STANDIN_VERSION"

func init() {
	if given := os.Getenv(versionVariable); versionPattern.MatchString(given) {
		version = given
	}
}
