import type { TerraformStack } from "cdktf";
import { ConfigStrategy, ImageMount } from "../../../constructs/src";

export function mountImages(stack: TerraformStack): void {
  new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" });
  new ImageMount(stack, "network", {
    image: "oci-archive:/srv/images/cilium-v1.16.1.tar",
    configs: [
      {
        path: "charts/cilium/values.yaml",
        strategy: ConfigStrategy.MERGE,
        data: "hubble: {enabled: true}",
      },
    ],
  });
}
