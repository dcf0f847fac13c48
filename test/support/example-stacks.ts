import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lab } from "../../lab/open-lab";
import { providerBlock } from "./cluster-stack";
import type { Configuration, TerraformWorkspace } from "./terraform-workspace";

const ROOT = join(__dirname, "../..");

/** Folder of the examples in CDKTF. */
export const EXAMPLES = join(ROOT, "examples/cdktf");

/** Runs an example and returns the texts of what it synthesises, by name of the stack. */
export function synthesiseExample(
  name: string,
  environment: NodeJS.ProcessEnv = {},
): Readonly<Record<string, string>> {
  const output = mkdtempSync(join(tmpdir(), "example-"));
  try {
    execFileSync(join(ROOT, "node_modules/.bin/tsx"), [join(EXAMPLES, name, "main.ts")], {
      cwd: output,
      env: { ...process.env, ...environment, CDKTF_OUTDIR: output },
      stdio: ["ignore", "ignore", "inherit"],
    });
    return Object.fromEntries(
      readdirSync(join(output, "stacks")).map((stack) => [
        stack,
        readFileSync(join(output, "stacks", stack, "cdk.tf.json"), "utf8"),
      ]),
    );
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** Where an example is to run. */
export interface ExamplePlace {
  readonly workspace: TerraformWorkspace;
  readonly lab: Lab;
  /** What stands in the example for what only its author has (images, above all) → what stands there here. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * A synthesised stack on the hosts of a lab: each documentation address (RFC 5737) becomes the next host's, and every login is that of
 * the lab. All else stays as the example says it.
 */
export function exampleOnLab(
  synthesised: string,
  { words, ...place }: ExamplePlace,
): Configuration {
  const text = Object.entries(words).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the example does not say ${from}`);
    return before.replaceAll(from, to);
  }, synthesised);
  const { resource, variable, output, provider } = JSON.parse(text) as Stack;
  const [{ ssh_profiles: profiles = {} } = {}] = provider.sealos;
  const block = providerBlock(place);
  const logins = Object.keys(profiles).map((profile) => [profile, block["ssh"]] as const);
  return {
    terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
    provider: { sealos: { ...block, ssh_profiles: Object.fromEntries(logins) } },
    ...(variable && { variable }),
    ...(output && { output }),
    resource: onHosts(resource, place.lab),
  };
}

interface Stack {
  readonly provider: { readonly sealos: readonly { readonly ssh_profiles?: object }[] };
  readonly resource: Readonly<Record<string, unknown>>;
  readonly variable?: object;
  readonly output?: object;
}

function onHosts(resource: Stack["resource"], { inventory: { hosts } }: Lab): unknown {
  const given = new Map<string, string>();
  const text = JSON.stringify(resource).replace(
    /\b(?:192\.0\.2|198\.51\.100)\.\d+\b/g,
    (address) => {
      const host = given.get(address) ?? hosts[given.size]?.address;
      if (host === undefined) throw new Error(`no host of the lab is left for ${address}`);
      given.set(address, host);
      return host;
    },
  );
  return JSON.parse(text) as unknown;
}
