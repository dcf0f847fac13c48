import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { isToolError } from "../tool-error";
import { callEtcd } from "./call";
import type { EtcdMember } from "./members";

// A member that lives answers for itself at once, whether or not there is a majority.
const ANSWER_SECONDS = 4;

/** Whether a member answers for itself, asked over the network by a control plane. One that never started does not. */
export async function isMemberLiving(
  runner: QueryRunner,
  { clientUrls: [url] }: EtcdMember,
  options?: CommandOptions,
): Promise<boolean> {
  if (url === undefined) return false;
  const request = {
    path: "/v3/maintenance/status",
    body: "{}",
    endpoint: new URL(url).host,
    timeoutSeconds: ANSWER_SECONDS,
  };
  try {
    await callEtcd(runner, (argv, given) => runner.query(argv, given), request, options);
    return true;
  } catch (error) {
    if (isToolError(error)) return false;
    throw error;
  }
}
