import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { findRegistry } from "../../../provider/src/tools/registry";
import { ensureSkopeo } from "../../../provider/src/tools/skopeo";
import type { Runner } from "../../../provider/src/transports/runner";
import type { WrittenLayout } from "./oci-layout";

/** The real distribution registry on the loopback address, without TLS and password. */
export interface DistributionRegistry {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** A home directory whose settings let buildah and skopeo talk to it: `HOME` of those that shall. */
  readonly home: string;
  /** Copies a layout to `name:tag`, byte for byte; several become a manifest list, whose digest is answered. */
  put(name: string, ...layouts: readonly WrittenLayout[]): Promise<string>;
  /** The digest of a name's manifest; undefined when there is none. */
  digest(name: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Starts a registry that stores into a directory, or goes on with what is stored there. */
export async function startDistributionRegistry(
  runner: Runner,
  directory: string,
): Promise<DistributionRegistry> {
  await ensureSkopeo(runner, { mayInstall: true });
  const program = await findRegistry(runner);
  const storage = join(directory, "storage");
  await mkdir(storage, { recursive: true });
  const file = join(directory, "registry.json");
  await writeFile(
    file,
    JSON.stringify({
      version: 0.1,
      log: { level: "info", accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: "127.0.0.1:0" },
    }),
  );
  const server = spawn(program, ["serve", file], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise<string>((resolve, reject) => {
    server.once("exit", () => reject(new Error("the registry ended at once")));
    createInterface(server.stderr).on("line", (line) => {
      const found = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const settings = join(directory, ".config/containers");
  await mkdir(settings, { recursive: true });
  await writeFile(
    join(settings, "registries.conf"),
    `[[registry]]\nlocation = "${address}"\ninsecure = true\n`,
  );
  const manifest = (name: string): Promise<Response> => {
    const [repository = "", tag = ""] = name.split(":");
    return fetch(`http://${address}/v2/${repository}/manifests/${tag}`, {
      headers: { Accept: MANIFESTS.join(", ") },
    });
  };
  const copy = (layout: WrittenLayout, name: string): Promise<unknown> =>
    runner.exec(
      [
        "skopeo",
        "copy",
        "-q",
        "--dest-tls-verify=false",
        layout.reference,
        `docker://${address}/${name}`,
      ],
      { timeoutMs: 60_000 },
    );
  return {
    address,
    home: directory,
    async put(name, ...layouts) {
      const [only, ...others] = layouts;
      if (only === undefined) throw new Error("the test puts no image");
      if (others.length === 0) {
        await copy(only, name);
        return only.manifestDigest;
      }
      for (const layout of layouts) await copy(layout, `${name}-${layout.architecture}`);
      return putList(address, name, layouts);
    },
    digest: async (name) =>
      (await manifest(name)).headers.get("docker-content-digest") ?? undefined,
    async close() {
      server.kill();
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const MANIFESTS = [INDEX, MANIFEST];

async function putList(
  address: string,
  name: string,
  layouts: readonly WrittenLayout[],
): Promise<string> {
  const [repository = "", tag = ""] = name.split(":");
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: layouts.map(({ manifestDigest, manifestSize, architecture }) => ({
      mediaType: MANIFEST,
      digest: manifestDigest,
      size: manifestSize,
      platform: { os: "linux", architecture },
    })),
  });
  const answer = await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, {
    method: "PUT",
    headers: { "Content-Type": INDEX },
    body,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.get("docker-content-digest") ?? "";
}
