import { Resource } from "@cdktf/provider-null/lib/resource";
import type { TerraformStack } from "cdktf";
import { App, DriftCheck, HostRole, Host, ImageMount, ImageType } from "../../../../constructs/src";
import { kubernetesImage, smallCluster, synth } from "../../../support/cdktf/synth";

const appImage = (stack: TerraformStack) => new ImageMount(stack, "image", { image: "app:1" });

describe("an application", () => {
  it("is installed on the cluster above it, after all nodes, with the registry's host", () => {
    const { only } = synth((stack) => {
      const cluster = smallCluster(stack);
      new App(cluster, "web", { image: appImage(stack), env: { greeting: "hello" } });
      new Host(cluster, "late", { address: "192.0.2.31", role: HostRole.WORKER });
    });
    expect(only("sealos_app")).toMatchObject({
      cluster_id: "${sealos_cluster.prod_F335F39F.id}",
      depends_on: [
        expect.stringMatching(/^sealos_node\.prod_cp-1_Node_\w+$/),
        expect.stringMatching(/^sealos_node\.prod_worker-1_Node_\w+$/),
        expect.stringMatching(/^sealos_node\.prod_late_Node_\w+$/),
      ],
      env: { greeting: "hello" },
      image: expect.stringContaining(".mount}") as string,
      lifecycle: { postcondition: [{ condition: "${self.ready}" }] },
      name: "web",
      registry_host: "${sealos_host.prod_cp-1_0CD754E4.id}",
    });
  });

  it("stands elsewhere when the cluster is given, after other applications and dependencies", () => {
    const { blocks } = synth((stack) => {
      const cluster = smallCluster(stack);
      const image = appImage(stack);
      const first = new App(stack, "network", { cluster, image });
      const bucket = new Resource(stack, "bucket");
      new App(stack, "web", {
        cluster,
        image,
        appName: "site",
        after: [first],
        dependsOn: [bucket],
      });
    });
    expect(blocks("sealos_app")["web"]).toMatchObject({
      name: "site",
      depends_on: expect.arrayContaining([
        "null_resource.bucket",
        expect.stringMatching(/^sealos_app\.network_/),
      ]) as string[],
    });
  });

  it("takes a name over and is looked at closely where it says so", () => {
    const { only } = synth((stack) => {
      const own = { image: appImage(stack), takeOver: true, driftCheck: DriftCheck.FULL };
      new App(smallCluster(stack), "web", own);
    });
    expect(only("sealos_app")).toMatchObject({ take_over: true, drift_check: "full" });
  });

  it("makes the provider refuse an image of another type", () => {
    const { blocks } = synth(
      (stack) => new App(smallCluster(stack), "web", { image: appImage(stack) }),
    );
    expect(blocks("sealos_image_mount")["image"]).toEqual({
      expected_type: "application",
      image: "app:1",
    });
  });
});

describe("a mistake in an application is an error at synth that names the construct", () => {
  it("no cluster", () => {
    const define = (stack: TerraformStack) => {
      new App(stack, "web", { image: appImage(stack) });
    };
    expect(() => synth(define)).toThrow("stack/web: cluster is not given");
  });

  it("a rootfs or patch image", () => {
    const rootfs = (stack: TerraformStack) => {
      const cluster = smallCluster(stack);
      new App(cluster, "web", { image: cluster.images[0]! });
    };
    const patch = (stack: TerraformStack) => {
      const image = new ImageMount(stack, "p", { image: "p:1", type: ImageType.PATCH });
      new App(smallCluster(stack), "web", { image });
    };
    expect(() => synth(rootfs)).toThrow(
      "it takes an image of type application, and that one is used by stack/prod as rootfs",
    );
    expect(() => synth(patch)).toThrow("stack/prod/web: image is stack/p");
  });

  it("a name or keys that are references", () => {
    const withProps = (props: (id: string) => object) => () =>
      synth((stack) => {
        const { id } = new Resource(stack, "vm");
        new App(smallCluster(stack), "web", { image: appImage(stack), ...props(id) });
      });
    expect(withProps((id) => ({ appName: id }))).toThrow("appName is a reference");
    expect(withProps((id) => ({ triggers: { [id]: "x" } }))).toThrow("triggers is a map with keys");
    expect(withProps((id) => ({ triggers: { machine: id } }))).not.toThrow();
  });
});

it("an image that nothing uses keeps its type open", () => {
  const { only } = synth((stack) => {
    kubernetesImage(stack);
  });
  expect(only("sealos_image_mount")).toEqual({ image: "labring/kubernetes:v1.31.0" });
});
