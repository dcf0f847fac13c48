import { UNKNOWN } from "../../../../../provider/sdk";
import type { ManagedObject } from "../../../../../provider/sdk/testing";
import { aTerraform, deployed, textOf, type Terraform } from "./terraform";

const TYPE = "sealos_image_build";
const ARCHIVE = { context: "site", archive: "/srv/site.tar", name: "house/site:1.0" };
const PUSH = { context: "site", push: "registry.example/site:1.0" };

let terraform: Terraform;
beforeEach(async () => {
  terraform = await aTerraform();
  terraform.world.builds.contexts.set("site", "docker.io/a/b:1");
});

const build = (config: object = ARCHIVE) => deployed(terraform, TYPE, { ...config });
const plan = (config: object, object: ManagedObject | null = null) =>
  terraform.core.plan(TYPE, { ...config }, object);
const refresh = (object: ManagedObject) => terraform.core.read(object);

describe("sealos_image_build", () => {
  it("knows at plan what it reads and collects, and its digest after apply", async () => {
    const planned = await plan(ARCHIVE);
    expect(planned.planned).toMatchObject({
      id: "/srv/site.tar",
      collected_images: ["docker.io/a/b:1"],
      digest: UNKNOWN,
      reference: UNKNOWN,
    });
    const { object } = await terraform.core.apply(planned);
    expect(object?.state).toMatchObject({
      digest: expect.stringMatching(/^sha256:/) as string,
      reference: expect.stringMatching(/^oci-archive:\/srv\/site\.tar:/) as string,
      size_bytes: 1000,
    });
  });

  it("plans nothing while the context stays as it is", async () => {
    expect((await plan(ARCHIVE, await build())).action).toBe("no-op");
  });

  it("of another content is built again, in place, with another reference", async () => {
    const object = await build();
    terraform.world.builds.contexts.set("site", "docker.io/a/b:2");
    const planned = await plan(ARCHIVE, object);
    expect(planned).toMatchObject({ action: "update", planned: { reference: UNKNOWN } });
    const after = await terraform.core.apply(planned);
    expect(after.object?.state["reference"]).not.toBe(object.state["reference"]);
    expect((await plan(ARCHIVE, after.object)).action).toBe("no-op");
  });

  it.each([{ build_args: { A: "1" } }, { labels: { a: "1" } }, { platforms: ["linux/arm64"] }])(
    "is built again for %j",
    async (change) => {
      const object = await build();
      expect(await plan({ ...ARCHIVE, ...change }, object)).toMatchObject({
        action: "update",
        planned: { digest: UNKNOWN },
      });
    },
  );

  it("whose context is missing is an error of the plan that blames it", async () => {
    const { diagnostics } = await plan({ ...ARCHIVE, context: "nowhere" });
    expect(diagnostics).toMatchObject([{ summary: "Context Not Found", path: ["context"] }]);
  });

  it("is planned while its context is not known", async () => {
    const { planned } = await plan({ ...ARCHIVE, context: UNKNOWN });
    expect(planned).toMatchObject({ digest: UNKNOWN, context_digest: UNKNOWN });
  });

  it("is refused without a host where it has two outputs", async () => {
    const found = await terraform.core.validate(TYPE, { ...ARCHIVE, ...PUSH });
    expect(textOf(found)).toContain("Two Outputs For One Image");
  });
});

describe("what was built", () => {
  it("is gone where the archive is, and is made anew", async () => {
    const object = await build();
    terraform.world.builds.outputs.clear();
    expect((await refresh(object)).object).toBeNull();
  });

  it.each([ARCHIVE, PUSH])("and was changed outside (%j) is built again", async (config) => {
    const object = await build(config);
    const changed = { digest: "sha256:other", sizeBytes: undefined, reference: "other" };
    terraform.world.builds.outputs.set(object.state["id"] as string, changed);
    const { object: seen } = await refresh(object);
    expect(seen?.state["digest"]).toBe("sha256:other");
    const planned = await plan(config, seen);
    expect(planned).toMatchObject({ action: "update", planned: { reference: UNKNOWN } });
    const { object: mended } = await terraform.core.apply(planned);
    expect(mended?.state["digest"]).toBe(object.state["digest"]);
  });

  it("is kept in state, with a warning, while its registry does not answer", async () => {
    const object = await build(PUSH);
    terraform.world.builds.silence = new Error("dial tcp: connection refused");
    const { object: seen, diagnostics } = await refresh(object);
    expect(seen?.state).toEqual(object.state);
    expect(textOf(diagnostics)).toContain(
      "warning: Image registry.example/site:1.0 Was Not Looked At",
    );
  });

  it("moves with its archive", async () => {
    const object = await build();
    const moved = { ...ARCHIVE, archive: "/srv/other.tar" };
    await terraform.core.apply(await plan(moved, object));
    expect([...terraform.world.builds.outputs.keys()]).toEqual(["/srv/other.tar"]);
  });

  it("goes with the object", async () => {
    const { object } = await terraform.core.destroy(await build());
    expect(object).toBeNull();
    expect(terraform.world.builds.outputs.size).toBe(0);
  });

  it("stays, with a warning, where it is another's by now", async () => {
    const object = await build();
    terraform.world.builds.outputs.set("/srv/site.tar", {
      digest: "sha256:x",
      sizeBytes: 1,
      reference: undefined,
    });
    const { diagnostics } = await terraform.core.destroy(object);
    expect(textOf(diagnostics)).toContain("warning: Archive /srv/site.tar Was Left In Place");
    expect(terraform.world.builds.outputs.has("/srv/site.tar")).toBe(true);
  });

  it("stays in its registry when the object goes", async () => {
    await terraform.core.destroy(await build(PUSH));
    expect([...terraform.world.builds.outputs.keys()]).toEqual(["registry.example/site:1.0"]);
  });
});

describe("an import", () => {
  const importBy = (id: object | string) =>
    terraform.core.import(TYPE, typeof id === "string" ? id : JSON.stringify(id));

  it.each([ARCHIVE, PUSH])("of what was built plans nothing (%j)", async (config) => {
    const { state } = await build(config);
    const { object } = await importBy({ id: state["id"], ...config });
    expect(object?.state).toEqual(state);
    expect((await plan(config, object)).action).toBe("no-op");
  });

  it.each([
    ["/srv/site.tar", "Import Needs The Context"],
    [{ id: "/srv/none.tar", context: "site" }, "No Image To Import"],
    [{ id: "/srv/site.tar", context: "nowhere" }, "Context Not Found"],
    [{ id: "/srv/site.tar", context: "site", platforms: ["a"] }, "Unknown Platform"],
    [{ id: "/srv/site.tar", context: "site", contexts: "a" }, "Invalid Import Id"],
  ])("by %j is refused", async (id, summary) => {
    await build();
    const { object, diagnostics } = await importBy(id);
    expect(object).toBeNull();
    expect(diagnostics.map((each) => each.summary)).toEqual([summary]);
  });
});
