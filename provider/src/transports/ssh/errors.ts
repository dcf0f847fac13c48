import { formatDuration } from "../../lib/duration";
import { TransportError, type TransportErrorKind } from "../errors";
import type { HostKeyVerdict } from "./host-key";
import type { PrivateKeyProblem } from "./private-key";
import { addressOf, describeHop, nameOf, portOf, SSH_DEFAULTS, type SshHop } from "./settings";

/** The error for a name that no name server knows. */
export function unknownName(hop: SshHop, error: unknown): TransportError {
  const isTemporary = codeOf(error) === "EAI_AGAIN";
  const message = `the name "${addressOf(hop)}" could not be resolved (${codeOf(error)}). Check the address, or the name servers of the machine that Terraform runs on.`;
  return failure(hop, "resolve", message, isTemporary, error);
}

/** The error for a machine that answers, but not on that port. */
export function refusedPort(hop: SshHop, error: unknown): TransportError {
  const message = `the connection to port ${portOf(hop)} was refused. The machine answers but no SSH server listens there: check the port, and that sshd runs.`;
  return failure(hop, "refused", message, true, error);
}

/** The error for a machine that does not answer, or has no route to it. */
export function unreachable(hop: SshHop, error: unknown): TransportError {
  const message = `the machine cannot be reached (${codeOf(error)}). Check its address, that it is switched on, and the route and firewalls on the way.`;
  return failure(hop, "unreachable", message, true, error);
}

/** The error for a machine that said nothing within the time limit. */
export function noAnswer(hop: SshHop): TransportError {
  const limitMs = hop.connectTimeoutMs ?? SSH_DEFAULTS.connectTimeoutMs;
  const message = `no answer from an SSH server within ${formatDuration(limitMs)}. Check its address, that it is switched on, and the route and firewalls on the way; connect_timeout sets the limit.`;
  return failure(hop, "timeout", message, true);
}

/** The error for a connection that ended while it was being made or used. */
export function connectionLost(hop: SshHop, error?: unknown): TransportError {
  const reason = error instanceof Error ? ` (${error.message})` : "";
  const message = `the SSH connection was lost${reason}. The machine may be restarting, or its network was cut; what was running there may go on.`;
  return failure(hop, "closed", message, true, error);
}

/** The error for a failure of the OpenSSH client that carried a stream. */
export function clientFailed(hop: SshHop, said: string): TransportError {
  const message = `the ssh program of this machine failed${said === "" ? "" : ` (${said})`}. The machine may be restarting, or its network was cut; if the program cannot log in, take openssh_transfers out of the ssh settings.`;
  return failure(hop, "closed", message, true);
}

/** The error for a handshake in which both sides found nothing in common, or broke its rules. */
export function failedHandshake(hop: SshHop, error: Error): TransportError {
  const message = `the SSH handshake failed (${error.message}). Only current algorithms are offered (no SHA-1, CBC or DSA): update the SSH server of the machine.`;
  return failure(hop, "closed", message, false, error);
}

/** The error for a server that neither has the strict key exchange nor a cipher that does without. */
export function openToTruncation(hop: SshHop, cipher: string): TransportError {
  const message = `the SSH server allows only ${cipher} and lacks the strict key exchange, so that the start of the connection could be tampered with (CVE-2023-48795). Update the SSH server, or allow AES-GCM there.`;
  return failure(hop, "closed", message, false);
}

export interface RejectedLogin {
  readonly user: string;
  /** What was tried, in words. */
  readonly tried: readonly string[];
  /** The methods that the server would still take, as it calls them; empty when it did not say. */
  readonly accepted: readonly string[];
}

/** The error for a login that the machine turned down: wrong password, wrong key, or a method it does not take. */
export function rejectedLogin(hop: SshHop, login: RejectedLogin): TransportError {
  const { user, tried, accepted } = login;
  const took = accepted.length === 0 ? "" : ` The server takes: ${accepted.join(", ")}.`;
  const message = `the login as "${user}" was rejected. Tried: ${tried.join(", ")}.${took} ${cureOf(login)}`;
  return failure(hop, "auth", message, false);
}

function cureOf({ user, tried, accepted }: RejectedLogin): string {
  const cures = [
    tried.some((each) => each.includes("key"))
      ? `check that the public key stands in the authorized_keys of ${user}`
      : undefined,
    tried.some((each) => each.includes("password"))
      ? accepted.length > 0 && !accepted.some((each) => each !== "publickey")
        ? "give a private key, because the server takes no passwords"
        : "check the password"
      : undefined,
    user === "root" ? "check that sshd permits root to log in (PermitRootLogin)" : undefined,
  ].filter((cure) => cure !== undefined);
  return `To mend it, ${cures.length === 0 ? "check the credentials" : cures.join("; ")}.`;
}

/** The error for a login that has neither key, agent nor password. */
export function noCredentials(hop: SshHop): TransportError {
  const message = `there is nothing to log in with. Give one of private_key, private_key_file, agent or password in the ssh settings.`;
  return failure(hop, "credentials", message, false);
}

/** The error for a key file that cannot be read. */
export function unreadableKeyFile(hop: SshHop, path: string, error: unknown): TransportError {
  const message = `private_key_file ${path} cannot be read (${codeOf(error)}). Check the path and its permissions on the machine that Terraform runs on.`;
  return failure(hop, "credentials", message, false, error);
}

