import { readdirSync, readFileSync } from "node:fs";

/** The process that a Terraform process started as its plugin; undefined when it has none. */
export function findProvider(terraform: number): number | undefined {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((id) => isPluginOf(id, terraform));
}

function isPluginOf(id: number, terraform: number): boolean {
  try {
    const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    return (
      parent === String(terraform) &&
      readFileSync(`/proc/${id}/cmdline`, "utf8").includes("terraform-provider-")
    );
  } catch {
    return false; // it ended while it was looked at
  }
}
