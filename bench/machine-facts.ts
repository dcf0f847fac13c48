import { spawnSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";

/** What a figure depends on besides the code; nothing that names a machine. */
export type MachineFacts = Readonly<Record<string, string>>;

/** The facts of this machine, for people. */
export function machineFacts(): MachineFacts {
  return {
    processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: release(),
    node: process.version,
    terraform: firstMatch("terraform", ["version"], /Terraform (v\S+)/),
    openssh: firstMatch("ssh", ["-V"], /OpenSSH_[^\s,]+/),
  };
}

function firstMatch(program: string, args: readonly string[], pattern: RegExp): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  const match = pattern.exec(`${stdout}${stderr}`);
  return match?.[1] ?? match?.[0] ?? "not installed";
}
