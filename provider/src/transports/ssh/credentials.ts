import { readFile } from "node:fs/promises";

import type { AnyAuthMethod, ParsedKey } from "ssh2";

import { unusableAgent, unusableKey, noCredentials, unreadableKeyFile } from "./errors";
import { readPrivateKey } from "./private-key";
import { publicKeyOf } from "./public-key";
import { userOf, type SshHop } from "./settings";

/** One way to log in, with the words that an error uses for it. */
export interface LoginMethod {
  readonly kind: "key" | "agent" | "password";
  /** "the key SHA256:…", "the agent at /run/…", "the password". */
  readonly title: string;
  readonly method: AnyAuthMethod;
}

/** What the machine that Terraform runs on contributes to logins. */
export interface LocalIdentity {
  /** The home directory, which `~/` stands for. */
  readonly home: string | undefined;
  /** Content of SSH_AUTH_SOCK. */
  readonly agentSocket: string | undefined;
  /** Content of PATH, by which the `ssh` program is found. */
  readonly path?: string | undefined;
}

/**
 * Collects the ways to log in to one machine, in the order in which they are tried: key, agent, password (also
 * where the machine asks for it as a question). Reads key files.
 *
 * @throws TransportError of kind `credentials`, before any connection is made.
 */
export async function loadLoginMethods(
  hop: SshHop,
  identity: LocalIdentity,
): Promise<readonly LoginMethod[]> {
  const methods = [
    ...(await keyMethods(hop, identity)),
    ...agentMethods(hop, identity),
    ...passwordMethods(hop),
  ];
  if (methods.length === 0) throw noCredentials(hop);
  return methods;
}

/** Replaces a leading `~/` by the home directory. */
export function expandHome(path: string, home: string | undefined): string {
  return path.startsWith("~/") && home !== undefined ? `${home}${path.slice(1)}` : path;
}

/** Where the agent listens that a login may use; undefined or empty where it names none. */
export function agentSocketOf(
  { agent }: SshHop,
  { agentSocket }: LocalIdentity,
): string | undefined {
  if (agent === true) return agentSocket;
  return agent === false ? undefined : agent;
}

async function keyMethods(hop: SshHop, { home }: LocalIdentity): Promise<readonly LoginMethod[]> {
  const texts: { readonly source: string; readonly text: string }[] = [];
  if (isGiven(hop.privateKey)) texts.push({ source: "private_key", text: hop.privateKey });
  if (isGiven(hop.privateKeyFile)) {
    const path = expandHome(hop.privateKeyFile, home);
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      throw unreadableKeyFile(hop, path, error);
    });
    texts.push({ source: `private_key_file ${path}`, text });
  }
  return texts.map(({ source, text }) => {
    const reading = readPrivateKey(text, isGiven(hop.passphrase) ? hop.passphrase : undefined);
    if ("problem" in reading) throw unusableKey(hop, source, reading.problem);
    return keyMethod(hop, reading.key);
  });
}

function keyMethod(hop: SshHop, key: ParsedKey): LoginMethod {
  const fingerprint = publicKeyOf(key.getPublicSSH())?.fingerprint ?? "of unknown fingerprint";
  return {
    kind: "key",
    title: `the key ${fingerprint}`,
    method: { type: "publickey", username: userOf(hop), key },
  };
}

function agentMethods(hop: SshHop, identity: LocalIdentity): readonly LoginMethod[] {
  if (hop.agent === undefined || hop.agent === false || hop.agent === "") return [];
  const socket = agentSocketOf(hop, identity);
  if (!isGiven(socket)) throw unusableAgent(hop);
  return [
    {
      kind: "agent",
      title: `the keys of the agent at ${socket}`,
      method: { type: "agent", username: userOf(hop), agent: socket },
    },
  ];
}

function passwordMethods(hop: SshHop): readonly LoginMethod[] {
  const { password } = hop;
  if (!isGiven(password)) return [];
  const username = userOf(hop);
  return [
    { kind: "password", title: "the password", method: { type: "password", username, password } },
    {
      kind: "password",
      title: "the password",
      method: {
        type: "keyboard-interactive",
        username,
        prompt: (_name, _instructions, _language, prompts, finish) =>
          // Only questions that hide their answer ask for a password.
          finish(prompts.map((each) => (each.echo === true ? "" : password))),
      },
    },
  ];
}

/** Whether a setting says something; the empty text of an unset variable does not. */
export function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
