/** Where Terraform finds the provider. */
export type Listening =
  | { readonly network: "unix"; readonly path: string }
  | { readonly network: "tcp"; readonly host: string; readonly port: number };

/** What the environment asks of this process. `refuse` carries the line to print and where it will be seen. */
export type StartMode =
  | { readonly kind: "plugin"; readonly clientCertificatePem: string | undefined }
  | { readonly kind: "reattach" }
  | { readonly kind: "refuse"; readonly stream: "stdout" | "stderr"; readonly text: string };

const PROTOCOL_VERSION = "6";
const REATTACH = "--reattach";

// Terraform's own constant; it proves nothing but that the program was not started by hand.
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/**
 * Decides how to serve, from environment and arguments alone. Terraform shows its user only what comes on stdout
 * before the handshake, so a refusal meant for Terraform goes there, and one meant for a shell goes to stderr.
 */
export function chooseStartMode(
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): StartMode {
  if (argv.includes(REATTACH) || isSet(environment["TF_SDK_REATTACH"])) return { kind: "reattach" };
  if (environment["TF_PLUGIN_MAGIC_COOKIE"] !== MAGIC_COOKIE) {
    return {
      kind: "refuse",
      stream: "stderr",
      text:
        "This is a Terraform provider: Terraform starts it by itself, from its plugin folders or dev_overrides. " +
        `To keep it running under a debugger, start it with ${REATTACH}.`,
    };
  }
  const offered = environment["PLUGIN_PROTOCOL_VERSIONS"];
  if (offered !== undefined && !offered.split(",").includes(PROTOCOL_VERSION)) {
    return {
      kind: "refuse",
      stream: "stdout",
      text: `This provider speaks plugin protocol ${PROTOCOL_VERSION}, Terraform offers only ${offered}. Use Terraform 1.0 or newer.`,
    };
  }
  return { kind: "plugin", clientCertificatePem: nonEmpty(environment["PLUGIN_CLIENT_CERT"]) };
}

/** The first and only line on stdout. The last field, base64 without padding, stays empty without TLS. */
export function handshakeLine(at: Listening, certificate: Buffer | undefined): string {
  const encoded = certificate?.toString("base64").replace(/=+$/, "") ?? "";
  return ["1", PROTOCOL_VERSION, at.network, addressText(at), "grpc", encoded].join("|") + "\n";
}

/**
 * The line for whoever started the provider by hand: an assignment that a shell understands. With `Test` set
 * Terraform neither shuts the process down nor kills it, and without `ProtocolVersion` it would assume 5.
 */
export function reattachLine(providerAddress: string, at: Listening, pid: number): string {
  const config = {
    [providerAddress]: {
      Protocol: "grpc",
      ProtocolVersion: Number(PROTOCOL_VERSION),
      Pid: pid,
      Test: true,
      Addr: { Network: at.network, String: addressText(at) },
    },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify(config)}'\n`;
}

/** What a start that failed says to Terraform's user, as the one line that is shown. */
export function startFailureLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return `The provider could not start: ${text.replace(/\s+/g, " ")}\n`;
}

function addressText(at: Listening): string {
  return at.network === "unix" ? at.path : `${at.host}:${at.port}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
