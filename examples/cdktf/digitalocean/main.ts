// Droplets, their network, and the cluster on them: one stack, one plan.
import { Droplet } from "@cdktf/provider-digitalocean/lib/droplet";
import { DigitaloceanProvider } from "@cdktf/provider-digitalocean/lib/provider";
import { SshKey } from "@cdktf/provider-digitalocean/lib/ssh-key";
import { Vpc } from "@cdktf/provider-digitalocean/lib/vpc";
import { App as CdktfApp, TerraformStack, TerraformVariable } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { App, Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const MACHINES = {
  "cp-1": HostRole.CONTROL_PLANE,
  "cp-2": HostRole.CONTROL_PLANE,
  "cp-3": HostRole.CONTROL_PLANE,
  "worker-1": HostRole.WORKER,
};

const app = new CdktfApp();
const stack = new TerraformStack(app, "digitalocean");
const publicKey = new TerraformVariable(stack, "public-key", { type: "string" });

new DigitaloceanProvider(stack, "digitalocean");
new SealosProvider(stack, "sealos", { ssh: { agent: true } });

const key = new SshKey(stack, "key", { name: "cluster", publicKey: publicKey.stringValue });
const vpc = new Vpc(stack, "network", { name: "cluster", region: "fra1" });
const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
});
for (const [name, role] of Object.entries(MACHINES)) {
  const droplet = new Droplet(stack, `droplet-${name}`, {
    name,
    image: "debian-12-x64",
    region: "fra1",
    size: "s-4vcpu-8gb",
    vpcUuid: vpc.id,
    sshKeys: [key.fingerprint],
  });
  new Host(cluster, name, { role, address: droplet.ipv4Address });
}
new App(cluster, "network", {
  image: new ImageMount(stack, "cilium", { image: "labring/cilium:v1.16.1" }),
});

app.synth();
