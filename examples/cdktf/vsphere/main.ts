// Virtual machines of a hypervisor, cloned from a template, and the cluster on them.
import { DataVsphereComputeCluster } from "@cdktf/provider-vsphere/lib/data-vsphere-compute-cluster";
import { DataVsphereDatacenter } from "@cdktf/provider-vsphere/lib/data-vsphere-datacenter";
import { DataVsphereDatastore } from "@cdktf/provider-vsphere/lib/data-vsphere-datastore";
import { DataVsphereNetwork } from "@cdktf/provider-vsphere/lib/data-vsphere-network";
import { DataVsphereVirtualMachine } from "@cdktf/provider-vsphere/lib/data-vsphere-virtual-machine";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import { App as CdktfApp, TerraformStack, TerraformVariable } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import { Cluster, Host, HostRole, ImageMount, SealosProvider } from "../../../constructs/src";

const app = new CdktfApp();
const stack = new TerraformStack(app, "vsphere");
const password = new TerraformVariable(stack, "password", { type: "string", sensitive: true });
new VsphereProvider(stack, "vsphere", {
  vsphereServer: "vcenter.example.com",
  user: "terraform@vsphere.local",
  password: password.stringValue,
});
new SealosProvider(stack, "sealos", { ssh: { user: "ops", privateKeyFile: "/keys/ops" } });

const { id: datacenterId } = new DataVsphereDatacenter(stack, "datacenter", { name: "dc-1" });
const datastore = new DataVsphereDatastore(stack, "datastore", { name: "ssd", datacenterId });
const network = new DataVsphereNetwork(stack, "lan", { name: "VM Network", datacenterId });
const pool = new DataVsphereComputeCluster(stack, "pool", { name: "metal", datacenterId });
const template = new DataVsphereVirtualMachine(stack, "template", {
  name: "debian-12",
  datacenterId,
});

const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
});
for (const name of ["cp-1", "worker-1", "worker-2"]) {
  const machine = new VirtualMachine(stack, `machine-${name}`, {
    name,
    resourcePoolId: pool.resourcePoolId,
    datastoreId: datastore.id,
    numCpus: 4,
    memory: 8192,
    networkInterface: [{ networkId: network.id }],
    disk: [{ label: "disk0", size: 60 }],
    clone: { templateUuid: template.id },
  });
  const role = name.startsWith("cp-") ? HostRole.CONTROL_PLANE : HostRole.WORKER;
  new Host(cluster, name, { role, address: machine.defaultIpAddress });
}

app.synth();
