import { randomBytes } from "node:crypto";

import type { Argv, Runner } from "../../transports/runner";
import { writeFile } from "../files";
import { registryDidNotStart } from "./errors";
import { htpasswdLine } from "./htpasswd";

/** A registry on the loopback address of a machine, for whoever knows its password. */
export interface TemporaryRegistry {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly username: string;
  readonly password: string;
}

/** Where a registry keeps things while it runs. */
export interface RegistryPlace {
  /** The program, as `findRegistry` tells it. */
  readonly program: string;
  /** What its file system driver fills, in the layout that every distribution registry can serve. */
  readonly storage: string;
  /** A directory for its configuration, which holds a password's hash. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
}

const USER = "build";
const LIMIT_MS = 4 * 60 * 60_000;
const LISTENS = /listening on (127\.0\.0\.1:\d+)/;
// What it writes belongs into an image: readable for everybody, whatever the umask of whoever runs Terraform.
const SERVE = 'umask 022; exec "$1" serve "$2"';

/** Runs a registry while some work goes on, on a port that is free, and ends it afterwards. @throws ToolError when it does not start. */
export async function withRegistry<Value>(
  runner: Runner,
  place: RegistryPlace,
  work: (registry: TemporaryRegistry) => Promise<Value>,
): Promise<Value> {
  const { program, directory, signal } = place;
  const password = randomBytes(18).toString("base64url");
  const passwords = `${directory}/htpasswd`;
  const settings = `${directory}/registry.json`;
  await writeFile(runner, passwords, `${await htpasswdLine(USER, password)}\n`, 0o600);
  await writeFile(runner, settings, JSON.stringify(configuration(place, passwords)), 0o600);
  const end = new AbortController();
  const ended = signal === undefined ? end.signal : AbortSignal.any([signal, end.signal]);
  const server = await serve(runner, ["sh", "-c", SERVE, "sh", program, settings], ended);
  try {
    return await work({ address: await server.address, username: USER, password });
  } finally {
    end.abort();
    await server.ended;
  }
}

// JSON is YAML. The registry reads no other file and no environment that starts with anything but REGISTRY_.
function configuration({ storage }: RegistryPlace, passwords: string): unknown {
  return {
    version: 0.1,
    log: { level: "info", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage } },
    http: { addr: "127.0.0.1:0" },
    auth: { htpasswd: { realm: "build", path: passwords } },
  };
}

interface Server {
  readonly address: Promise<string>;
  /** Settles when the process is gone, whatever it ended with. */
  readonly ended: Promise<void>;
}

async function serve(runner: Runner, argv: Argv, signal: AbortSignal): Promise<Server> {
  let last = "";
  let listens: (address: string) => void = () => undefined;
  const listening = new Promise<string>((resolve) => (listens = resolve));
  const { stdin, stdout, done } = await runner.start(argv, {
    timeoutMs: LIMIT_MS,
    signal,
    onLine(line) {
      last = line;
      const found = LISTENS.exec(line)?.[1];
      if (found !== undefined) listens(found);
    },
  });
  stdin.on("error", () => undefined);
  stdin.end();
  stdout.resume();
  const ended = done.then(
    () => undefined,
    () => undefined,
  );
  const failed = ended.then((): never => {
    throw registryDidNotStart(runner.host, last);
  });
  return { address: Promise.race([listening, failed]), ended };
}
