import { GrpcError, GrpcStatus } from "./grpc-status";

const PREFIX_BYTES = 5;

/** The five bytes before a message: "not compressed", then its length. */
export function framePrefix(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return prefix;
}

/**
 * Takes the single message out of the body of a unary request.
 * @throws GrpcError for a compressed message and for a body that is not exactly one message.
 */
export function unframe(body: Buffer): Buffer {
  if (body.length < PREFIX_BYTES) {
    throw new GrpcError(
      GrpcStatus.internal,
      `a request body of ${body.length} bytes is no message`,
    );
  }
  if (body[0] !== 0) {
    throw new GrpcError(GrpcStatus.unimplemented, "compressed messages are not supported");
  }
  const announced = body.readUInt32BE(1);
  const message = body.subarray(PREFIX_BYTES);
  if (message.length !== announced) {
    throw new GrpcError(
      GrpcStatus.internal,
      `a message of ${announced} bytes was announced, ${message.length} came`,
    );
  }
  return message;
}
