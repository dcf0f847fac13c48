import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { Server, type AuthContext, type ServerConfig, type Session } from "ssh2";

import { ed25519Pair } from "./ed25519-pair";

/** An SSH server in this process that behaves as a test says, also badly. */
export interface ScriptedServer {
  readonly port: number;
  /** Every attempt to log in, in order: method, user and, of passwords, what was sent. */
  readonly logins: readonly string[];
  /** How many connections were accepted. */
  readonly connections: () => number;
  dispose(): Promise<void>;
}

export interface ServerScript {
  /** Decides on a login. Default: everybody may. */
  readonly authenticate?: (context: AuthContext) => void;
  /** What happens to a session. Default: every command ends with 0. */
  readonly onSession?: (session: Session) => void;
  readonly algorithms?: ServerConfig["algorithms"];
}

/** Starts a {@link ScriptedServer} on loopback with an Ed25519 host key of its own. */
export async function startScriptedServer(script: ServerScript = {}): Promise<ScriptedServer> {
  const { authenticate = acceptAnybody, onSession = endWell, algorithms } = script;
  const logins: string[] = [];
  let connections = 0;
  const hostKeys = [ed25519Pair().private];
  const server = new Server({ hostKeys, ...(algorithms && { algorithms }) }, (client) => {
    connections += 1;
    client.on("authentication", (context) => {
      logins.push(
        [context.method, context.username, context.method === "password" ? context.password : ""]
          .join(" ")
          .trim(),
      );
      authenticate(context);
    });
    client.on("session", (accept) => onSession(accept()));
    client.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    logins,
    connections: () => connections,
    dispose: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function acceptAnybody(context: AuthContext): void {
  context.accept();
}

function endWell(session: Session): void {
  session.on("exec", (accept) => {
    const channel = accept();
    channel.exit(0);
    channel.end();
  });
}
