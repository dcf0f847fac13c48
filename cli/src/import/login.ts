import { resolve } from "node:path";
import type { SshHop, SshTarget } from "../../../provider/src/compose/survey";
import { parseImportId } from "../../../provider/src/domain/import-id";
import { isIssue } from "../../../provider/src/domain/issue";
import { UsageError, type CommandContext } from "../command";
import type { LoginSecret, StackLogin } from "./stack-facts";

/** The options that say how to log in, as `parseArgs` wants them. Secrets are none: they would stand in the list of processes. */
export const loginOptions = {
  host: { type: "string" },
  "identity-file": { type: "string", short: "i" },
  agent: { type: "boolean" },
  "known-hosts-file": { type: "string" },
  "host-key": { type: "string", multiple: true },
  "host-key-policy": { type: "string" },
  bastion: { type: "string" },
  "bastion-host-key": { type: "string", multiple: true },
} as const;

/** What `parseArgs` makes of {@link loginOptions}. */
export interface LoginValues {
  readonly host?: string;
  readonly "identity-file"?: string;
  readonly agent?: boolean;
  readonly "known-hosts-file"?: string;
  readonly "host-key"?: readonly string[];
  readonly "host-key-policy"?: string;
  readonly bastion?: string;
  readonly "bastion-host-key"?: readonly string[];
}

/** How to reach the control plane now, and how the stack will reach it. */
export interface Login {
  readonly target: SshTarget;
  readonly stack: StackLogin;
}

const POLICIES = ["pinned", "known_hosts", "trust_on_first_use"] as const;

/**
 * What the options mean, with the secrets of the environment, as the provider reads them.
 *
 * @throws UsageError when one is wrong.
 */
export function readLogin(values: LoginValues, env: CommandContext["env"]): Login {
  const target = hopOf("host", values.host ?? "", values, env);
  if (values.bastion === undefined) return { target, stack: stackLogin(target, env) };
  const bastion = hopOf("bastion", values.bastion, values, env);
  const own = stackLogin(bastion, env, "bastion");
  return {
    target: { ...target, bastion },
    stack: {
      ...stackLogin(target, env),
      bastion: {
        ...own,
        settings: {
          address: bastion.address,
          ...own.settings,
          ...(bastion.port !== 22 && bastion.port !== undefined && { port: bastion.port }),
          ...(bastion.hostKey !== undefined && { hostKey: bastion.hostKey }),
        },
      },
    },
  };
}

function hopOf(
  option: "host" | "bastion",
  text: string,
  values: LoginValues,
  env: CommandContext["env"],
): SshHop {
  const read = parseImportId(text, []);
  if (isIssue(read)) {
    throw new UsageError(
      `--${option} is "${text}"; write [USER@]ADDRESS[:PORT], an IPv6 address in brackets.`,
    );
  }
  const { login, address, port } = read.place;
  const policy = policyOf(values["host-key-policy"]);
  const keys = values[option === "host" ? "host-key" : "bastion-host-key"];
  const [file, knownHosts] = [values["identity-file"], values["known-hosts-file"]];
  const [password, privateKey] = [env["SEALOS_SSH_PASSWORD"], env["SEALOS_SSH_PRIVATE_KEY"]];
  const passphrase = env["SEALOS_SSH_PASSPHRASE"];
  const hasOther = [file, password, privateKey].some((given) => given !== undefined);
  return {
    address,
    port: port ?? 22,
    ...(login !== undefined && { user: login }),
    ...(file !== undefined && { privateKeyFile: absolute(file) }),
    ...(privateKey !== undefined && { privateKey }),
    ...(password !== undefined && { password }),
    ...(passphrase !== undefined && { passphrase }),
    ...((values.agent ?? !hasOther) && { agent: true }),
    ...(knownHosts !== undefined && { knownHostsFile: absolute(knownHosts) }),
    ...(keys !== undefined && { hostKey: keys.join("\n") }),
    ...(policy !== undefined && { hostKeyPolicy: policy }),
    ...(option === "bastion" && { sudo: false }),
  };
}

function policyOf(text: string | undefined): (typeof POLICIES)[number] | undefined {
  const policy = POLICIES.find((each) => each === text);
  if (text !== undefined && policy === undefined) {
    throw new UsageError(`--host-key-policy is "${text}"; it must be ${POLICIES.join(", ")}.`);
  }
  return policy;
}

/** Terraform runs elsewhere: the stack needs the whole path. */
function absolute(path: string): string {
  return path.startsWith("~/") ? path : resolve(path);
}

/** The provider takes password and key from the environment, too, but not a passphrase, and nothing for a bastion. */
function stackLogin(
  hop: SshHop,
  env: CommandContext["env"],
  kind: "host" | "bastion" = "host",
): StackLogin {
  const { user, privateKeyFile, agent, knownHostsFile, hostKeyPolicy } = hop;
  const secrets: readonly LoginSecret[] = [
    ...(kind === "bastion" && hop.password !== undefined ? (["password"] as const) : []),
    ...(kind === "bastion" && hop.privateKey !== undefined ? (["privateKey"] as const) : []),
    ...(env["SEALOS_SSH_PASSPHRASE"] === undefined ? [] : (["passphrase"] as const)),
  ];
  return {
    settings: {
      ...(user !== undefined && { user }),
      ...(privateKeyFile !== undefined && { privateKeyFile }),
      ...(agent === true && { agent }),
      ...(knownHostsFile !== undefined && { knownHostsFile }),
      ...(hostKeyPolicy !== undefined && { hostKeyPolicy }),
    },
    secrets,
  };
}
