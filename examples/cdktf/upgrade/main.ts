// Another version is another image. The plan tells the order: control planes one by one, then workers in turns.
import { App as CdktfApp, TerraformOutput, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

// One minor version at a time; Kubernetes takes no larger step, and the plan refuses it.
const VERSION = process.env["KUBERNETES_VERSION"] ?? "v1.31.0";

const app = new CdktfApp();
const stack = new TerraformStack(app, "upgrade");
new SealosProvider(stack, "sealos", { ssh: { user: "ops" } });

const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: `labring/kubernetes:${VERSION}` }),
  upgrade: { drain: true, drainTimeout: "10m", maxUnavailable: 2 },
  timeouts: { update: "2h" },
});
for (const [name, address] of Object.entries({
  "cp-1": "192.0.2.11",
  "cp-2": "192.0.2.12",
  "cp-3": "192.0.2.13",
})) {
  new Host(cluster, name, { address, role: HostRole.CONTROL_PLANE });
}
for (const [name, address] of Object.entries({
  "worker-1": "192.0.2.21",
  "worker-2": "192.0.2.22",
  "worker-3": "192.0.2.23",
})) {
  new Host(cluster, name, {
    address,
    role: HostRole.WORKER,
    // A pod that does not go within this time stops the upgrade of this node; the next apply goes on from there.
    drain: { timeout: "15m" },
  });
}
new TerraformOutput(stack, "kubernetes-version", { value: cluster.kubernetesVersion });

app.synth();
