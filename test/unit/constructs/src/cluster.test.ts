import { Resource } from "@cdktf/provider-null/lib/resource";
import { Fn, Testing, TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  App,
  Cluster,
  Distribution,
  Host,
  HostRole,
  ImageMount,
  ImageType,
  type ClusterProps,
} from "../../../../constructs/src";
import { kubernetesImage, smallCluster, synth } from "../../../support/cdktf/synth";

const CONTROL_PLANE = { role: HostRole.CONTROL_PLANE };

describe("a cluster", () => {
  it("becomes one resource that knows its control planes by literal names", () => {
    const { only } = synth(smallCluster);
    expect(only("sealos_cluster")).toMatchInlineSnapshot(`
     {
       "control_plane": {
         "cp-1": "\${sealos_host.prod_cp-1_0CD754E4.id}",
       },
       "lifecycle": {
         "postcondition": [
           {
             "condition": "\${self.ready}",
             "error_message": "\${self.status}",
           },
         ],
       },
       "name": "prod",
       "rootfs": "\${sealos_image_mount.kubernetes_F1EBCA1C.mount}",
     }
    `);
  });

  it("counts control planes that are declared after everything else", () => {
    const { only } = synth((stack) => {
      const cluster = smallCluster(stack);
      new App(cluster, "app", { image: new ImageMount(stack, "app", { image: "app:1" }) });
      for (const name of ["cp-2", "cp-3"]) {
        new Host(cluster, name, { ...CONTROL_PLANE, address: `${name}.example` });
      }
    });
    const names = Object.keys(only("sealos_cluster")["control_plane"] as object);
    expect(names).toEqual(["cp-1", "cp-2", "cp-3"]);
    expect(only("sealos_app")["control_plane"]).toHaveLength(3);
  });

  it("sends patches after the rootfs, in order", () => {
    const { only } = synth((stack) => {
      const patches = ["one", "two"].map((id) => new ImageMount(stack, id, { image: `${id}:1` }));
      const cluster = new Cluster(stack, "prod", { image: kubernetesImage(stack), patches });
      new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
    });
    expect(only("sealos_host")["images"]).toEqual([
      expect.stringContaining("kubernetes_"),
      expect.stringContaining("one_"),
      expect.stringContaining("two_"),
    ]);
  });

  it("tells every node what its image brings", () => {
    const { only, blocks } = synth((stack) => {
      const image = new ImageMount(stack, "k3s", { image: "labring/k3s:v1.27.4" });
      const options = { distribution: Distribution.K3S, k3sConfig: "disable: [traefik]\n" };
      const cluster = new Cluster(stack, "edge", { image, ...options });
      new Host(cluster, "server-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
      new Host(cluster, "agent-1", { role: HostRole.WORKER, address: "192.0.2.21" });
    });
    expect(only("sealos_cluster")).toMatchObject({
      distribution: "k3s",
      k3s_config: "disable: [traefik]\n",
    });
    const nodes = Object.values(blocks("sealos_node"));
    expect(nodes.map((node) => node["distribution"])).toEqual(["k3s", "k3s"]);
  });

  it("stands beside another one, with the same image", () => {
    const { blocks } = synth((stack) => {
      const image = kubernetesImage(stack);
      for (const [index, name] of ["blue", "green"].entries()) {
        const cluster = new Cluster(stack, name, { image });
        new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: `192.0.2.${index}` });
      }
    });
    const { blue, green } = blocks("sealos_cluster");
    expect(blue!["control_plane"]).not.toEqual(green!["control_plane"]);
    expect(Object.keys(blocks("sealos_host"))).toEqual(["blue_cp-1", "green_cp-1"]);
  });

  it("keeps the practitioner's lifecycle, dependencies and time limits", () => {
    const { only } = synth((stack) => {
      const before = new Resource(stack, "before");
      const cluster = new Cluster(stack, "prod", {
        image: kubernetesImage(stack),
        lifecycle: { preventDestroy: true },
        dependsOn: [before],
        timeouts: { create: "1h" },
      });
      new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
    });
    expect(only("sealos_cluster")).toMatchObject({
      depends_on: ["null_resource.before"],
      lifecycle: { prevent_destroy: true, postcondition: [{ condition: "${self.ready}" }] },
      timeouts: { create: "1h" },
    });
  });

  it("has its resource as default child, open to overrides", () => {
    const { only } = synth((stack) => {
      const cluster = smallCluster(stack);
      expect(cluster.node.defaultChild).toBe(cluster.resource);
      cluster.resource.addOverride("cert_sans", ["api.example"]);
    });
    expect(only("sealos_cluster")["cert_sans"]).toEqual(["api.example"]);
  });

  it("is told from other constructs, and found from below", () => {
    synth((stack) => {
      const cluster = smallCluster(stack);
      const [host] = cluster.hosts;
      expect([cluster, host, stack, undefined].map((each) => Cluster.isCluster(each))).toEqual([
        true,
        false,
        false,
        false,
      ]);
      expect(Cluster.of(host!.resource)).toBe(cluster);
      expect(Cluster.of(stack)).toBeUndefined();
    });
  });
});

