# shellcheck shell=bash
# How an image is made: a context directory with a Kubefile, committed as an OCI layout and kept by the key of its inputs.
# shellcheck disable=SC2154 # work: set by keep_image

images=$LAB_DIR/images
# One time for every file and image: the same inputs make the same digest on any day and machine.
made_at=1600000000

# A container store of the lab's own: nothing shows up in anybody's `buildah images`.
store=$LAB_DIR/storage
storage() { buildah --root "$store" --runroot "$store-run" "$@"; }

# keep_image NAME KEY COMMAND…: has the command fill $work/context and commits that as $images/NAME, unless the image is
# there and was made from the same inputs. A run that is cut off leaves the old image in place.
keep_image() {
  local name=$1 own=$2
  shift 2
  [ "$(cat "$images/$name.key" 2>/dev/null)" = "$own" ] && return
  need buildah=buildah perl=perl-base
  progress "pack $name" make_image "$name" "$@"
  echo "$own" >"$images/$name.key"
}

make_image() {
  local name=$1 work
  shift
  renice -n 10 $BASHPID >/dev/null
  work=$(mktemp -d "$LAB_DIR/.work.XXXX")
  # shellcheck disable=SC2064 # now
  trap "rm -rf '$work'" EXIT
  mkdir -p "$images" "$work/context"
  "$@"
  storage build -q --layers=false --timestamp "$made_at" --build-arg "VERSION=${name##*-}" -f "$work/context/Kubefile" -t "oci:$work/image" "$work/context"
  rm -rf "${images:?}/$name" "$images/$name.key"
  mv "$work/image" "$images/$name"
}

# with_registry DIR COMMAND…: runs a command while a registry that stores into DIR listens on $registry.
with_registry() {
  local data=$1 pid status=0 registry=127.0.0.1:$((20000 + RANDOM % 12000)) # below the ports that outgoing connections get
  shift
  mkdir -p "$data"
  cat >"$work/registry.yml" <<CONF
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $data}}
http: {addr: "$registry"}
CONF
  "$payload/usr/bin/docker-registry" serve "$work/registry.yml" &
  pid=$!
  until (echo >"/dev/tcp/${registry/:/\/}") 2>/dev/null; do kill -0 "$pid"; sleep 0.1; done
  (set -e; "$@") &
  wait $! || status=$?
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  return "$status"
}

# push_image NAME ENTRYPOINT FILE=PATH…: an image FROM scratch into the registry of with_registry; FILE may be a directory.
push_image() {
  local name=$1 entrypoint=$2 container file
  shift 2
  container=$(storage from scratch)
  for file; do storage copy -q "$container" "${file%%=*}" "${file#*=}" >/dev/null; done
  storage config --env PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --entrypoint "$entrypoint" "$container"
  storage commit -q --rm --timestamp "$made_at" --tls-verify=false "$container" "docker://$registry/$name" >/dev/null
}
