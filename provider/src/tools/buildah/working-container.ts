import type { Runner } from "../../transports/runner";
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
import type { Argv } from "../../transports/runner";

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

/** Opens the store. Every call throws a ToolError when buildah fails. */
export function containerStore(
  runner: Runner,
  storage: BuildahStorage,
  signal?: AbortSignal,
): ContainerStore {
  const options = { timeoutMs: LIMIT_MS, accept: [0, ...FAILED], ...(signal && { signal }) };
  const change = async (doing: string, argv: Argv): Promise<string> => {
    const { exitCode, stdout, stderr } = await runner.exec(argv, options);
    if (exitCode !== 0) throw buildahFailed(runner.host, doing, stderr);
    return stdout.trim();
  };
  const ask = async (argv: Argv): Promise<string | undefined> => {
    const { exitCode, stdout } = await runner.query(argv, options);
    return exitCode === 0 ? stdout : undefined;
  };
  const inspect = async (name: string): Promise<ContainerDetails | undefined> => {
    const json = await ask(inspectContainerCommand(storage, name));
    return json === undefined ? undefined : parseContainer(json);
  };

  return {
    inspect,
    names: async () => parseContainerNames((await ask(listContainersCommand(storage))) ?? ""),
    create: async (name, imageId) => {
      await change(`make container ${name}`, fromCommand(storage, name, imageId));
    },
    mount: async (name) => {
      const mounts = parseMounts((await ask(listMountsCommand(storage))) ?? "");
      return mounts.get(name) ?? change(`mount ${name}`, mountCommand(storage, name));
    },
    annotate: async (name, annotations) => {
      await change(`record facts of ${name}`, annotateCommand(storage, name, annotations));
    },
    rename: async (name, newName) => {
      const { exitCode, stderr } = await runner.exec(
        renameCommand(storage, name, newName),
        options,
      );
      if (exitCode === 0) return true;
      if ((await inspect(newName)) !== undefined) return false;
      throw buildahFailed(runner.host, `rename ${name}`, stderr);
    },
    remove: async (name) => {
      const { exitCode, stderr } = await runner.exec(removeCommand(storage, name), options);
      if (exitCode === 0 || (await inspect(name)) === undefined) return;
      throw buildahFailed(runner.host, `remove ${name}`, stderr);
    },
  };
}
