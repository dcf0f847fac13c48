import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { createServerIdentity } from "../../../provider/sdk/protocol/mutual-tls";
import { GrpcClient, type ClientTls, type Target } from "./grpc-client";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** How to start a provider; the default is what Terraform does. */
export interface StartOptions {
  readonly arguments?: readonly string[];
  /** Added to the environment; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A provider process, started as core starts it. */
export class ProviderProcess {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #client = createServerIdentity(new Date());
  readonly ended: Promise<ProcessEnd>;
  #stdout = "";
  #stderr = "";

  constructor(executable: string, options: StartOptions = {}) {
    this.#child = spawn(executable, [...(options.arguments ?? [])], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        TF_PLUGIN_MAGIC_COOKIE: COOKIE,
        PLUGIN_PROTOCOL_VERSIONS: "5,6",
        PLUGIN_MIN_PORT: "10000",
        PLUGIN_MAX_PORT: "25000",
        PLUGIN_CLIENT_CERT: pem(this.#client.certificate),
        ...options.environment,
      },
    });
    this.#child.stdout.on("data", (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#child.stderr.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) =>
      this.#child.once("close", (code, signal) => resolve({ code, signal })),
    );
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Stops reading what the process prints, as a core that died. */
  closePipes(): void {
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  /** Resolves with the first line on standard output; rejects if the process ends without one. */
  firstLine(): Promise<string> {
    return this.#waitFor(this.#child.stdout, () => this.#stdout, "\n").then((text) =>
      text.slice(0, text.indexOf("\n")),
    );
  }

  /** Resolves once standard error holds this text. */
  async waitForStderr(text: string): Promise<void> {
    await this.#waitFor(this.#child.stderr, () => this.#stderr, text);
  }

  /** Reads the handshake and connects. */
  async connect(tls?: Partial<ClientTls>): Promise<GrpcClient> {
    const { target, certificate } = parseHandshake(await this.firstLine());
    if (certificate === "") return new GrpcClient(target, undefined);
    return new GrpcClient(target, {
      serverCertificatePem: pem(Buffer.from(certificate, "base64")),
      certificatePem: pem(this.#client.certificate),
      privateKeyPem: this.#client.privateKeyPem,
      ...tls,
    });
  }

  #waitFor(stream: Readable, text: () => string, wanted: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (text().includes(wanted)) resolve(text());
      };
      stream.on("data", check);
      check();
      void this.ended.then(() =>
        reject(new Error(`ended without "${wanted}": ${this.#stdout}${this.#stderr}`)),
      );
    });
  }
}

/** The fields of a handshake line. */
export function parseHandshake(line: string): {
  readonly target: Target;
  readonly certificate: string;
} {
  const [core, protocol, network, address = "", kind, certificate = ""] = line.split("|");
  if (core !== "1" || protocol !== "6" || kind !== "grpc")
    throw new Error(`not a handshake: ${line}`);
  if (network === "unix") return { target: { path: address }, certificate };
  const [host = "", port] = address.split(":");
  return { target: { host, port: Number(port) }, certificate };
}

/** The PEM form of a certificate. */
export function pem(certificate: Buffer): string {
  const body = certificate.toString("base64").replace(/(.{64})(?!$)/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}
