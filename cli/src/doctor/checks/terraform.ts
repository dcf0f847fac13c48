import { ok, problem, warning, type Check, type Machine } from "../check";
import { isAtLeast } from "../is-at-least";

const OLDEST = "1.5";
/** Terraform with everything that the provider offers, newest first. */
const FEATURES = [
  ["1.11", "write-only passwords"],
  ["1.10", "ephemeral resources"],
  ["1.8", "provider functions"],
] as const;

/** Terraform or OpenTofu; where both are there, the one that cdktf would take. */
export const terraform: Check = {
  name: "Terraform",
  async look(machine) {
    const { env } = machine;
    const named = env["TERRAFORM_BINARY_NAME"];
    for (const program of named === undefined ? ["terraform", "tofu"] : [named]) {
      const version = await versionOf(machine, program);
      if (version !== undefined) return judge(program, version);
    }
    return problem(
      `no ${named ?? "terraform or tofu"} on the PATH`,
      `Install Terraform ${OLDEST} or newer (https://developer.hashicorp.com/terraform/install) or OpenTofu.`,
    );
  },
};

async function versionOf({ run }: Machine, program: string): Promise<string | undefined> {
  const { exitCode, stdout } = await run([program, "version"]);
  return exitCode === 0 ? / v(\d+\.\d+\.\S+)/.exec(stdout)?.[1] : undefined;
}

function judge(program: string, version: string) {
  const found = `${program} ${version}`;
  if (!isAtLeast(version, OLDEST)) {
    return problem(`${found} is older than ${OLDEST}`, `Install ${OLDEST} or newer.`);
  }
  const missing = FEATURES.filter(([since]) => !isAtLeast(version, since));
  if (missing.length === 0) return ok(found);
  const lacks = missing.map(([since, what]) => `${what} (${since})`).join(", ");
  return warning(
    `${found} has no ${lacks}`,
    "Clusters work without; install a newer one for these.",
  );
}
