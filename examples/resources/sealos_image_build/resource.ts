import type { TerraformStack } from "cdktf";
import { ImageBuild, ImageMount } from "../../../constructs/src";

export function buildImages(stack: TerraformStack): void {
  const site = new ImageBuild(stack, "site-image", {
    context: "site",
    archive: "/srv/images/site.tar",
    imageName: "house/site:1.0",
  });
  new ImageMount(stack, "site", { image: site.reference });

  new ImageBuild(stack, "network-image", {
    context: "network",
    platforms: ["linux/amd64", "linux/arm64"],
    buildArgs: { VERSION: "1.16.1" },
    push: "registry.house.example/network:1.16.1",
  });
}
