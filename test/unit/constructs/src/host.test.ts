import { Resource } from "@cdktf/provider-null/lib/resource";
import { Fn, Token, type TerraformStack } from "cdktf";
import { Cluster, Host, HostRole, TaintEffect } from "../../../../constructs/src";
import { kubernetesImage, smallCluster, synth } from "../../../support/cdktf/synth";

const WORKER = { role: HostRole.WORKER };

describe("a host", () => {
  it("becomes a machine and a node", () => {
    const { blocks } = synth((stack) => {
      const cluster = new Cluster(stack, "prod", {
        image: kubernetesImage(stack),
        env: { proxy: "none", zone: "a" },
      });
      new Host(cluster, "cp-1", {
        address: "192.0.2.11",
        role: HostRole.CONTROL_PLANE,
        port: 2222,
        sshProfile: "ops",
        hostKey: "SHA256:x",
        hostname: "first",
        env: { zone: "b" },
        tags: ["ssd"],
        labels: { pool: "general" },
        taints: [{ key: "gpu", effect: TaintEffect.NO_SCHEDULE }],
        drain: { timeout: "10m" },
        timeouts: { create: "1h" },
        nodeTimeouts: { create: "2h" },
      });
    });
    expect(blocks("sealos_host")["prod_cp-1"]).toMatchObject({
      address: "192.0.2.11",
      cluster_name: "prod",
      env: { proxy: "none", zone: "b" },
      host_key: "SHA256:x",
      hostname: "first",
      name: "cp-1",
      port: 2222,
      roles: ["control-plane", "registry", "ssd"],
      ssh_profile: "ops",
      timeouts: { create: "1h" },
    });
    expect(blocks("sealos_node")["prod_cp-1_Node"]).toMatchObject({
      drain: { timeout: "10m" },
      host_id: "${sealos_host.prod_cp-1_0CD754E4.id}",
      labels: { pool: "general" },
      name: "cp-1",
      role: "control-plane",
      taints: [{ effect: "NoSchedule", key: "gpu" }],
      timeouts: { create: "2h" },
    });
  });

  it("ends an apply with an error while machine or node are not ready", () => {
    const { blocks } = synth(smallCluster);
    const conditions = [
      ...Object.values(blocks("sealos_host")),
      ...Object.values(blocks("sealos_node")),
    ].map(({ lifecycle }) => lifecycle);
    const ready = {
      postcondition: [{ condition: "${self.ready}", error_message: "${self.status}" }],
    };
    expect(conditions).toEqual([ready, ready, ready, ready]);
  });

  it("takes the registry of the first control plane, by reference", () => {
    const { blocks } = synth(smallCluster);
    const { "prod_cp-1": first, "prod_worker-1": worker } = blocks("sealos_host");
    expect(first).toMatchObject({ roles: ["control-plane", "registry"] });
    expect(first).not.toHaveProperty("registry");
    expect(worker).toMatchObject({
      registry: { address: "${sealos_host.prod_cp-1_0CD754E4.address}" },
      roles: ["worker"],
    });
  });

  it("takes the cluster's credentials of its registry, on every host", () => {
    const { blocks } = synth((stack) => {
      const cluster = new Cluster(stack, "prod", {
        image: kubernetesImage(stack),
        registryCredentials: { username: "nodes", password: "${var.password}", passwordVersion: 2 },
      });
      new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
      new Host(cluster, "worker-1", { ...WORKER, address: "192.0.2.21" });
    });
    const credentials = { username: "nodes", password: "${var.password}", password_version: 2 };
    const [first, second] = Object.values(blocks("sealos_host"));
    expect(first).toHaveProperty("registry", credentials);
    expect(second).toHaveProperty("registry", {
      ...credentials,
      address: expect.stringContaining("cp-1") as string,
    });
  });

  it("takes another registry where one is declared, also afterwards", () => {
    const { blocks } = synth((stack) => {
      new Host(smallCluster(stack), "store", { ...WORKER, address: "192.0.2.31", registry: true });
    });
    const { "prod_cp-1": first, prod_store: store } = blocks("sealos_host");
    expect(first).toMatchObject({
      roles: ["control-plane"],
      registry: { address: expect.stringContaining("prod_store") as string },
    });
    expect(store).toMatchObject({ roles: ["worker", "registry"] });
  });

  it("follows a machine of the same stack: references stay references", () => {
    const { blocks } = synth((stack) => {
      const vm = new Resource(stack, "vm");
      new Host(smallCluster(stack), "vm-1", {
        ...WORKER,
        address: vm.id,
        port: Token.asNumber(Fn.lookup({ ssh: 22 }, "ssh", 22)),
        hostKey: `SHA256:${vm.id}`,
        labels: { machine: vm.id },
      });
    });
    expect(blocks("sealos_host")["prod_vm-1"]).toMatchObject({
      address: "${null_resource.vm.id}",
      host_key: "SHA256:${null_resource.vm.id}",
      port: '${lookup({"ssh" = 22}, "ssh", 22)}',
    });
    expect(blocks("sealos_node")["prod_vm-1_Node"]).toMatchObject({
      labels: { machine: "${null_resource.vm.id}" },
    });
  });

  it("may stand anywhere below its cluster", () => {
    const { blocks } = synth((stack) => {
      const cluster = smallCluster(stack);
      new Host(cluster.hosts[0]!, "inner", { ...WORKER, address: "192.0.2.99" });
      expect(cluster.hosts.map(({ nodeName }) => nodeName)).toEqual(["cp-1", "worker-1", "inner"]);
    });
    expect(blocks("sealos_node")).toHaveProperty("prod_cp-1_inner_Node");
  });
});