describe("a mistake in a cluster is an error at synth that names the construct", () => {
  const synthWith = (props: Partial<ClusterProps>) => () =>
    synth((stack) => {
      const cluster = new Cluster(stack, "prod", { image: kubernetesImage(stack), ...props });
      new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
    });

  it.each([
    ["no control plane", [], "the number of control planes is 0: a cluster needs at least one"],
    ["two", ["cp-1", "cp-2"], "the number of control planes is 2 (cp-1, cp-2): an even number"],
    ["four", ["a", "b", "c", "d"], "the number of control planes is 4"],
  ])("%s", (_title, names, message) => {
    const define = (stack: TerraformStack) => {
      const cluster = new Cluster(stack, "prod", { image: kubernetesImage(stack) });
      for (const name of names)
        new Host(cluster, name, { ...CONTROL_PLANE, address: `${name}.example` });
    };
    expect(() => synth(define)).toThrow(`[stack/prod] ${message}`);
  });

  it.each([
    [
      "overlapping subnets",
      "10.0.0.0/8",
      "10.96.0.0/12",
      "serviceSubnet is 10.96.0.0/12: it overlaps podSubnet",
    ],
    [
      "no subnet",
      "10.0.0.0",
      "10.96.0.0/12",
      'podSubnet is "10.0.0.0": a subnet is written as ADDRESS/LENGTH',
    ],
    [
      "overlap in one family",
      "10.0.0.0/16,fd00::/48",
      "10.96.0.0/12,fd00:0:0:1::/64",
      "it overlaps",
    ],
  ])("%s", (_title, podSubnet, serviceSubnet, message) => {
    expect(synthWith({ podSubnet, serviceSubnet })).toThrow(`stack/prod: `);
    expect(synthWith({ podSubnet, serviceSubnet })).toThrow(message);
  });

  it("takes subnets apart, and subnets that are references", () => {
    expect(synthWith({ podSubnet: "10.0.0.0/16", serviceSubnet: "10.1.0.0/16" })).not.toThrow();
    const define = (stack: TerraformStack) => {
      const subnet = new TerraformVariable(stack, "subnet", { type: "string" });
      const image = kubernetesImage(stack);
      const subnets = { podSubnet: subnet.stringValue, serviceSubnet: "10.1.0.0/16" };
      const cluster = new Cluster(stack, "prod", { image, ...subnets });
      new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
    };
    expect(synth(define).only("sealos_cluster")["pod_subnet"]).toBe("${var.subnet}");
  });

  it.each([
    [
      "a patch that is a rootfs",
      { type: ImageType.ROOTFS },
      "that is a rootfs image, and a cluster has one",
    ],
    ["an application as patch", { type: ImageType.APPLICATION }, "was declared as application"],
  ])("%s", (_title, { type }, message) => {
    const define = (stack: TerraformStack) => {
      const patch = new ImageMount(stack, "patch", { image: "patch:1", type });
      new Cluster(stack, "prod", { image: kubernetesImage(stack), patches: [patch] });
    };
    expect(() => synth(define)).toThrow(message);
    expect(() => synth(define)).toThrow("stack/prod: patches is stack/patch");
  });

  it("the rootfs as a patch over itself", () => {
    const define = (stack: TerraformStack) => {
      const image = kubernetesImage(stack);
      new Cluster(stack, "prod", { image, patches: [image] });
    };
    expect(() => synth(define)).toThrow("that is a rootfs image, and a cluster has one");
  });

  it("an application image as rootfs, known from its declaration or from its use by an App", () => {
    const declared = (stack: TerraformStack) => {
      const image = new ImageMount(stack, "app", { image: "app:1", type: ImageType.APPLICATION });
      new Cluster(stack, "prod", { image });
    };
    const used = (stack: TerraformStack) => {
      const image = new ImageMount(stack, "app", { image: "app:1" });
      new App(smallCluster(stack), "web", { image });
      new Cluster(stack, "other", { image });
    };
    expect(() => synth(declared)).toThrow(
      "stack/prod: image is stack/app: it takes an image of type rootfs",
    );
    expect(() => synth(used)).toThrow("that one is used by stack/prod/web as application");
  });

  it("a name, a list of patches or keys of env that are not known at synth", () => {
    const vm = (stack: TerraformStack) => new Resource(stack, "vm");
    const withProps = (props: (id: string) => Partial<ClusterProps>) => () =>
      synth((stack) => {
        new Cluster(stack, "prod", { image: kubernetesImage(stack), ...props(vm(stack).id) });
      });
    expect(withProps((id) => ({ clusterName: id }))).toThrow(
      "stack/prod: clusterName is a reference",
    );
    expect(withProps((id) => ({ env: { [id]: "x" } }))).toThrow("keys are known at synth");
    expect(withProps((id) => ({ env: Token.asStringMap(Fn.tomap(id)) }))).toThrow(
      "stack/prod: env is a map with keys",
    );
    const patches = Token.asList("${var.patches}") as unknown as ImageMount[];
    expect(withProps(() => ({ patches }))).toThrow("patches is a list that is not known at synth");
  });

  it("two registries", () => {
    const define = (stack: TerraformStack) => {
      const cluster = smallCluster(stack);
      for (const name of ["r-1", "r-2"]) {
        new Host(cluster, name, {
          address: `${name}.example`,
          role: HostRole.WORKER,
          registry: true,
        });
      }
    };
    expect(() => synth(define)).toThrow("registry is true on r-1 and r-2");
  });
});

it("validates only what is finished: a cluster may be filled after its construction", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const cluster = new Cluster(stack, "prod", { image: kubernetesImage(stack) });
  expect(cluster.node.validate()).toHaveLength(1);
  new Host(cluster, "cp-1", { ...CONTROL_PLANE, address: "192.0.2.11" });
  expect(cluster.node.validate()).toEqual([]);
});
