import type { TerraformStack } from "cdktf";
import { ImageBuild, ImageMount, ImageOrigin } from "../../../../constructs/src";
import { synth } from "../../../support/cdktf/synth";

describe("an image build", () => {
  it("passes on what is built, how and where to", () => {
    const { only } = synth((stack) => {
      const build = new ImageBuild(stack, "image", {
        context: "/src/site",
        kubefile: "build/Kubefile",
        platforms: ["linux/amd64", "linux/arm64"],
        buildArgs: { VERSION: "1" },
        labels: { "sealos.io.type": "application" },
        collectImages: [ImageOrigin.LISTS, ImageOrigin.MANIFESTS],
        archive: "/srv/site.tar",
        imageName: "house/site:1.0",
      });
      expect(build.node.defaultChild).toBe(build.resource);
      expect([build, stack].map((each) => ImageBuild.isImageBuild(each))).toEqual([true, false]);
    });
    expect(only("sealos_image_build")).toEqual({
      archive: "/srv/site.tar",
      build_args: { VERSION: "1" },
      collect_images: ["lists", "manifests"],
      context: "/src/site",
      kubefile: "build/Kubefile",
      labels: { "sealos.io.type": "application" },
      name: "house/site:1.0",
      platforms: ["linux/amd64", "linux/arm64"],
    });
  });

  it("takes a relative context from where the app is synthesised, not from where Terraform runs", () => {
    const { only } = synth((stack) => {
      new ImageBuild(stack, "image", { context: "site", push: "registry.example/site:1" });
    });
    expect(only("sealos_image_build")).toEqual({
      context: `${process.cwd()}/site`,
      push: "registry.example/site:1",
    });
  });

  it("leads its content into a mount", () => {
    const { only } = synth((stack) => {
      const build = new ImageBuild(stack, "image", { context: "/site", archive: "/srv/a.tar" });
      new ImageMount(stack, "mount", { image: build.reference });
    });
    expect(only("sealos_image_mount")["image"]).toMatch(
      /^\$\{sealos_image_build\.image_\w+\.reference\}$/,
    );
  });

  it.each([
    ["no output", {}, /^stack\/image: archive is not given, nor is push: .*exactly one/],
    ["two outputs", { archive: "/a/b", push: "a:1" }, /^stack\/image: archive is given, and so/],
  ])("is refused with %s", (_title, output, message) => {
    const define = (stack: TerraformStack) =>
      new ImageBuild(stack, "image", { context: "/site", ...output });
    expect(() => synth(define)).toThrow(message);
  });
});
