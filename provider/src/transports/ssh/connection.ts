import type { Duplex } from "node:stream";

import { Client, type ConnectConfig } from "ssh2";

import { commandCancelled, type TransportError } from "../errors";
import { offeredAlgorithms, resistsTruncation, type Negotiated } from "./algorithms";
import { connectFailure } from "./connect-failure";
import type { LoginMethod } from "./credentials";
import { connectionLost, openToTruncation, rejectedHostKey } from "./errors";
import type { HostKeyVerdict, HostKeyVerifier } from "./host-key";
import { createLogin, type Login } from "./login";
import { publicKeyOf, type PublicKey } from "./public-key";
import { addressOf, nameOf, portOf, SSH_DEFAULTS, userOf, type SshHop } from "./settings";

/** An authenticated connection to one machine whose host key was verified. */
export interface Connection {
  readonly hop: SshHop;
  readonly hostKey: PublicKey;
  readonly client: Client;
  isOpen(): boolean;
  /** Settles when the connection has ended, with the reason if there is one. Never rejects. */
  readonly ended: Promise<TransportError>;
  close(): void;
}

export interface ConnectRequest {
  readonly hop: SshHop;
  readonly verifier: HostKeyVerifier;
  readonly methods: readonly LoginMethod[];
  /** Opens the way through a bastion; each attempt asks for a new one. */
  readonly openTunnel?: (limitMs: number) => Promise<Duplex>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Names another machine that is known to have a key, for the message about a wrong one. */
  readonly ownerOf?: (key: PublicKey) => Promise<string | undefined>;
}

/**
 * Makes one connection: verifies the host key, then logs in. Nothing secret is sent before the key is accepted.
 * Where only a fingerprint is known, the machine's keys of other types are asked for before it is refused.
 *
 * @throws TransportError
 */
export async function openConnection(request: ConnectRequest): Promise<Connection> {
  const { verifier } = request;
  let firstMismatch: Error | undefined;
  let algorithms = verifier.algorithms;
  for (;;) {
    const attempt = await attemptConnection(request, algorithms);
    if (attempt.connection !== undefined) return attempt.connection;
    const { mismatched, error } = attempt;
    if (firstMismatch !== undefined && mismatched === undefined) throw firstMismatch;
    if (mismatched === undefined || !verifier.knowsFingerprintOnly) throw error;
    firstMismatch ??= error;
    algorithms = algorithms.filter((name) => !isAlgorithmOf(name, mismatched.type));
    if (algorithms.length === 0) throw firstMismatch;
  }
}

function isAlgorithmOf(algorithm: string, keyType: string): boolean {
  return algorithm === keyType || (keyType === "ssh-rsa" && algorithm.startsWith("rsa-"));
}

type Attempt =
  | { readonly connection: Connection }
  | { readonly connection?: never; readonly error: Error; readonly mismatched?: PublicKey };

async function attemptConnection(
  request: ConnectRequest,
  algorithms: HostKeyVerifier["algorithms"],
): Promise<Attempt> {
  const { hop, signal, openTunnel, ownerOf } = request;
  if (signal?.aborted === true) return { error: commandCancelled(nameOf(hop), "connecting") };
  const gate = createHandshakeGate(request);
  const login = createLogin(request.methods);
  try {
    const sock = await openTunnel?.(request.timeoutMs);
    const client = new Client();
    const ready = untilReady(client, request, gate, login);
    client.connect({
      ...configOf(request),
      ...(sock && { sock }),
      algorithms: offeredAlgorithms(algorithms),
      hostVerifier: gate.verifyHostKey,
      authHandler: login.next,
    });
    client.setNoDelay(true);
    await ready;
    return { connection: toConnection(hop, client, gate.hostKey()) };
  } catch (error) {
    const rejected = gate.rejected();
    if (rejected === undefined) return { error: error as Error };
    const { key, verdict } = rejected;
    const owner = await ownerOf?.(key);
    return {
      error: rejectedHostKey(hop, verdict, { ...key, owner }),
      ...(verdict.kind === "changed" && { mismatched: key }),
    };
  }
}

