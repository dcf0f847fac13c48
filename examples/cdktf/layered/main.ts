// Two stacks: one makes the cluster, the next installs charts on it. A provider that needs a kubeconfig belongs into the second: it
// is asked for a plan before the cluster of the first is there.
import { join } from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Release } from "@cdktf/provider-helm/lib/release";
import { App as CdktfApp, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { App, Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

// Mode 0600, outside of the state, on the machine that runs Terraform.
const kubeconfigFile = join(process.cwd(), "admin.kubeconfig");

const app = new CdktfApp();
const platform = new TerraformStack(app, "platform");
new SealosProvider(platform, "sealos", { ssh: { user: "ops" } });
const cluster = new Cluster(platform, "prod", {
  image: new ImageMount(platform, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
  kubeconfigFile,
});
new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
new Host(cluster, "worker-1", { address: "192.0.2.21", role: HostRole.WORKER });
new App(cluster, "network", {
  image: new ImageMount(platform, "cilium", { image: "labring/cilium:v1.16.1" }),
});

const workloads = new TerraformStack(app, "workloads");
workloads.addDependency(platform);
new HelmProvider(workloads, "helm", { kubernetes: { configPath: kubeconfigFile } });
new Release(workloads, "metrics", {
  name: "metrics-server",
  namespace: "kube-system",
  chart: "/srv/charts/metrics-server-3.12.1.tgz",
});

app.synth();
