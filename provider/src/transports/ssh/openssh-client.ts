import { text } from "node:stream/consumers";

import { quoteWord } from "../../lib/shell-quote";
import { spawnLocally } from "../local/spawn-locally";
import type { Argv } from "../runner";
import type { ProcessEnd } from "../spawner";
import { HOST_KEY_ALGORITHMS } from "./algorithms";
import type { Connection } from "./connection";
import { agentSocketOf, expandHome, isGiven, type LocalIdentity } from "./credentials";
import { clientFailed } from "./errors";
import { endCall, type Carrier } from "./remote-call";
import { addressOf, portOf, SSH_DEFAULTS, userOf, type SshTarget } from "./settings";

/** The first that asks a command for known keys (KnownHostsCommand), March 2021. */
const OLDEST = { major: 8, minor: 5 };
/** Those that no start of a connection can be tampered with (CVE-2023-48795), whatever the client's age; the fastest first. */
const CIPHERS = "aes128-gcm@openssh.com,aes256-gcm@openssh.com";
/** What the host is called where its key is looked up. */
const ALIAS = "host";
/** Exit code with which `ssh` tells of a failure of its own. */
const CLIENT_FAILED = 255;
/** Characters of its messages that an error repeats. */
const MOST_SAID = 400;

/** Whether this machine has an OpenSSH client that can be used. */
export async function hasOpenSshClient({ path }: LocalIdentity): Promise<boolean> {
  const child = await spawnLocally(["ssh", "-V"], { PATH: path });
  child.stdin.end();
  child.stdout.resume();
  const said = await text(child.stderr);
  const [, major = "0", minor = "0"] = /^OpenSSH_(\d+)\.(\d+)/.exec(said) ?? [];
  return (
    Number(major) > OLDEST.major ||
    (Number(major) === OLDEST.major && Number(minor) >= OLDEST.minor)
  );
}

/**
 * Carries commands over a connection of the OpenSSH client, which encrypts several times as many bytes a second as the library.
 * The host must show the key that it showed to the library. Undefined where the client could not log in by itself: it is given
 * neither passwords nor the text of keys, and no jump host sees a second login.
 */
export function openSshCarrier(target: SshTarget, identity: LocalIdentity): Carrier | undefined {
  const keys = keyOptions(target, identity);
  if (keys === undefined || target.bastion !== undefined) return undefined;
  return async ({ connection }, { line, prelude, askToEnd }) => {
    const argv: Argv = ["ssh", ...options(connection), ...keys, "--", addressOf(target), line];
    const child = await spawnLocally(argv, { PATH: identity.path });
    let said = "";
    child.stderr.on(
      "data",
      (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-MOST_SAID)),
    );
    if (prelude !== undefined) child.stdin.write(prelude);
    const end = child.end.then((how): ProcessEnd => {
      if (how.exitCode === CLIENT_FAILED) throw clientFailed(target, said.trim());
      return how;
    });
    return {
      ...child,
      end,
      kill: () => endCall(askToEnd, end, child.kill),
    };
  };
}

function keyOptions(target: SshTarget, identity: LocalIdentity): readonly string[] | undefined {
  const { privateKeyFile: file, passphrase } = target;
  const socket = agentSocketOf(target, identity);
  const hasFile = isGiven(file) && !isGiven(passphrase);
  if (!hasFile && !isGiven(socket)) return undefined;
  return [
    ...setting("IdentityAgent", isGiven(socket) ? socket : "none"),
    ...setting("IdentitiesOnly", isGiven(socket) ? "no" : "yes"),
    ...(hasFile ? ["-i", expandHome(file, identity.home)] : []),
  ];
}

function options({ hop, hostKey }: Connection): readonly string[] {
  const known = `${ALIAS} ${hostKey.type} ${hostKey.blob.toString("base64")}`;
  const seconds = (milliseconds: number): string =>
    String(Math.max(1, Math.round(milliseconds / 1000)));
  return [
    ...["-F", "none", "-T", "-e", "none"],
    ...["-l", userOf(hop), "-p", String(portOf(hop))],
    ...setting("BatchMode", "yes"),
    ...setting("Ciphers", CIPHERS),
    ...setting("Compression", "no"),
    ...setting("ConnectTimeout", seconds(hop.connectTimeoutMs ?? SSH_DEFAULTS.connectTimeoutMs)),
    ...setting("GlobalKnownHostsFile", "none"),
    ...setting(
      "HostKeyAlgorithms",
      (HOST_KEY_ALGORITHMS[hostKey.type] ?? [hostKey.type]).join(","),
    ),
    ...setting("HostKeyAlias", ALIAS),
    ...setting("KnownHostsCommand", `/bin/sh -c ${quoteWord(`echo ${known}`)}`),
    ...setting("LogLevel", "ERROR"),
    ...setting("PreferredAuthentications", "publickey"),
    ...setting("ServerAliveInterval", seconds(hop.keepaliveMs ?? SSH_DEFAULTS.keepaliveMs)),
    ...setting("StrictHostKeyChecking", "yes"),
    ...setting("UpdateHostKeys", "no"),
    ...setting("UserKnownHostsFile", "none"),
  ];
}

function setting(name: string, value: string): readonly string[] {
  return ["-o", `${name}=${value}`];
}