function configOf({ hop, timeoutMs }: ConnectRequest): ConnectConfig {
  return {
    host: addressOf(hop),
    port: portOf(hop),
    username: userOf(hop),
    readyTimeout: timeoutMs,
    keepaliveInterval: hop.keepaliveMs ?? SSH_DEFAULTS.keepaliveMs,
    keepaliveCountMax: 3,
  };
}

/** The checks of a handshake: who the machine is, and whether the connection cannot be tampered with. */
interface HandshakeGate {
  readonly verifyHostKey: (blob: Buffer) => boolean;
  readonly checkNegotiated: (negotiated: Negotiated, isStrict: boolean) => void;
  /** The reason for which the handshake was stopped. */
  readonly refusal: () => TransportError | undefined;
  /** The host key that was not accepted, and why. */
  readonly rejected: () => { readonly key: PublicKey; readonly verdict: Rejection } | undefined;
  readonly hostKey: () => PublicKey;
}

type Rejection = Exclude<HostKeyVerdict, { kind: "accepted" | "first-contact" }>;

function createHandshakeGate({ hop, verifier }: ConnectRequest): HandshakeGate {
  let key: PublicKey | undefined;
  let rejected: ReturnType<HandshakeGate["rejected"]>;
  let refusal: TransportError | undefined;

  return {
    verifyHostKey(blob) {
      key = publicKeyOf(blob);
      if (key === undefined) return false;
      const verdict = verifier.verify(key);
      if (verdict.kind === "accepted" || verdict.kind === "first-contact") return true;
      rejected = { key, verdict };
      refusal = rejectedHostKey(hop, verdict, { ...key, owner: undefined });
      return false;
    },
    checkNegotiated(negotiated, isStrict) {
      if (!resistsTruncation(negotiated, isStrict))
        refusal = openToTruncation(hop, negotiated.cs.cipher);
    },
    refusal: () => refusal,
    rejected: () => rejected,
    hostKey() {
      if (key === undefined) throw connectionLost(hop);
      return key;
    },
  };
}

function untilReady(
  client: Client,
  request: ConnectRequest,
  gate: HandshakeGate,
  login: Login,
): Promise<void> {
  const { hop, signal } = request;
  return new Promise((resolve, reject) => {
    let agentError: Error | undefined;
    const settle = (error: unknown): void => {
      signal?.removeEventListener("abort", cancel);
      if (error === undefined) resolve();
      else reject(gate.refusal() ?? (error as Error));
      if (error !== undefined) client.destroy();
    };
    const cancel = (): void => settle(commandCancelled(nameOf(hop), "connecting"));
    signal?.addEventListener("abort", cancel, { once: true });

    client.on("handshake", (negotiated) => {
      gate.checkNegotiated(negotiated, hasStrictKeyExchange(client));
      if (gate.refusal() !== undefined) settle(gate.refusal());
    });
    client.once("ready", () => settle(undefined));
    client.on("error", (error: Error & { level?: string }) => {
      // The library goes on with the next way to log in.
      if (error.level === "agent") agentError = error;
      else settle(connectFailure(hop, error, { login, agentError }));
    });
    client.once("close", () => settle(connectionLost(hop)));
  });
}

// ssh2 tells nobody; a test against a real server pins this field for the version in use.
function hasStrictKeyExchange(client: Client): boolean {
  return (
    (client as unknown as { _protocol?: { _strictMode?: boolean } })._protocol?._strictMode === true
  );
}

function toConnection(hop: SshHop, client: Client, hostKey: PublicKey): Connection {
  let isOpen = true;
  let reason: Error | undefined;
  client.on("error", (error) => (reason = error));
  const ended = new Promise<TransportError>((resolve) => {
    const end = (): void => {
      isOpen = false;
      resolve(connectionLost(hop, reason));
    };
    client.once("end", end).once("close", end);
  });
  return { hop, hostKey, client, ended, isOpen: () => isOpen, close: () => void client.end() };
}
