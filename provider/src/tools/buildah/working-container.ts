import type { Argv, Runner } from "../../transports/runner";
import { readIfPresent } from "../image-tree";
import {
  annotateCommand,
  fromCommand,
  inspectContainerCommand,
  listContainersCommand,
  listMountsCommand,
  mountCommand,
  removeCommand,
  renameCommand,
  type BuildahStorage,
} from "./commands";
import { buildahFailed } from "./errors";
import { parseContainer, parseContainerNames, parseMounts, type ContainerDetails } from "./parse";

/** Working containers of one store on one machine. */
export interface ContainerStore {
  /** Describes a container; undefined when there is none of that name. */
  inspect(name: string): Promise<ContainerDetails | undefined>;
  names(): Promise<readonly string[]>;
  create(name: string, imageId: string): Promise<void>;
  /** Mounts, unless it is mounted, and tells where. */
  mount(name: string): Promise<string>;
  annotate(name: string, annotations: Readonly<Record<string, string>>): Promise<void>;
  /** Renames; false when the new name is taken. */
  rename(name: string, newName: string): Promise<boolean>;
  /** Removes with its mount; one that is gone already is no error. */
  remove(name: string): Promise<void>;
}

const LIMIT_MS = 10 * 60_000;
const FAILED = [1, 125];
const MISSING = /container not known|no container with|no such container/i;

/** Opens the store. Every call throws a ToolError when buildah fails. */
export function containerStore(
  runner: Runner,
  storage: BuildahStorage,
  signal?: AbortSignal,
): ContainerStore {
  const limits = { timeoutMs: LIMIT_MS, signal };
  const change = async (doing: string, argv: Argv): Promise<void> => {
    const { exitCode, stderr } = await runner.exec(argv, { ...limits, accept: [0, ...FAILED] });
    if (exitCode !== 0) throw buildahFailed(runner.host, doing, stderr);
  };
  const ask = async (argv: Argv): Promise<string | undefined> =>
    (await readIfPresent(runner, argv, FAILED, limits))?.toString("utf8");
  const inspect = async (name: string): Promise<ContainerDetails | undefined> => {
    const json = await ask(inspectContainerCommand(storage, name));
    return json === undefined ? undefined : parseContainer(json);
  };

  const mounts = async (): Promise<ReadonlyMap<string, string>> =>
    parseMounts((await ask(listMountsCommand(storage))) ?? "");

  return {
    inspect,
    names: async () => parseContainerNames((await ask(listContainersCommand(storage))) ?? ""),
    create: (name, imageId) =>
      change(`make container ${name}`, fromCommand(storage, name, imageId)),
    mount: async (name) => {
      const known = (await mounts()).get(name);
      if (known !== undefined) return known;
      await change(`mount ${name}`, mountCommand(storage, name));
      const fresh = (await mounts()).get(name);
      if (fresh === undefined)
        throw buildahFailed(runner.host, `mount ${name}`, "it is not mounted");
      return fresh;
    },
    annotate: (name, annotations) =>
      change(`record facts of ${name}`, annotateCommand(storage, name, annotations)),
    rename: async (name, newName) => {
      const argv = renameCommand(storage, name, newName);
      const { exitCode, stderr } = await runner.exec(argv, { ...limits, accept: [0, ...FAILED] });
      if (exitCode === 0) return true;
      if ((await inspect(newName)) !== undefined) return false;
      throw buildahFailed(runner.host, `rename ${name}`, stderr);
    },
    // Tidying up is not cancelled: it is what a cancelled run does last.
    remove: async (name) => {
      const argv = removeCommand(storage, name);
      const { exitCode, stderr } = await runner.exec(argv, {
        timeoutMs: LIMIT_MS,
        accept: [0, ...FAILED],
      });
      if (exitCode === 0 || MISSING.test(stderr)) return;
      throw buildahFailed(runner.host, `remove ${name}`, stderr);
    },
  };
}
