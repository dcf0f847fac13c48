import { spawnSync } from "node:child_process";
import { providerProgram } from "../../test/support/terraform-provider-mirror";
import { ProviderProcess } from "../../test/support/protocol-client/provider-process";
import { median } from "../bench-row";

/** Medians in milliseconds: from the spawn of the provider to its handshake line, and from the spawn of `node -e 0` to its end. */
export async function providerStart(
  times: number,
): Promise<{ readonly provider: number; readonly node: number }> {
  const program = providerProgram();
  const [provider, node]: [number[], number[]] = [[], []];
  await startProvider(program); // the first start reads the disk
  for (let round = 0; round < times; round += 1) {
    provider.push(await startProvider(program));
    node.push(startNode());
  }
  return { provider: median(provider), node: median(node) };
}

async function startProvider(program: string): Promise<number> {
  const from = performance.now();
  const started = new ProviderProcess(program);
  await started.firstLine();
  const took = performance.now() - from;
  process.kill(started.pid, "SIGKILL");
  await started.ended;
  return took;
}

function startNode(): number {
  const from = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return performance.now() - from;
}
