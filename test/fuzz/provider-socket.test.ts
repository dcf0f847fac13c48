import { rmSync } from "node:fs";
import { connect as connectPlain, type Socket } from "node:net";
import { dirname } from "node:path";
import { connect as connectTls } from "node:tls";
import fc from "fast-check";
import { RPC_TABLE } from "../../provider/sdk/protocol/rpc/rpc-table";
import { damagedBytes, fuzz } from "../support/fuzz";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import type { GrpcClient, Target } from "../support/protocol-client/grpc-client";
import { nothing, thing } from "../support/protocol-client/plain-values";
import { parseHandshake } from "../support/protocol-client/provider-process";
import { StartedProviders } from "../support/protocol-client/started-providers";
import * as wire from "../../provider/sdk/protocol/generated/tfplugin6";

const providers = new StartedProviders();
let executable: string;
let target: Target;
let client: GrpcClient;

beforeAll(async () => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
  const provider = providers.start(executable);
  target = parseHandshake(await provider.firstLine()).target;
  client = await provider.connect();
});
afterAll(async () => {
  await providers.endAll();
  rmSync(dirname(executable), { recursive: true });
});

const GREETINGS = [
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "GET / HTTP/1.1\r\n\r\n",
  "\x16\x03\x01\x02\x00",
];
const greeting = fc
  .tuple(fc.constantFrom("", ...GREETINGS), fc.uint8Array({ maxLength: 512 }))
  .map(([start, noise]) => Buffer.concat([Buffer.from(start, "latin1"), noise]));

fuzz(
  "strangers say what they like at the provider's socket, and Terraform is served on",
  fc.asyncProperty(greeting, fc.boolean(), async (bytes, isInTls) => {
    await say(bytes, isInTls);
    expect((await callProvider(client, "GetMetadata", {})).resources).toHaveLength(1);
  }),
);

const request = wire.PlanResourceChangeRequest.encode({
  ...wire.PlanResourceChangeRequest.decode(new Uint8Array(0)),
  typeName: "plain_thing",
  priorState: nothing(),
  proposedNewState: thing({ name: "a" }),
  config: thing({ name: "a" }),
}).finish();
const message = fc.oneof(damagedBytes(fc.constant(request)), fc.uint8Array({ maxLength: 256 }));
const framed = message.map((body) => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
});

fuzz(
  "every procedure answers any message with a status, and Terraform is served on",
  fc.asyncProperty(
    fc.constantFrom(...RPC_TABLE.keys(), "Nothing"),
    fc.oneof(framed, damagedBytes(framed)),
    async (procedure, body) => {
      const { status } = await client.callRaw(`/tfplugin6.Provider/${procedure}`, body);
      expect(status).toBeGreaterThanOrEqual(0);
    },
  ),
);

/** Says it and hangs up; resolves when the socket is closed, by whomever. */
function say(bytes: Buffer, isInTls: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = isInTls
      ? connectTls({ ...(target as { path: string }), rejectUnauthorized: false })
      : connectPlain(target as { path: string });
    socket.on("error", () => undefined);
    socket.once("close", () => resolve());
    socket.resume();
    socket.end(bytes);
    socket.setTimeout(1_000, () => socket.destroy());
  });
}
