import { GrpcError, GrpcStatus } from "./grpc-status";

const PREFIX_BYTES = 5;

/**
 * A message behind its five bytes of prefix: "not compressed", then its length. One buffer on purpose: Node's HTTP/2
 * lets go of a chunk that is still to be sent when an empty one follows it, and then sends whatever lies there.
 */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, PREFIX_BYTES);
  return framed;
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