describe("a mistake in a host is an error at synth that names the construct", () => {
  const withHost =
    (props: (stack: TerraformStack) => object, id = "other") =>
    () =>
      synth((stack) => {
        new Host(smallCluster(stack), id, { ...WORKER, address: "192.0.2.31", ...props(stack) });
      });
  const reference = (stack: TerraformStack) => new Resource(stack, "vm").id;

  it("outside of a cluster", () => {
    const define = (stack: TerraformStack) => {
      new Host(stack, "lost", { ...WORKER, address: "192.0.2.31" });
    };
    expect(() => synth(define)).toThrow(
      'stack/lost: scope is stack: a host stands below its cluster, and there is none above it. Write new Host(cluster, "lost", …).',
    );
  });

  it("a literal address and port that another host has", () => {
    const message = '[stack/prod/other] address is "192.0.2.11", as that of stack/prod/cp-1';
    expect(withHost(() => ({ address: "192.0.2.11" }))).toThrow(message);
    expect(withHost(() => ({ address: "192.0.2.11", port: 22 }))).toThrow(message);
    expect(withHost(() => ({ address: "192.0.2.11", port: 2222 }))).not.toThrow();
  });

  it("a literal address that a host of another cluster has", () => {
    const define = (stack: TerraformStack) => {
      const {
        images: [image],
      } = smallCluster(stack);
      const other = new Cluster(stack, "other", { image: image! });
      new Host(other, "cp-1", { role: HostRole.CONTROL_PLANE, address: "192.0.2.21" });
    };
    expect(() => synth(define)).toThrow("[stack/other/cp-1] address");
  });

  it("but not equal references, whose values are not known", () => {
    const define = (stack: TerraformStack) => {
      const address = reference(stack);
      const cluster = smallCluster(stack);
      for (const id of ["vm-1", "vm-2"]) new Host(cluster, id, { ...WORKER, address });
    };
    expect(() => synth(define)).not.toThrow();
  });

  it.each([
    [
      "a name that another node has",
      { nodeName: "cp-1" },
      "nodeName is cp-1 of stack/prod/cp-1 and stack/prod/other",
    ],
    [
      "a name that Kubernetes refuses",
      { nodeName: "CP_1" },
      'stack/prod/other: nodeName is "CP_1": Kubernetes takes lower-case',
    ],
    [
      "a role that there is not",
      { role: "etcd" },
      'role is "etcd": it is one of control-plane, worker',
    ],
  ])("%s", (_title, props, message) => {
    expect(withHost(() => props)).toThrow(message);
  });

  it.each([
    ["role", (id: string) => ({ role: id })],
    ["nodeName", (id: string) => ({ nodeName: id })],
  ])("a reference as %s", (field, props) => {
    expect(withHost((stack) => props(reference(stack)))).toThrow(
      `stack/prod/other: ${field} is a reference: it decides the structure of the graph`,
    );
  });

  it("an element of a list that is not known at synth", () => {
    const loop = (stack: TerraformStack) => {
      const addresses = Token.asList(`\${${new Resource(stack, "vms").fqn}}`);
      const cluster = smallCluster(stack);
      for (const address of addresses) new Host(cluster, "vm", { ...WORKER, address });
    };
    expect(() => synth(loop)).toThrow("a loop over such a list runs once");
  });

  it.each([
    [
      "labels",
      (id: string) => ({ labels: { [id]: "x" } }),
      "labels is a map with keys that are references",
    ],
    ["env", (id: string) => ({ env: { [id]: "x" } }), "env is a map with keys that are references"],
    [
      "tags",
      () => ({ tags: Token.asList("${var.tags}") }),
      "tags is a list that is not known at synth",
    ],
  ])("%s whose structure is not known at synth", (_field, props, message) => {
    expect(withHost((stack) => props(reference(stack)))).toThrow(message);
  });
});
