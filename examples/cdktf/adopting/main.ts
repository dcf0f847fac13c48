// A cluster of the sealos command line comes under Terraform as it is: every object is imported, nothing is changed. `cdktf-sealos
// import --host root@192.0.2.11` writes such a stack by asking the cluster.
import { App as CdktfApp, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { App, Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const KUBERNETES = "labring/kubernetes:v1.31.0";
const CILIUM = "labring/cilium:v1.16.1";
const CONTROL_PLANE = "192.0.2.11";
const NAME = "default";

const app = new CdktfApp();
const stack = new TerraformStack(app, "adopting");
new SealosProvider(stack, "sealos", { ssh: { user: "root" } });

const kubernetes = new ImageMount(stack, "kubernetes", { image: KUBERNETES });
kubernetes.resource.importFrom(KUBERNETES);
const cilium = new ImageMount(stack, "cilium", { image: CILIUM });
cilium.resource.importFrom(CILIUM);

const cluster = new Cluster(stack, NAME, { image: kubernetes });
cluster.resource.importFrom(`${CONTROL_PLANE}/${NAME}`);

for (const [name, address, role] of [
  ["cp-1", CONTROL_PLANE, HostRole.CONTROL_PLANE],
  ["worker-1", "192.0.2.21", HostRole.WORKER],
] as const) {
  const host = new Host(cluster, name, { address, role });
  host.resource.importFrom(address);
  host.nodeResource.importFrom(`${CONTROL_PLANE}/${NAME}/${name}`);
}

const network = new App(cluster, "cilium", { image: cilium });
network.resource.importFrom(
  JSON.stringify({ id: `${CONTROL_PLANE}/${NAME}/cilium`, image: CILIUM }),
);

app.synth();
