import type { HostFacts } from "../../domain/host-facts";
import type { QueryRunner } from "../../transports/runner";
import { parseFacts } from "./parse";
import { FACTS_COMMAND } from "./script";

/** Asks a machine what it is, in one round trip. @throws TransportError, CommandError */
export async function gatherFacts(runner: QueryRunner): Promise<HostFacts> {
  const { stdout } = await runner.query(FACTS_COMMAND);
  return parseFacts(stdout);
}
