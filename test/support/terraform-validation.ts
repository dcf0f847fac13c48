import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerMirror } from "./terraform-provider-mirror";

/** `terraform validate` by the provider of this checkout. */
export interface Validation {
  /** What Terraform has against a configuration, by file name; of HCL also that it is not formatted. */
  validate(files: Readonly<Record<string, string>>): readonly string[];
  close(): void;
}

/** Builds the provider; `close` deletes what was written. */
export function openValidation(): Validation {
  const folder = mkdtempSync(join(tmpdir(), "validation-"));
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: providerMirror() };
  let count = 0;
  return {
    validate(files) {
      const cwd = join(folder, String(++count));
      mkdirSync(cwd);
      for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
      const run = (...args: readonly string[]) =>
        spawnSync("terraform", args, { cwd, env, encoding: "utf8" });
      execFileSync("terraform", ["init", "-no-color", "-input=false"], { cwd, env, stdio: "pipe" });
      const { diagnostics } = JSON.parse(run("validate", "-json").stdout) as ValidateJson;
      const unformatted = run("fmt", "-check", "-diff", "-no-color").stdout;
      return [
        ...diagnostics.map(({ summary, detail = "" }) => `${summary}: ${detail}`),
        ...(unformatted === "" ? [] : [`terraform fmt would change: ${unformatted}`]),
      ];
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

interface ValidateJson {
  readonly diagnostics: readonly { readonly summary: string; readonly detail?: string }[];
}
