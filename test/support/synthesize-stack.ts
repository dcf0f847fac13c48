import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "./terraform-workspace";

const ROOT = join(__dirname, "../..");

/**
 * Runs a stack's TypeScript in a folder, as an author would with this package installed, and returns what it synthesizes: the
 * configuration of its only stack, without the backend.
 */
export function synthesizeStack(folder: string, source: string): Configuration {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.ts"), source);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        ...{ module: "Node16", moduleResolution: "Node16", target: "ES2022" },
        paths: {
          cdktf: [join(ROOT, "node_modules/cdktf")],
          "cdktf-sealos": [join(ROOT, "constructs/src/index.ts")],
        },
      },
    }),
  );
  const tsx = join(ROOT, "node_modules/.bin/tsx");
  execFileSync(tsx, ["--tsconfig", "tsconfig.json", "main.ts"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out") },
  });
  const [stack = ""] = readdirSync(join(folder, "cdktf.out/stacks"));
  const path = join(folder, "cdktf.out/stacks", stack, "cdk.tf.json");
  const { terraform, ...configuration } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly terraform: Configuration;
  };
  const rest = Object.entries(terraform).filter(([name]) => name !== "backend");
  return { ...configuration, terraform: Object.fromEntries(rest) };
}
