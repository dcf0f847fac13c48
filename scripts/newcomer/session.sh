#!/bin/bash
# What a new user does on a machine of their own, with what they carried in (/artefacts). Nothing else of the product is there.
set -euo pipefail

main() {
  mkdir /root/app && cd /root/app
  cp /artefacts/app/*.ts .
  # shellcheck source=/dev/null # what differs from one room to another
  . /artefacts/settings.sh
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
  step 'there is no way out of this machine' no_way_out
  step 'the tools: Node, npm, Terraform, buildah' tools
  step 'npm install, offline' install
  step 'cdktf-sealos mirror: the provider, offline' mirror
  export "$(cat /root/environment)"
  step 'cdktf-sealos doctor' npx cdktf-sealos doctor
  step 'compile and synthesize the quick start' synthesize
  cd cdktf.out/stacks/quickstart
  step 'terraform init' terraform init -input=false -no-color
  step 'terraform plan, for review' terraform plan -input=false -no-color -out=plan
  step 'cdktf-sealos report' report
  step 'terraform apply' terraform apply -input=false -no-color plan
  step 'the nodes, as their cluster knows them' nodes
  step 'terraform plan: nothing left to do' terraform plan -input=false -no-color -detailed-exitcode
  step 'cdktf-sealos timeline' timeline
  step 'terraform destroy' terraform destroy -input=false -no-color -auto-approve
  printf '\nfrom packages to a cluster and back in %s s\n' "$SECONDS"
}

# Runs a step and tells how long it took; what it printed shows by its last lines, and all of it when it failed.
step() {
  local title=$1 from=${EPOCHREALTIME/./} status=0
  shift
  printf '\n== %s\n' "$title"
  "$@" >/root/step.log 2>&1 || status=$?
  if [ $status != 0 ]; then
    cat /root/step.log
    echo "FAILED with status $status: $*"
    exit 1
  fi
  sed '/^$/d; s/^/   /' /root/step.log | tail -n 12
  echo "   [$(((${EPOCHREALTIME/./} - from) / 1000)) ms]"
}

no_way_out() { awk '$2 == "00000000" {print "there is a default route"; exit 1}' /proc/net/route; }

tools() {
  node --version && npm --version && terraform version && buildah --version
  ! ls /root/app/node_modules 2>/dev/null
}

install() {
  npm init --yes >/dev/null
  npm install --offline --no-audit --no-fund /artefacts/release/*.tgz /artefacts/npm/*.tgz
}

mirror() { npx cdktf-sealos mirror /root/sealos | tee /root/environment; }

synthesize() {
  npx tsc --strict --target es2022 --module node16 --skipLibCheck main.ts
  node main.js
  find cdktf.out -name cdk.tf.json
}

report() {
  terraform show -json plan >plan.json
  npx cdktf-sealos report plan.json
}

nodes() {
  terraform show -json | node -e '
    const { values } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const nodes = values.root_module.resources.filter(({ type }) => type === "sealos_node");
    for (const { values: node } of nodes) console.log(node.name, node.role, node.kubelet_version, node.ready ? "ready" : "not ready");
    process.exit(nodes.length === 3 && nodes.every(({ values: node }) => node.ready) ? 0 : 1);'
  terraform output -no-color
}

timeline() { npx cdktf-sealos timeline /root/apply.jsonl --format mermaid; }

main
