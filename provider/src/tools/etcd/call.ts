import type { Argv, CommandOptions, CommandResult, QueryRunner } from "../../transports/runner";
import { ToolError } from "../tool-error";
import { curlCommand, httpMessage, opensslCommand } from "./request";
import type { EtcdRequest } from "./request";

type Send = (argv: Argv, options: CommandOptions) => Promise<CommandResult>;

/**
 * Calls the JSON gateway of the etcd on a control plane, by curl or else by openssl: neither the hosts nor
 * the image of etcd are sure to have etcdctl. Answers the JSON text.
 *
 * @throws ToolError when etcd refuses, does not answer, or the host has neither program.
 */
export async function callEtcd(
  runner: QueryRunner,
  send: Send,
  request: EtcdRequest,
  options: CommandOptions = {},
): Promise<string> {
  const client = await findClient(runner, options);
  const { argv, stdin } =
    client === "curl"
      ? { argv: curlCommand(request), stdin: request.body }
      : { argv: opensslCommand(request), stdin: httpMessage(request) };
  const { stdout, stderr } = await send(argv, { ...options, stdin, accept: ANY_STATUS });
  const body = client === "curl" ? stdout : bodyOf(stdout);
  return isRefusal(body) ? refuse(runner, request, body.trim() || stderr.trim()) : body;
}

// What is wrong stands in the body, or on stderr; the statuses of curl and openssl say less.
const ANY_STATUS = Array.from({ length: 256 }, (_, status) => status);

async function findClient(
  runner: QueryRunner,
  options: CommandOptions,
): Promise<"curl" | "openssl"> {
  const script = "command -v curl || command -v openssl";
  const { stdout } = await runner.query(["sh", "-c", script], { ...options, accept: [0, 1, 127] });
  const program = stdout.trim().split("/").at(-1);
  if (program === "curl" || program === "openssl") return program;
  throw new ToolError("etcd", runner.host, {
    severity: "error",
    summary: `No Client For Etcd On ${runner.host}`,
    detail: `${runner.host}: etcd is asked for its members by curl or openssl, and the host has neither. Install one of them and run the same command again.`,
  });
}

function bodyOf(message: string): string {
  const end = message.search(/\r?\n\r?\n/);
  return end < 0 ? "" : message.slice(end).trim();
}

function isRefusal(body: string): boolean {
  try {
    const answer = JSON.parse(body) as object;
    return "error" in answer || !("header" in answer);
  } catch {
    return true;
  }
}

function refuse({ host }: QueryRunner, { path }: EtcdRequest, said: string): never {
  const words = said === "" ? "It did not answer." : `It said: ${said}.`;
  throw new ToolError(
    "etcd",
    host,
    {
      severity: "error",
      summary: `Etcd Refused On ${host}`,
      detail: `${host}: etcd did not do ${path}. ${words} It serves changes only while a majority of its members lives: look at its log on that host (crictl logs), and at the other control planes.`,
    },
    said,
  );
}
