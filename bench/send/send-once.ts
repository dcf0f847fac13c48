import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SendCost, SendRequest } from "./sender";

/** Builds the sender as the provider is built: one file, without native code. Answers what sends with it. */
export function buildSender(folder: string): (request: SendRequest) => SendCost {
  const root = join(__dirname, "../..");
  const program = join(folder, "sender/sender");
  execFileSync(process.execPath, [
    join(root, "scripts/build-provider.mjs"),
    join(__dirname, "sender.ts"),
    program,
  ]);
  return (request) => {
    const file = join(folder, "request.json");
    writeFileSync(file, JSON.stringify(request));
    return JSON.parse(execFileSync(program, [file], { encoding: "utf8" })) as SendCost;
  };
}
