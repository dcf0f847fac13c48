// Two clusters in one stack from one image, each with a login of its own.
import { App as CdktfApp, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const CLUSTERS = {
  staging: { "cp-1": "192.0.2.11", "worker-1": "192.0.2.12" },
  prod: { "cp-1": "198.51.100.11", "worker-1": "198.51.100.12" },
};

const app = new CdktfApp();
const stack = new TerraformStack(app, "two-clusters");
new SealosProvider(stack, "sealos", {
  sshProfiles: {
    staging: { user: "root" },
    prod: { user: "ops", bastion: { address: "bastion.prod.example", user: "jump" } },
  },
});
const kubernetes = new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" });

// Node names repeat: a host's place in the tree is below its cluster.
for (const [name, machines] of Object.entries(CLUSTERS)) {
  const cluster = new Cluster(stack, name, { image: kubernetes });
  for (const [node, address] of Object.entries(machines)) {
    const role = node.startsWith("cp-") ? HostRole.CONTROL_PLANE : HostRole.WORKER;
    new Host(cluster, node, { address, role, sshProfile: name });
  }
}

app.synth();
