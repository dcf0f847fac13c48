#!/bin/bash
# The lab's cluster images, built when their inputs changed. Prints JSON: {"NAME": "oci:/absolute/path", …}.
#
#   images.sh real       kubernetes-v1.20.2 kubernetes-v1.20.15 patch-1.0 app-1.0 app-config-1.0
#   images.sh standin    standin-v1.20.2 standin-v1.20.15 patch-1.0 app-1.0 app-config-1.0
#   images.sh all        both
#   images.sh NAME…      just these; k3s-vX.Y.Z, a stand-in, is in none of the sets
#
# Env: LAB_DIR (/var/tmp/kubelab); LAB_K3S_BINARY=/path/to/k3s packs that one instead of the stand-in
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
for part in hosts/settings build/progress build/builder build/kubernetes build/payload build/image build/cluster-image; do
  # shellcheck disable=SC1090 # the list above
  . "$here/$part.sh"
done

main() {
  local names
  case ${1:-all} in
    real) names=(kubernetes-v1.20.2 kubernetes-v1.20.15 patch-1.0 app-1.0 app-config-1.0) ;;
    standin) names=(standin-v1.20.2 standin-v1.20.15 patch-1.0 app-1.0 app-config-1.0) ;;
    all) names=({kubernetes,standin}-v1.20.{2,15} patch-1.0 app-1.0 app-config-1.0) ;;
    *) names=("$@") ;;
  esac
  with_lock images build_images "${names[@]}"
  print_images "${names[@]}"
}

build_images() {
  local name
  remove_leftovers
  for name; do
    case $name in
      kubernetes-v1.20.*) build_kubernetes "${name#*-}" ;;
      standin-v1.20.*) build_standin "${name#*-}" ;;
      k3s-v*) build_k3s "${name#*-}" ;;
      patch-*) keep_image "$name" "$(key_of "$here/images/patch" "$here/build/image.sh")" plain_context patch ;;
      app-config-*) keep_image "$name" "$(key_of "$here/images/app-config" "$here/build/image.sh")" plain_context app-config ;;
      app-*) build_app "$name" ;;
      *) echo "lab: there is no image '$name'; see the head of lab/images.sh" >&2; exit 64 ;;
    esac
  done
}

# What a run that was killed while it packed an image leaves behind.
remove_leftovers() {
  compgen -G "$LAB_DIR/.work.*" >/dev/null || return 0
  rm -rf "$LAB_DIR"/.work.*
  storage rm -a >/dev/null
}

build_kubernetes() {
  prepare_payload
  prepare_kubernetes "$1"
  keep_image "kubernetes-$1" "$(key_of "$here/images/kubernetes" "$here"/build/{image,cluster-image}.sh)-$(payload_key)-$(kubernetes_key "$1")" \
    kubernetes_context "$1"
}

# The same scripts and templates around programs that only seem to be Kubernetes: images/standin/context.sh puts both together.
build_standin() {
  keep_image "standin-$1" "$(key_of "$here/images/standin" "$here/images/kubernetes" "$here/standins/standin" "$here/build/image.sh")-$1" \
    scripted_context standin "$1"
}

build_k3s() {
  local real=
  [ -z "${LAB_K3S_BINARY:-}" ] || real=-$(key_of "$LAB_K3S_BINARY")
  keep_image "k3s-$1" "$(key_of "$here"/images/{k3s,standin,kubernetes} "$here"/standins/{k3s,standin} "$here/build/image.sh")-$1$real" \
    scripted_context k3s "$1"
}

build_app() {
  prepare_payload
  keep_image "$1" "$(key_of "$here/images/app" "$here"/build/{image,cluster-image}.sh)-$(payload_key)" app_context
}

print_images() {
  local name separator='{'
  for name; do
    printf '%s"%s": "oci:%s"' "$separator" "$name" "$images/$name"
    separator=', '
  done
  echo '}'
}

main "$@"; exit # read to the end before it runs: the file may change under it
