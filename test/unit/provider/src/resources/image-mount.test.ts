import { UNKNOWN } from "../../../../../provider/sdk";
import { decodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";
import { aTerraform, deployed, textOf, type Terraform } from "./terraform";

const IMAGE = "labring/kubernetes:v1.31.0";

let terraform: Terraform;
beforeEach(async () => {
  terraform = await aTerraform();
  terraform.world.catalogue.set(IMAGE, aMount()).set("labring/cilium:v1.16.1", anAppMount());
});

const deploy = () => deployed(terraform, "sealos_image_mount", { image: IMAGE });
const plan = (config: object, object: Awaited<ReturnType<typeof deploy>> | null = null) =>
  terraform.core.plan("sealos_image_mount", { ...config }, object);

describe("sealos_image_mount", () => {
  it("pins an image to its content", async () => {
    const { state } = await deploy();
    expect(state).toMatchObject({
      id: aMount().treeDigest,
      digest: aMount().digest,
      type: "rootfs",
      kubernetes_version: "v1.31.0",
      platform: "linux/amd64",
      pull_policy: "if_missing",
      size_bytes: 300_000_000,
    });
    expect(decodeImageMount(state["mount"] as string)).toEqual(aMount());
  });

  it("plans nothing for an unchanged configuration, whatever the tag means by now", async () => {
    const object = await deploy();
    terraform.world.catalogue.set(IMAGE, aMount({ digest: "sha256:moved" }));
    expect((await plan({ image: IMAGE }, object)).action).toBe("no-op");
  });

  it("of another image plans what that image brings, and drops the old mount", async () => {
    const object = await deploy();
    const other = await plan({ image: "labring/cilium:v1.16.1" }, object);
    expect(other).toMatchObject({ action: "update", planned: { type: "application" } });
    const { object: after } = await terraform.core.apply(other);
    expect(after?.state).toMatchObject({ type: "application", kubernetes_version: null });
    expect(terraform.world.released).toEqual([aMount()]);
  });

  it("keeps the mount where a change leads to the same content", async () => {
    const object = await deploy();
    await terraform.core.apply(await plan({ image: IMAGE, pull_policy: "always" }, object));
    expect(terraform.world.released).toEqual([]);
  });

  it("is planned while the image is not known", async () => {
    const open = await plan({ image: UNKNOWN });
    const { object } = await terraform.core.apply(open, { image: IMAGE });
    expect(object?.state["type"]).toBe("rootfs");
    expect((await plan({ image: UNKNOWN }, object)).planned).toMatchObject({ mount: UNKNOWN });
  });

  it("that cannot be had is a warning of the plan, and leaves no object", async () => {
    const planned = await plan({ image: "nobody/no" });
    expect(planned.planned).toMatchObject({ mount: UNKNOWN });
    expect(textOf(planned.diagnostics)).toContain("Image nobody/no Was Not Looked At");
    const { object, diagnostics } = await terraform.core.apply(planned);
    expect(object).toBeNull();
    expect(textOf(diagnostics)).toContain("there is no nobody/no");
  });

  it("drops its working container when it is destroyed", async () => {
    expect((await terraform.core.destroy(await deploy())).object).toBeNull();
    expect(terraform.world.released).toEqual([aMount()]);
  });

  it("is imported by its reference", async () => {
    const { object } = await terraform.core.import("sealos_image_mount", IMAGE);
    expect(object?.state).toMatchObject({ image: IMAGE, digest: aMount().digest });
    expect((await plan({ image: IMAGE }, object)).action).toBe("no-op");
  });
});
