// Sends a tree to a host as the provider does, in a process of its own, and prints what it cost: node SENDER REQUEST.json
import { readFileSync } from "node:fs";
import { createRedactor } from "../../provider/src/lib/redact";
import { inventoryTree, sendTree } from "../../provider/src/tools/image-tree";
import { createLocalRunner } from "../../provider/src/transports/local/local-runner";
import { createSshPool } from "../../provider/src/transports/ssh/pool";

/** A tree of this machine, and where it goes. */
export interface SendRequest {
  readonly root: string;
  readonly address: string;
  readonly port: number;
  readonly keyPath: string;
  readonly target: string;
}

/** What one transfer cost. */
export interface SendCost {
  readonly seconds: number;
  /** Largest memory of the process. */
  readonly megabytes: number;
  readonly sentBytes: number;
}

async function main(file: string): Promise<void> {
  const request = JSON.parse(readFileSync(file, "utf8")) as SendRequest;
  const redactor = createRedactor();
  const from = createLocalRunner({ redactor, env: process.env });
  const identity = { home: "/nonexistent", agentSocket: undefined };
  const pool = createSshPool({ redactor, identity });
  const entries = await inventoryTree(from, request.root);
  const begun = performance.now();
  const privateKey = readFileSync(request.keyPath, "utf8");
  const { root, target, address, port } = request;
  const to = await pool.connect({ address, port, privateKey });
  const { sentBytes } = await sendTree({
    from,
    to,
    layers: [{ root, entries, rendered: [] }],
    target,
  });
  const seconds = (performance.now() - begun) / 1000;
  await pool.dispose();
  const cost: SendCost = { seconds, sentBytes, megabytes: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify(cost));
}

void main(process.argv[2] ?? "");
