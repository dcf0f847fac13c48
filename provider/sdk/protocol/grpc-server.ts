import type { X509Certificate } from "node:crypto";
import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type Http2Session,
  type ServerHttp2Stream,
  type ServerOptions,
} from "node:http2";
import type { TLSSocket } from "node:tls";
import { frame, unframe } from "./grpc-frame";
import { GrpcError, GrpcStatus, isGrpcRequest, statusTrailers, toGrpcError } from "./grpc-status";
import { isPinnedClient, mutualTlsOptions, type ServerIdentity } from "./mutual-tls";

/** What a handler learns about the call besides its message. */
export interface GrpcCall {
  /** Aborted when the reply can no longer reach anybody: the call was cancelled or the connection is gone. */
  readonly signal: AbortSignal;
}

/** Answers one message with one message. A throw becomes the status of the call. */
export type UnaryMethod = (request: Buffer, call: GrpcCall) => Promise<Uint8Array>;

/** A unary method, or a stream that is opened, never written to, and ends with the connection. */
export type GrpcMethod = UnaryMethod | "silent stream";

/** What one connection can call. Each connection has its own, so state kept in it belongs to the connection. */
export interface GrpcSession {
  /** The method behind a path such as `/plugin.GRPCController/Shutdown`; undefined is answered with status 12. */
  findMethod(path: string): GrpcMethod | undefined;
  /** The connection is gone; every call on it has been aborted. */
  closed(): void;
}

/** The certificates of both sides. */
export interface MutualTls {
  readonly identity: ServerIdentity;
  readonly client: X509Certificate;
}

/** What a gRPC server is made of. */
export interface GrpcServerOptions {
  /** Without it the server speaks plain HTTP/2. */
  readonly tls?: MutualTls;
  /** Called once per connection that was let in. */
  openSession(): GrpcSession;
}

const KIB = 1024;
const WINDOW_BYTES = 1024 * KIB;

// The default session memory of 10 MB ends parallel large replies with ENHANCE_YOUR_CALM. The window of the session
// stays small on purpose: Node stops to read while it writes, so two Node peers with large windows block each other.
const TRANSPORT: ServerOptions = {
  maxSessionMemory: Number.MAX_SAFE_INTEGER,
  settings: { initialWindowSize: WINDOW_BYTES, maxFrameSize: 256 * KIB },
};

/**
 * A gRPC server over `node:http2` for trusted peers: unary calls and silent streams, no compression, messages as
 * large as memory allows. It is not listening yet.
 */
export function createGrpcServer(options: GrpcServerOptions): Http2Server | Http2SecureServer {
  const server = options.tls === undefined ? createServer(TRANSPORT) : pinnedServer(options.tls);
  const sessions = new WeakMap<Http2Session, GrpcSession>();
  server.on("session", (http2Session) => {
    const session = options.openSession();
    sessions.set(http2Session, session);
    http2Session.once("close", () => session.closed());
  });
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    stream.on("error", () => undefined); // a lost peer; "close" follows and aborts the call
    const session = stream.session === undefined ? undefined : sessions.get(stream.session);
    if (session === undefined) stream.close();
    else answer(stream, headers, session);
  });
  return server;
}

// The listener that begins to speak HTTP/2 is wrapped: an unknown client gets no session, so none ends with it.
function pinnedServer({ identity, client }: MutualTls): Http2SecureServer {
  const server = createSecureServer({ ...TRANSPORT, ...mutualTlsOptions(identity) });
  const listeners = server.listeners("secureConnection") as ((socket: TLSSocket) => void)[];
  server.removeAllListeners("secureConnection");
  server.on("secureConnection", (socket: TLSSocket) => {
    if (isPinnedClient(socket, client)) listeners.forEach((begin) => begin.call(server, socket));
    else socket.destroy();
  });
  return server;
}

function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  session: GrpcSession,
): void {
  const path = headers[":path"] ?? "";
  const method = isGrpcRequest(headers) ? session.findMethod(path) : undefined;
  if (method === undefined) {
    refuse(stream, new GrpcError(GrpcStatus.unimplemented, `unknown method ${path}`));
  } else if (method === "silent stream") {
    stream.respond({ ":status": 200, "content-type": "application/grpc" });
    stream.resume();
  } else void answerUnary(stream, method);
}

async function answerUnary(stream: ServerHttp2Stream, method: UnaryMethod): Promise<void> {
  const cancel = new AbortController();
  const abort = (): void => cancel.abort(new GrpcError(GrpcStatus.cancelled, "the caller is gone"));
  stream.once("close", abort);
  try {
    const request = unframe(await readBody(stream));
    const reply = await method(request, { signal: cancel.signal });
    stream.off("close", abort);
    send(stream, reply);
  } catch (thrown) {
    refuse(stream, toGrpcError(thrown));
  }
}

function readBody(stream: ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new GrpcError(GrpcStatus.cancelled, "the caller is gone"));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.once("close", cancel);
    // A cancelled request ends, too, but its stream is closed by then.
    stream.once("end", () => {
      stream.off("close", cancel);
      if (stream.closed) cancel();
      else resolve(Buffer.concat(chunks));
    });
  });
}

function send(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (stream.closed || stream.destroyed) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers(statusTrailers(GrpcStatus.ok)));
  stream.end(frame(message));
}

// The reply to a failed call consists of headers alone, with the status among them.
function refuse(stream: ServerHttp2Stream, error: GrpcError): void {
  if (stream.closed || stream.destroyed || stream.headersSent) return;
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      ...statusTrailers(error.status, error.message),
    },
    { endStream: true },
  );
  stream.resume();
}
