// Application images that need one another, one of them configured, one with a way to be taken away again.
import { App as CdktfApp, TerraformStack, TerraformVariable } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import {
  App,
  Cluster,
  ConfigStrategy,
  Host,
  HostRole,
  ImageMount,
  SealosProvider,
} from "../../../constructs/src";

const app = new CdktfApp();
const stack = new TerraformStack(app, "several-apps");
new SealosProvider(stack, "sealos");
const replicas = new TerraformVariable(stack, "replicas", { type: "string", default: "2" });

const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
});
new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
new Host(cluster, "worker-1", { address: "192.0.2.21", role: HostRole.WORKER });

const network = new App(cluster, "network", {
  image: new ImageMount(stack, "cilium", {
    image: "labring/cilium:v1.16.1",
    configs: [
      {
        path: "charts/cilium/values.yaml",
        strategy: ConfigStrategy.MERGE,
        data: "hubble: {enabled: true}",
      },
    ],
  }),
});
const storage = new App(cluster, "storage", {
  image: new ImageMount(stack, "openebs", { image: "labring/openebs:v3.10.0" }),
  after: [network],
});
new App(cluster, "database", {
  image: new ImageMount(stack, "postgres", { image: "labring/cloudnative-pg:v1.24.0" }),
  after: [storage],
  env: { REPLICAS: replicas.stringValue },
  uninstallCommand: ["helm uninstall postgres --namespace database"],
});

app.synth();
