import { join } from "node:path";
import type { Lab } from "../../lab/open-lab";
import { callCommand } from "./call-command";
import { imageStorage } from "./image-storage";
import { synthesizeStack } from "./synthesize-stack";
import { errorsOf, openWorkspace, type Configuration } from "./terraform-workspace";

/** What Terraform plans of the stack that one login to the first host writes, in a workspace of its own, in one line. */
export async function planOfWritten(lab: Lab, ...further: readonly string[]): Promise<string> {
  const { address, keyPath } = lab.inventory.hosts[0]!;
  const { code, out, err } = await callCommand(
    ...["import", "--host", address, "--identity-file", keyPath, ...further],
    ...["--known-hosts-file", lab.inventory.knownHosts, "--host-key-policy", "known_hosts"],
  );
  expect([code, err]).toEqual([0, expect.stringContaining("showed the host key SHA256:")]);
  const own = openWorkspace({ TF_VAR_env_registry_password: "passw0rd" });
  try {
    const planned = await own.plan(withStorage(synthesizeStack(join(own.folder, "stack"), out)));
    expect(errorsOf(planned)).toBe("");
    return planned.text;
  } finally {
    own.remove();
  }
}

/** The builder of tests: no stack that the command writes says where images are stored. */
function withStorage(configuration: Configuration): Configuration {
  const { sealos } = configuration["provider"] as { readonly sealos: readonly object[] };
  return {
    ...configuration,
    provider: {
      sealos: sealos.map((block) => ({ ...block, builder: { storage_root: imageStorage() } })),
    },
  };
}
