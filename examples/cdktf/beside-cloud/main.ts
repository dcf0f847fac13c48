// Machines, users and keys that nobody knows before the apply has made them. Null resources stand for a cloud's.
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource as NullResource } from "@cdktf/provider-null/lib/resource";
import { App as CdktfApp, Fn, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const MACHINES = {
  "cp-1": HostRole.CONTROL_PLANE,
  "worker-1": HostRole.WORKER,
  "worker-2": HostRole.WORKER,
};

const app = new CdktfApp();
const stack = new TerraformStack(app, "beside-cloud");
new NullProvider(stack, "null");
// Its id is known after apply only: a stand-in for a user and a key that the cloud hands out.
const login = new NullResource(stack, "login", {});

new SealosProvider(stack, "sealos", {
  ssh: { user: `user-${login.id}`, privateKey: Fn.sensitive(login.id) as string },
});
const cluster = new Cluster(stack, "cloud", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
});

// Names and roles are literals, so that a plan shows every host; addresses come from the machines. A machine that is replaced
// has another address: its node leaves the old one and joins from the new one.
for (const [name, role] of Object.entries(MACHINES)) {
  const machine = new NullResource(stack, `machine-${name}`, {});
  new Host(cluster, name, { role, address: `machine-${machine.id}.internal.example` });
}

app.synth();
