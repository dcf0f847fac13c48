import type { Server } from "node:net";
import { connect, type ClientHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { frame, unframe } from "../../../../../provider/sdk/protocol/grpc-frame";
import {
  createGrpcServer,
  type GrpcMethod,
} from "../../../../../provider/sdk/protocol/grpc-server";
import { GrpcClient } from "../../../../support/protocol-client/grpc-client";

const EMPTY = new Uint8Array(0);
const sessionsClosed: string[] = [];
let server: Server;
let methods: Record<string, GrpcMethod>;
let client: GrpcClient;

beforeEach(async () => {
  let count = 0;
  methods = {};
  server = createGrpcServer({
    openSession: () => {
      const name = `session ${++count}`;
      return { findMethod: (path) => methods[path], closed: () => sessionsClosed.push(name) };
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = new GrpcClient({ host: "127.0.0.1", port: port() }, undefined);
});

afterEach(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  sessionsClosed.length = 0;
});

const port = (): number => (server.address() as AddressInfo).port;

it("answers one message with one message", async () => {
  methods["/a/Double"] = (request) => Promise.resolve(Buffer.concat([request, request]));
  expect(await client.call("/a/Double", Buffer.from("ab"))).toEqual({
    status: 0,
    statusText: "",
    message: Buffer.from("abab"),
  });
});

it("turns a throw into a status with a readable text", async () => {
  methods["/a/Fail"] = () => Promise.reject(new Error("zażółć 100%\nnext line"));
  expect(await client.call("/a/Fail", EMPTY)).toMatchObject({
    status: 13,
    statusText: "zażółć 100%\nnext line",
  });
});

it("aborts the signal of a call that is cancelled", async () => {
  const aborted = new Promise((resolve) => {
    methods["/a/Wait"] = (_request, { signal }) => {
      signal.addEventListener("abort", () => resolve("aborted"));
      stream.close();
      return new Promise(() => undefined);
    };
  });
  const stream = client.open("/a/Wait");
  stream.on("error", () => undefined);
  stream.end(frame(EMPTY));
  expect(await aborted).toBe("aborted");
});

it("does not abort the signal of a call that was answered", async () => {
  let aborted = false;
  methods["/a/Quick"] = (_request, { signal }) => {
    signal.addEventListener("abort", () => (aborted = true));
    return Promise.resolve(EMPTY);
  };
  await client.call("/a/Quick", EMPTY);
  expect(aborted).toBe(false);
});

it("does not run a method whose request was cancelled before its end", async () => {
  const method = jest.fn();
  methods["/a/Never"] = method;
  const stream = client.open("/a/Never");
  stream.on("error", () => undefined);
  stream.write(frame(EMPTY));
  const closed = new Promise((resolve) => stream.once("close", resolve));
  stream.close();
  await closed;
  await client.call("/a/Other", EMPTY);
  expect(method).not.toHaveBeenCalled();
});

it("tells when a connection is gone", async () => {
  await client.call("/a/Unknown", EMPTY);
  client.destroy();
  await client.whenClosed();
  while (sessionsClosed.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(sessionsClosed).toEqual(["session 1"]);
});

it("refuses a request that is no gRPC", async () => {
  methods["/a/Page"] = () => Promise.resolve(EMPTY);
  const session: ClientHttp2Session = connect(`http://127.0.0.1:${port()}`);
  const stream = session.request({ ":method": "GET", ":path": "/a/Page" });
  const headers = await new Promise<Record<string, unknown>>((resolve) =>
    stream.once("response", resolve),
  );
  session.destroy();
  expect(headers["grpc-status"]).toBe("12");
});

describe("a frame", () => {
  it("holds a message of any length", () => {
    for (const length of [0, 1, 255, 256, 70_000]) {
      const message = Buffer.alloc(length, 1);
      expect(unframe(frame(message)).equals(message)).toBe(true);
    }
  });

  it("refuses a second message", () => {
    expect(() => unframe(Buffer.concat([frame(EMPTY), frame(EMPTY)]))).toThrow(
      "0 bytes was announced",
    );
  });
});
