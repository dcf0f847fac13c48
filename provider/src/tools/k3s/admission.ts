import { readFile } from "../files";
import type { QueryRunner } from "../../transports/runner";
import { K3S_DATA } from "./paths";

/** What a running server admits by; secret. Both carry the digest of the cluster's authority, by which a joining host knows it. */
export interface Admission {
  readonly server: string;
  readonly agent: string;
}

/**
 * Reads the tokens of a running server, in their full form.
 *
 * @throws Error when the server has none.
 */
export async function readAdmission(server: QueryRunner): Promise<Admission> {
  const [own, agent] = await Promise.all(
    ["token", "agent-token"].map((name) => readFile(server, `${K3S_DATA}/server/${name}`)),
  );
  if (own === undefined || agent === undefined) throw new Error(noTokens(server.host));
  return { server: own.toString("utf8").trim(), agent: agent.toString("utf8").trim() };
}

/** The secret in a token of the full form: what stands after the name of the user. */
export function secretOf(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

function noTokens(host: string): string {
  return `${host}: ${K3S_DATA}/server has no token and agent-token, by which nodes join. k3s writes them when it starts with both in its configuration: look at /etc/rancher/k3s/config.yaml there, then systemctl restart k3s.`;
}
