#!/bin/bash
# Proves that lab and images work, in one run: three hosts, an installation by hand, its application answering, removal,
# and a comparison of every host with what it was before.
#
#   smoke.sh [IMAGE]     name of a rootfs image (kubernetes-v1.20.2); LAB_NAME is smoke unless given
set -euo pipefail
export LAB_NAME=${LAB_NAME:-smoke} LAB_NET=${LAB_NET:-10.78.0}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
image=${1:-kubernetes-v1.20.2}
paths=$("$here/images.sh" "$image" app-1.0)
BY_HAND_IMAGE=$(jq -r --arg name "$image" '.[$name]' <<<"$paths")
export BY_HAND_IMAGE
addresses=("$LAB_NET.11" "$LAB_NET.12" "$LAB_NET.13")

traces=$(mktemp -d)
trap 'rm -rf "$traces"; "$here/lab.sh" down' EXIT
"$here/lab.sh" up 3 --fresh >/dev/null
for i in 1 2 3; do "$here/lab.sh" trace $i >"$traces/before$i"; done
"$here/by-hand.sh" "${addresses[@]}"
"$here/lab.sh" ssh 1 kubectl get nodes -o wide
if [[ $image == kubernetes-* ]]; then # what a stand-in runs does not answer
  pod=$("$here/lab.sh" ssh 1 "kubectl get pods -l app=lab-app -o jsonpath='{.items[0].status.podIP}'")
  echo "the application says: $("$here/lab.sh" ssh 1 curl -sSf "http://$pod:8080/")"
fi
"$here/by-hand.sh" --remove "${addresses[@]}"
for i in 1 2 3; do
  "$here/lab.sh" trace $i >"$traces/after$i"
  diff "$traces/before$i" "$traces/after$i" || { echo "node$i is not what it was (< before, > after)" >&2; exit 1; }
done
echo 'all hosts are what they were'
