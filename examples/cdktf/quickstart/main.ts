// One control plane, two workers, one application. Settings come from the environment; see README.md beside this file.
import { App as CdktfApp, TerraformOutput, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { App, Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";
import { readSettings, type Settings } from "./settings";

const app = new CdktfApp();
defineQuickstart(new TerraformStack(app, "quickstart"), readSettings(process.env));
app.synth();

function defineQuickstart(stack: TerraformStack, settings: Settings): void {
  new SealosProvider(stack, "sealos", settings.provider);

  const kubernetes = new ImageMount(stack, "kubernetes", { image: settings.image });
  const cluster = new Cluster(stack, "demo", { image: kubernetes });
  for (const [name, login] of Object.entries(settings.controlPlanes)) {
    new Host(cluster, name, { ...login, role: HostRole.CONTROL_PLANE });
  }
  for (const [name, login] of Object.entries(settings.workers)) {
    new Host(cluster, name, { ...login, role: HostRole.WORKER, labels: { pool: "general" } });
  }
  const image = new ImageMount(stack, "app-image", { image: settings.appImage });
  const web = new App(cluster, "app", { image });

  new TerraformOutput(stack, "kubernetes-version", { value: cluster.kubernetesVersion });
  new TerraformOutput(stack, "api-server", { value: cluster.apiServer });
  new TerraformOutput(stack, "app-output", { value: web.outputTail });
}
