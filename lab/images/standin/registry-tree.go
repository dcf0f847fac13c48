// Command registry-tree writes a registry's storage with one tiny image a name: what `docker push` would leave, without a
// registry. Usage: registry-tree DIRECTORY NAME…, where NAME is DOMAIN/REPOSITORY:TAG and the domain is dropped.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"strings"
)

type object = map[string]interface{}

func main() {
	log.SetFlags(0)
	for _, name := range os.Args[2:] {
		writeImage(filepath.Join(os.Args[1], "docker/registry/v2"), name)
	}
}

func writeImage(root, name string) {
	_, rest, _ := strings.Cut(name, "/")
	repository, tag, _ := strings.Cut(rest, ":")
	plain := layer(repository)
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	must(zip.Write(plain))
	done(zip.Close())
	command := filepath.Base(repository)
	configuration := encode(object{"architecture": "amd64", "os": "linux", "config": object{"Entrypoint": []string{"/" + command}},
		"rootfs": object{"type": "layers", "diff_ids": []string{digest(plain)}}, "history": []object{{"created_by": "stand-in"}}})
	home := filepath.Join(root, "repositories", repository)
	put := func(data []byte) object {
		blob(root, data)
		link(filepath.Join(home, "_layers/sha256", bare(data), "link"), data)
		return object{"digest": digest(data), "size": len(data)}
	}
	first, second := put(configuration), put(packed.Bytes())
	first["mediaType"], second["mediaType"] = "application/vnd.oci.image.config.v1+json", "application/vnd.oci.image.layer.v1.tar+gzip"
	manifest := encode(object{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": first, "layers": []object{second}})
	blob(root, manifest)
	link(filepath.Join(home, "_manifests/revisions/sha256", bare(manifest), "link"), manifest)
	link(filepath.Join(home, "_manifests/tags", tag, "current/link"), manifest)
	link(filepath.Join(home, "_manifests/tags", tag, "index/sha256", bare(manifest), "link"), manifest)
}

// layer is a tree of one file that says what the image is.
func layer(repository string) []byte {
	content := []byte("stand-in for the image " + repository + "\n")
	var out bytes.Buffer
	writer := tar.NewWriter(&out)
	done(writer.WriteHeader(&tar.Header{Name: "stand-in", Mode: 0o644, Size: int64(len(content))}))
	must(writer.Write(content))
	done(writer.Close())
	return out.Bytes()
}

func bare(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func digest(data []byte) string { return "sha256:" + bare(data) }

func blob(root string, data []byte) {
	save(filepath.Join(root, "blobs/sha256", bare(data)[:2], bare(data), "data"), data)
}

func link(path string, data []byte) { save(path, []byte(digest(data))) }

func save(path string, data []byte) {
	done(os.MkdirAll(filepath.Dir(path), 0o755))
	done(os.WriteFile(path, data, 0o644))
}

func encode(value interface{}) []byte {
	data, err := json.Marshal(value)
	done(err)
	return data
}

func must(_ int, err error) { done(err) }

func done(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