/** The error for a private key that is locked, damaged, or not private at all. */
export function unusableKey(
  hop: SshHop,
  source: string,
  problem: PrivateKeyProblem,
): TransportError {
  const texts: Record<PrivateKeyProblem, string> = {
    encrypted: "is encrypted and no passphrase is given. Set passphrase, or use an agent",
    "wrong-passphrase": "cannot be decrypted with the passphrase. Check passphrase",
    public: "holds a public key. Give the private half, the file without .pub",
    unreadable:
      "is not a private key that can be read. Give an RSA, ECDSA or Ed25519 key in OpenSSH or PEM form",
  };
  return failure(hop, "credentials", `${source} ${texts[problem]}.`, false);
}

/** The error for an agent that is asked for but not there. */
export function unusableAgent(hop: SshHop, socket?: string, error?: unknown): TransportError {
  const found =
    socket === undefined
      ? "agent is set but SSH_AUTH_SOCK is empty"
      : `the SSH agent at ${socket} does not answer (${codeOf(error)})`;
  const message = `${found}. Start ssh-agent and add the key to it (ssh-add), or give a private key.`;
  return failure(hop, "credentials", message, false, error);
}

/** The error for a known_hosts file that is asked for but cannot be read. */
export function unreadableKnownHosts(hop: SshHop, path: string, error: unknown): TransportError {
  const message = `known_hosts_file ${path} cannot be read (${codeOf(error)}). Check the path and its permissions on the machine that Terraform runs on.`;
  return failure(hop, "host-key", message, false, error);
}

/** The error for a pinned host key that nobody can show. */
export function unreadableHostKey(hop: SshHop, text: string): TransportError {
  const message = `host_key "${text}" is neither a fingerprint (SHA256:…, as ssh-keygen -l prints it) nor a public key (as in /etc/ssh/ssh_host_ed25519_key.pub).`;
  return failure(hop, "host-key", message, false);
}

export interface PresentedHostKey {
  readonly type: string;
  readonly fingerprint: string;
  /** Another machine that is known to have this key, if any. */
  readonly owner: string | undefined;
}

/** The error for a host key that is not accepted. It was raised before anything was sent to log in. */
export function rejectedHostKey(
  hop: SshHop,
  verdict: Extract<HostKeyVerdict, { kind: "changed" | "revoked" | "unknown" }>,
  { type, fingerprint, owner }: PresentedHostKey,
): TransportError {
  const shown = `it showed ${type} ${fingerprint}${owner === undefined ? "" : `, which is the key of ${owner}`}`;
  return failure(hop, "host-key", explain(), false);

  function explain(): string {
    switch (verdict.kind) {
      case "changed":
        return (
          `the host key is not the expected one: ${shown}, but ${verdict.source} says ${verdict.expected.join(" or ")}. ` +
          (owner === undefined
            ? "If the machine was reinstalled, put its new fingerprint into host_key (or mend known_hosts); if not, somebody may be listening in."
            : "The address probably belongs to another machine: check it.") +
          " Nothing was sent to it."
        );
      case "revoked":
        return `the host key is revoked in ${verdict.source}: ${shown}. Give the machine a new host key. Nothing was sent to it.`;
      case "unknown":
        return (
          `the host key is not known: ${shown}, and host_key_policy is "${verdict.policy}". ` +
          "Compare the fingerprint with the machine's own (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub) and put it into host_key. Nothing was sent to it."
        );
    }
  }
}

/** The error for a login that may not become root. */
export function noSudo(
  hop: SshHop,
  user: string,
  hasPassword: boolean,
  said: string,
): TransportError {
  const found = hasPassword
    ? "sudo asks for a password and does not take the one given"
    : "sudo asks for a password and none is given";
  const reason = /not in the sudoers|not allowed|may not run/i.test(said)
    ? "sudo does not allow it to run commands as root"
    : /not found/i.test(said)
      ? "the machine has no sudo"
      : found;
  const detail = said === "" ? "" : ` (${said})`;
  const message = `the login as "${user}" cannot become root: ${reason}${detail}. Allow it in sudoers (NOPASSWD), give its password, or log in as root.`;
  return failure(hop, "sudo", message, false);
}

/** The error for a server that refuses a further session although none is open. */
export function tooManySessions(hop: SshHop, error: Error): TransportError {
  const message = `the SSH server refused to open a session (${error.message}). Its MaxSessions must be 1 or more, and the login must be allowed to run commands.`;
  return failure(hop, "closed", message, false, error);
}

/** The error for a bastion that cannot, or may not, reach the machine behind it. */
export function refusedForward(
  hop: SshHop,
  bastion: SshHop,
  error: Error & { reason?: unknown },
): TransportError {
  const isForbidden = error.reason === 1;
  const message = isForbidden
    ? `the bastion ${describeHop(bastion)} does not allow forwarding to it. Set AllowTcpForwarding (and PermitOpen) in its sshd_config.`
    : `the bastion ${describeHop(bastion)} cannot reach it (${error.message}). Check the address as seen from the bastion, the port, and that the machine runs.`;
  const kind = isForbidden ? "refused" : "unreachable";
  return failure(hop, kind, message, !isForbidden, error);
}

function failure(
  hop: SshHop,
  kind: TransportErrorKind,
  text: string,
  retryable: boolean,
  cause?: unknown,
): TransportError {
  const options = cause === undefined ? undefined : { cause };
  return new TransportError(nameOf(hop), kind, `${describeHop(hop)}: ${text}`, retryable, options);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : "unknown reason";
}
