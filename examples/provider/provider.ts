import type { TerraformStack } from "cdktf";
import { HostKeyPolicy, SealosProvider } from "../../constructs/src";

export function addProvider(stack: TerraformStack): void {
  new SealosProvider(stack, "sealos", {
    ssh: {
      user: "ops",
      privateKeyFile: "/home/ops/.ssh/id_ed25519",
      hostKeyPolicy: HostKeyPolicy.KNOWN_HOSTS,
      bastion: { address: "bastion.example.com", user: "jump" },
    },
    eventLog: "/var/log/apply.jsonl",
  });
}
