import { REGISTRY_ROLE, type HostSpec } from "../../../domain/host-spec";
import { rootfsDirectory } from "../../../domain/paths";
import { removePaths, writeFile } from "../../../tools/files";
import { htpasswdLine, registryAnswers } from "../../../tools/registry";
import type { PhaseContext } from "../../context";
import { knownInput, type Phase } from "../../phase";
import { deadUnits, hostEnvironment, runImageScript } from "./files";

// Defaults of official images (their ENV), for an image that does not say.
const DATA = "/var/lib/registry";
const USER = "admin";
const DEFAULT_PORT = 5000;

/** Bootstrap, on the registry host: storage linked into place, password file written, daemon started. */
export const bootstrapRegistry: Phase<HostSpec, PhaseContext> = {
  step: "bootstrap-registry",
  title: "Start the registry",

  plan: ({ cluster, images, roles, env, registry }) =>
    roles?.includes(REGISTRY_ROLE) === false
      ? undefined
      : {
          lines: roles && ["start the cluster's registry"],
          input:
            roles &&
            knownInput({
              cluster,
              images: images?.map(({ digest, env: own }) => ({ digest, env: own })),
              env,
              registry: registry && { domain: registry.domain, port: registry.port },
            }),
        },

  async run(context, spec) {
    const { host } = context;
    const environment = hostEnvironment(spec);
    const rootfs = rootfsDirectory(spec.cluster);
    const data = environment["registryData"] ?? DATA;
    await host.exec(["mkdir", "-p", `${rootfs}/registry`]);
    await linkStorage(context, `${rootfs}/registry`, data);
    const password = environment["registryPassword"];
    if (password !== undefined) {
      const line = await htpasswdLine(environment["registryUsername"] ?? USER, password);
      await writeFile(host, `${rootfs}/etc/registry_htpasswd`, `${line}\n`, 0o600);
    }
    await runImageScript(context, spec, "bootstrap-registry", "init-registry");
    return { data };
  },

  retire: "stop the cluster's registry here",

  async drift({ host }, spec) {
    const dead = await deadUnits(host, ["registry"]);
    const port = Number(hostEnvironment(spec)["registryPort"] ?? DEFAULT_PORT);
    if (dead.length > 0 || (await registryAnswers(host, spec.address, port))) return dead;
    return [{ text: `the registry does not answer on port ${port}`, restoredBy: [] }];
  },

  async undo(context, spec, note) {
    const data = (note as { data?: string } | undefined)?.data ?? DATA;
    await runImageScript(context, spec, "bootstrap-registry", "clean-registry");
    await removePaths(context.host, [data]);
  },
};

/** Storage of another registry is never replaced: it may be somebody's only copy. */
async function linkStorage({ host }: PhaseContext, storage: string, link: string): Promise<void> {
  const found = await host.query(["readlink", "-m", link]);
  if (found.stdout.trim() === storage) return;
  const listing = await host.query(["ls", "-A", link], { accept: [0, 2] });
  if (listing.exitCode === 0 && listing.stdout.trim() !== "") {
    throw new Error(
      `${link} holds files of another registry; the cluster's registry must have that path to itself. Move the directory away, or set registryData in env to another path.`,
    );
  }
  await host.exec(["rm", "-rf", "--one-file-system", link]);
  await host.exec(["ln", "-s", storage, link]);
}
