import type { TerraformStack } from "cdktf";
import { Cluster, type ImageMount } from "../../../constructs/src";

export function addCluster(stack: TerraformStack, kubernetes: ImageMount): Cluster {
  return new Cluster(stack, "prod", {
    image: kubernetes,
    podSubnet: "100.64.0.0/10",
    serviceSubnet: "10.96.0.0/22",
    certSans: ["api.example.com"],
    certificateRenewal: { before: "720h" },
    upgrade: { maxUnavailable: 2 },
  });
}
