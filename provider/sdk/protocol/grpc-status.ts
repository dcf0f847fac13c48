import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";

/** The status numbers of gRPC that this server uses. */
export const GrpcStatus = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  unimplemented: 12,
  internal: 13,
} as const;

/** One of {@link GrpcStatus}. */
export type GrpcStatusCode = (typeof GrpcStatus)[keyof typeof GrpcStatus];

/** A failure of the call itself. What a practitioner should read belongs in diagnostics instead. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";

  constructor(
    readonly status: GrpcStatusCode,
    message: string,
  ) {
    super(message);
  }
}

/** The status that a thrown value stands for: its own for a {@link GrpcError}, else "internal" and its message. */
export function toGrpcError(thrown: unknown): GrpcError {
  if (isGrpcError(thrown)) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new GrpcError(GrpcStatus.internal, message);
}

/** The trailers of a call. A message is percent-encoded, since header values are ASCII. */
export function statusTrailers(status: GrpcStatusCode, message?: string): OutgoingHttpHeaders {
  if (message === undefined) return { "grpc-status": status };
  return { "grpc-status": status, "grpc-message": encodeURIComponent(message) };
}

/** Tells whether a request speaks gRPC. */
export function isGrpcRequest(headers: IncomingHttpHeaders): boolean {
  return headers["content-type"]?.startsWith("application/grpc") === true;
}

function isGrpcError(thrown: unknown): thrown is GrpcError {
  return thrown instanceof Error && thrown.name === "GrpcError";
}
