import type { TransportError } from "../errors";
import type { Login } from "./login";
import {
  connectionLost,
  failedHandshake,
  noAnswer,
  refusedPort,
  rejectedLogin,
  unknownName,
  unreachable,
  unusableAgent,
} from "./errors";
import { userOf, type SshHop } from "./settings";

export interface ConnectCircumstances {
  readonly login: Login;
  readonly agentError: Error | undefined;
}

/** Turns what the SSH library says while connecting into an error that names cause and cure. */
export function connectFailure(
  hop: SshHop,
  error: Error & { readonly level?: string; readonly code?: unknown },
  circumstances: ConnectCircumstances,
): TransportError {
  switch (error.level) {
    case "client-socket":
      return socketFailure(hop, error);
    case "client-timeout":
      return noAnswer(hop);
    case "client-authentication":
      return loginFailure(hop, circumstances);
    case "handshake":
      return failedHandshake(hop, error);
    default:
      // "Too many authentication failures" arrives as a plain disconnect.
      return circumstances.login.tried().length > 0 && /authentication/i.test(error.message)
        ? loginFailure(hop, circumstances)
        : connectionLost(hop, error);
  }
}

function socketFailure(hop: SshHop, error: Error & { readonly code?: unknown }): TransportError {
  switch (error.code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return unknownName(hop, error);
    case "ECONNREFUSED":
      return refusedPort(hop, error);
    case "ECONNRESET":
    case "EPIPE":
      return connectionLost(hop, error);
    default:
      return unreachable(hop, error);
  }
}

function loginFailure(hop: SshHop, { login, agentError }: ConnectCircumstances): TransportError {
  const tried = login.tried();
  const [only] = tried;
  if (agentError !== undefined && tried.length === 1 && only?.kind === "agent")
    return unusableAgent(hop, only.title.replace(/^.* at /, ""), agentError);
  return rejectedLogin(hop, {
    user: userOf(hop),
    tried: [...new Set(tried.map((method) => method.title))],
    accepted: login.accepted(),
  });
}
