// No way to the internet: images from archives and from a registry of the house, buildah on a machine inside.
import { App as CdktfApp, TerraformStack, TerraformVariable } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { App, Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const app = new CdktfApp();
const stack = new TerraformStack(app, "air-gapped");
const password = (id: string) =>
  new TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue;

new SealosProvider(stack, "sealos", {
  ssh: { user: "ops", bastion: { address: "192.0.2.5", user: "jump" } },
  builder: { address: "192.0.2.9" },
  registryAuth: {
    "registry.house.example": { username: "pull", password: password("registry-password") },
  },
});

// The archive lies on the builder: skopeo copy docker://labring/kubernetes:v1.31.0 oci-archive:kubernetes.tar
const kubernetes = new ImageMount(stack, "kubernetes", {
  image: "oci-archive:/srv/images/kubernetes-v1.31.0.tar",
});
const network = new ImageMount(stack, "network", {
  image: "registry.house.example/labring/cilium:v1.16.1",
});

// Hosts get every container image from the cluster's own registry, which runs on the first control plane.
const cluster = new Cluster(stack, "vault", {
  image: kubernetes,
  registryCredentials: {
    username: "nodes",
    password: password("cluster-registry-password"),
    passwordVersion: 1,
  },
});
new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
new Host(cluster, "worker-1", { address: "192.0.2.21", role: HostRole.WORKER });
new App(cluster, "network", { image: network });

app.synth();
