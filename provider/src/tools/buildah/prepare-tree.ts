import { randomUUID } from "node:crypto";

import { selectConfigs } from "../../domain/config-strategy";
import type { ImageConfig } from "../../domain/image-mount";
import { digestOf } from "../../lib/hash";
import type { Runner } from "../../transports/runner";
import {
  checkTemplates,
  hostileTree,
  inventoryTree,
  readTemplates,
  treeDigest,
  verifyTree,
  type TreeEntry,
} from "../image-tree";
import { applyConfigs } from "./apply-configs";
import type { ContainerStore } from "./working-container";

/** What determines a tree: equal values give the same working container. */
export interface TreeIdentity {
  /** The reference as given; `match` of a config is compared with it. */
  readonly image: string;
  /** 64 hexadecimal digits. */
  readonly imageId: string;
  readonly configs: readonly ImageConfig[];
}

/** A mounted tree that was verified and carries its configs. */
export interface PreparedTree {
  readonly container: string;
  readonly root: string;
  readonly entries: readonly TreeEntry[];
  readonly digest: string;
  readonly sizeBytes: number;
}

const DIGEST_FACT = "cdktf-sealos.tree-digest";
const LISTING_FACT = "cdktf-sealos.listing-digest";
const UNFINISHED = /^sealos-[0-9a-f]{12}-new-(\d+)-/;
/** No preparation takes that long: what is older belongs to a run that was killed. */
const ABANDONED_AFTER_MS = 2 * 60 * 60_000;

/** The name of the working container that holds a tree. */
export function containerName({ image, imageId, configs }: TreeIdentity): string {
  const changes = selectConfigs(configs, image).map(({ path, strategy, data }) => ({
    path,
    strategy,
    data,
  }));
  return `sealos-${digestOf({ image, imageId, changes }).slice(0, 12)}`;
}

/**
 * Mounts a tree that was prepared before; undefined when there is none. One that lists other files than it did then, because it
 * was changed or what is mounted there is gone, is thrown away.
 */
export async function findTree(
  runner: Runner,
  store: ContainerStore,
  identity: TreeIdentity,
  signal?: AbortSignal,
): Promise<PreparedTree | undefined> {
  const container = containerName(identity);
  const facts = (await store.inspect(container))?.annotations;
  const digest = facts?.[DIGEST_FACT];
  if (digest === undefined) return undefined;
  const root = await store.mount(container);
  const entries = await inventoryTree(runner, root, signal);
  if (listingDigest(entries) === facts?.[LISTING_FACT])
    return describe(container, root, entries, digest);
  await store.remove(container);
  return undefined;
}

/**
 * Makes a tree in a fresh container: verified, configs applied, templates parsed, digest taken. Only
 * when all is done does the container get its name, so that a name always stands for a finished tree
 * and no config is ever applied twice. Of two runs that prepare the same tree one wins, the other uses it.
 *
 * @throws ToolError when the image is hostile, or a config or template is wrong; nothing remains then.
 */
export async function prepareTree(
  runner: Runner,
  store: ContainerStore,
  identity: TreeIdentity,
  clock: () => number,
  signal?: AbortSignal,
): Promise<PreparedTree> {
  await removeAbandoned(store, clock());
  const container = containerName(identity);
  const fresh = `${container}-new-${clock()}-${randomUUID().slice(0, 8)}`;
  await store.create(fresh, identity.imageId);
  try {
    const root = await store.mount(fresh);
    const entries = await makeReady(runner, root, identity, signal);
    const digest = await treeDigest(runner, root, entries, signal);
    await store.annotate(fresh, { [DIGEST_FACT]: digest, [LISTING_FACT]: listingDigest(entries) });
    if (await claim(store, fresh, container)) return describe(container, root, entries, digest);
  } catch (error) {
    await store.remove(fresh).catch(() => undefined);
    throw error;
  }
  await store.remove(fresh);
  return describeOther(runner, store, identity, signal);
}

/** The digest of what a listing tells, in the order that `find` does not promise. */
function listingDigest(entries: readonly TreeEntry[]): string {
  return digestOf([...entries].sort((a, b) => (a.path < b.path ? -1 : 1)));
}

async function makeReady(
  runner: Runner,
  root: string,
  { image, configs }: TreeIdentity,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  const original = await verified(runner, image, root, signal);
  const isChanged = await applyConfigs(runner, { image, root, configs, signal });
  const entries = isChanged ? await verified(runner, image, root, signal) : original;
  checkTemplates(runner.host, image, await readTemplates(runner, root, entries, signal));
  return entries;
}

async function verified(
  runner: Runner,
  image: string,
  root: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  const entries = await inventoryTree(runner, root, signal);
  const defects = verifyTree(entries);
  if (defects.length > 0) throw hostileTree(runner.host, image, defects);
  return entries;
}

/** Takes the name; a container that has it without being finished is not one of ours and goes. */
async function claim(store: ContainerStore, fresh: string, name: string): Promise<boolean> {
  if (await store.rename(fresh, name)) return true;
  const holder = await store.inspect(name);
  if (holder?.annotations[DIGEST_FACT] !== undefined) return false;
  await store.remove(name);
  return store.rename(fresh, name);
}

async function describeOther(
  runner: Runner,
  store: ContainerStore,
  identity: TreeIdentity,
  signal: AbortSignal | undefined,
): Promise<PreparedTree> {
  const other = await findTree(runner, store, identity, signal);
  if (other === undefined)
    throw new Error(`${containerName(identity)} was removed while it was being mounted.`);
  return other;
}

async function removeAbandoned(store: ContainerStore, now: number): Promise<void> {
  for (const name of await store.names()) {
    const started = UNFINISHED.exec(name)?.[1];
    if (started !== undefined && now - Number(started) > ABANDONED_AFTER_MS)
      await store.remove(name);
  }
}

function describe(
  container: string,
  root: string,
  entries: readonly TreeEntry[],
  digest: string,
): PreparedTree {
  const sizeBytes = entries.reduce((sum, { size }) => sum + size, 0);
  return { container, root, entries, digest, sizeBytes };
}
