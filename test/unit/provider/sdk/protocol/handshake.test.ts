import {
  chooseStartMode,
  handshakeLine,
  reattachLine,
  startFailureLine,
} from "../../../../../provider/sdk/protocol/handshake";

const COOKIE = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

describe("the way to start", () => {
  it("is as a plugin with a pinned client when Terraform starts the process", () => {
    const environment = { ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5,6", PLUGIN_CLIENT_CERT: "pem" };
    expect(chooseStartMode(environment, [])).toEqual({
      kind: "plugin",
      clientCertificatePem: "pem",
    });
  });

  it.each([undefined, ""])("is without TLS when the client certificate is %j", (pem) => {
    expect(chooseStartMode({ ...COOKIE, PLUGIN_CLIENT_CERT: pem }, [])).toEqual({
      kind: "plugin",
      clientCertificatePem: undefined,
    });
  });

  it("takes a host that names no versions at its word", () => {
    expect(chooseStartMode(COOKIE, [])).toMatchObject({ kind: "plugin" });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ["an argument", {}, ["--reattach"]],
    ["the environment", { TF_SDK_REATTACH: "1" }, []],
  ])("is to stay for reattaching when %s says so", (_what, environment, argv) => {
    expect(chooseStartMode(environment, argv)).toEqual({ kind: "reattach" });
  });

  it.each([{}, { TF_PLUGIN_MAGIC_COOKIE: "wrong" }, { TF_SDK_REATTACH: "0" }])(
    "is to tell a person what this is, on stderr: %j",
    (environment) => {
      expect(chooseStartMode(environment, [])).toMatchObject({ kind: "refuse", stream: "stderr" });
    },
  );

  it("is to tell Terraform's user, on stdout, of versions that do not fit", () => {
    const mode = chooseStartMode({ ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5,16" }, []);
    expect(mode).toMatchObject({ kind: "refuse", stream: "stdout" });
    expect(mode).toMatchObject({ text: expect.stringContaining("offers only 5,16") as string });
  });
});

describe("the handshake line", () => {
  const socket = { network: "unix", path: "/tmp/s" } as const;

  it("carries the certificate in base64 without padding", () => {
    expect(handshakeLine(socket, Buffer.from("a"))).toBe("1|6|unix|/tmp/s|grpc|YQ\n");
  });

  it("has an empty last field without TLS", () => {
    const loopback = { network: "tcp", host: "127.0.0.1", port: 4711 } as const;
    expect(handshakeLine(loopback, undefined)).toBe("1|6|tcp|127.0.0.1:4711|grpc|\n");
  });
});

it("gives Terraform all it needs to reattach", () => {
  const line = reattachLine("host/acme/toy", { network: "unix", path: "/tmp/s" }, 42);
  expect(line).toBe(
    `TF_REATTACH_PROVIDERS='{"host/acme/toy":{"Protocol":"grpc","ProtocolVersion":6,"Pid":42,` +
      `"Test":true,"Addr":{"Network":"unix","String":"/tmp/s"}}}'\n`,
  );
});

it("tells a failed start in one line, since only the first is shown", () => {
  expect(startFailureLine(new Error("no\nspace left"))).toBe(
    "The provider could not start: no space left\n",
  );
  expect(startFailureLine("odd")).toBe("The provider could not start: odd\n");
});
