// Three control planes behind one name, workers in two pools, certificates that renew themselves.
import { App as CdktfApp, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import {
  App,
  Cluster,
  EndpointMode,
  Host,
  HostRole,
  ImageMount,
  SealosProvider,
} from "../../../constructs/src";

const POOLS = {
  general: { "worker-1": "192.0.2.21", "worker-2": "192.0.2.22" },
  storage: { "store-1": "192.0.2.31", "store-2": "192.0.2.32" },
};

const app = new CdktfApp();
const stack = new TerraformStack(app, "high-availability");
new SealosProvider(stack, "sealos", { ssh: { user: "ops" } });

const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
  // Every node finds all control planes by itself. With a load balancer: EXTERNAL and its address as `vip`.
  endpoint: { mode: EndpointMode.LVSCARE, domain: "api.prod.example" },
  certSans: ["api.prod.example"],
  certificateRenewal: { before: "720h" },
  upgrade: { maxUnavailable: 2 },
});
["192.0.2.11", "192.0.2.12", "192.0.2.13"].forEach((address, index) => {
  new Host(cluster, `cp-${index + 1}`, { address, role: HostRole.CONTROL_PLANE });
});
for (const [pool, machines] of Object.entries(POOLS)) {
  for (const [name, address] of Object.entries(machines)) {
    new Host(cluster, name, { address, role: HostRole.WORKER, labels: { pool } });
  }
}
new App(cluster, "network", {
  image: new ImageMount(stack, "cilium", { image: "labring/cilium:v1.16.1" }),
});

app.synth();
