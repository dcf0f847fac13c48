import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

import type { WrittenLayout } from "./oci-layout";

/** A registry on the loopback address that serves one image, by TLS and with a password. */
export interface RegistryServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly port: number;
  /** Directory with the certificate of its own authority, as `--cert-dir` takes it. */
  readonly certDir: string;
  /** Requests that were answered with content. */
  readonly served: readonly string[];
  close(): Promise<void>;
}

/** Serves the read side of the distribution API; every name and tag leads to the one image. */
export async function startRegistry(
  directory: string,
  layout: WrittenLayout,
  login: { readonly username: string; readonly password: string },
): Promise<RegistryServer> {
  const certDir = join(directory, "certs");
  await makeCertificate(certDir);
  const served: string[] = [];
  const expected = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="test"' }).end();
      return;
    }
    const content = await contentOf(request.url ?? "", layout);
    if (content === undefined) {
      response.writeHead(404, { "Content-Type": "application/json" });
      response.end(
        JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown" }] }),
      );
      return;
    }
    served.push(request.url ?? "");
    response.writeHead(200, {
      "Content-Type": content.type,
      "Content-Length": content.body.length,
    });
    response.end(request.method === "HEAD" ? undefined : content.body);
  };
  const server = createServer(
    {
      key: await readFile(join(certDir, "key.pem")),
      cert: await readFile(join(certDir, "ca.crt")),
    },
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    port,
    certDir,
    served,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function contentOf(
  url: string,
  layout: WrittenLayout,
): Promise<{ type: string; body: Buffer } | undefined> {
  if (url === "/v2/") return { type: "application/json", body: Buffer.from("{}") };
  const [, kind, reference = ""] = /^\/v2\/.+\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
  const digest = kind === "manifests" && reference === "1" ? layout.manifestDigest : reference;
  const path = join(layout.directory, "blobs", digest.replace(":", "/"));
  if (kind === undefined || !existsSync(path)) return undefined;
  const type =
    kind === "manifests"
      ? "application/vnd.oci.image.manifest.v1+json"
      : "application/octet-stream";
  return { type, body: await readFile(path) };
}

async function makeCertificate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await promisify(execFile)("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
    ...["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
    ...["-keyout", join(directory, "key.pem"), "-out", join(directory, "ca.crt")],
  ]);
}
