import type { GrpcMethod } from "./grpc-server";

// HealthCheckResponse { status = SERVING }: field 1, value 1.
const SERVING = Uint8Array.of(0x08, 0x01);

/**
 * The services that a plugin host may use besides the provider itself. Terraform opens both streams once and only
 * listens: output travels on stderr, and nothing is brokered. Other hosts ask for the health.
 */
const METHODS: ReadonlyMap<string, GrpcMethod> = new Map<string, GrpcMethod>([
  ["/plugin.GRPCStdio/StreamStdio", "silent stream"],
  ["/plugin.GRPCBroker/StartStream", "silent stream"],
  ["/grpc.health.v1.Health/Check", () => Promise.resolve(SERVING)],
]);

/** The method behind a path of one of these services. */
export function findPluginMethod(path: string): GrpcMethod | undefined {
  return METHODS.get(path);
}
