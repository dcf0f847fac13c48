import {
  connect as connectHttp2,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
} from "node:http2";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** How a unary call ended. */
export interface GrpcReply {
  readonly status: number;
  readonly statusText: string;
  readonly message: Buffer;
}

/** Certificates as core uses them: the server's is its own root, and core shows its own. */
export interface ClientTls {
  readonly serverCertificatePem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Where to connect to. */
export type Target = { readonly path: string } | { readonly host: string; readonly port: number };

/** A gRPC client of one connection, as core is one. */
export class GrpcClient {
  readonly #session: ClientHttp2Session;
  readonly #closed: Promise<void>;

  constructor(target: Target, tls: ClientTls | undefined) {
    this.#session = connectHttp2(tls === undefined ? "http://localhost" : "https://localhost", {
      createConnection: () => openSocket(target, tls),
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
      settings: { initialWindowSize: 4 * 1024 * 1024 },
    });
    this.#session.on("error", () => undefined);
    this.#closed = new Promise((resolve) => this.#session.once("close", resolve));
  }

  /** Resolves when the connection is gone. */
  whenClosed(): Promise<void> {
    return this.#closed;
  }

  /** Hangs up at once, like a process that dies. */
  destroy(): void {
    this.#session.destroy();
  }

  /** Calls a method with one message. Rejects when the connection breaks first. */
  call(path: string, message: Uint8Array): Promise<GrpcReply> {
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    return this.callRaw(path, Buffer.concat([prefix, message]));
  }

  /** Calls a method with a body that may be wrong. */
  callRaw(path: string, body: Uint8Array): Promise<GrpcReply> {
    const stream = this.open(path);
    stream.end(body);
    return readReply(stream);
  }

  /** Opens a stream, for whatever the test wants to do with it. */
  open(path: string): ClientHttp2Stream {
    return this.#session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
  }
}

function openSocket(target: Target, tls: ClientTls | undefined): Socket {
  if (tls === undefined) return "path" in target ? connectTcp(target.path) : connectTcp(target);
  return connectTls({
    ...target,
    servername: "localhost",
    ALPNProtocols: ["h2"],
    ca: tls.serverCertificatePem,
    cert: tls.certificatePem,
    key: tls.privateKeyPem,
  });
}

function readReply(stream: ClientHttp2Stream): Promise<GrpcReply> {
  const chunks: Buffer[] = [];
  let status: string | undefined;
  let statusText = "";
  const keepStatus = (headers: IncomingHttpHeaders): void => {
    status ??= headers["grpc-status"] as string | undefined;
    statusText ||= decodeURIComponent((headers["grpc-message"] as string | undefined) ?? "");
  };
  return new Promise((resolve, reject) => {
    stream.on("response", keepStatus);
    stream.on("trailers", keepStatus);
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", reject);
    stream.on("close", () => {
      if (status === undefined) reject(new Error("the connection broke before the reply"));
      const body = Buffer.concat(chunks);
      if (body.length > 0 && body.readUInt32BE(1) !== body.length - 5) {
        reject(new Error(`${body.length - 5} bytes came, not ${body.readUInt32BE(1)}`));
      }
      resolve({
        status: Number(status),
        statusText,
        message: body.subarray(5),
      });
    });
  });
}
