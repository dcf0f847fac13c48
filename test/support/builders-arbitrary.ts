import fc from "fast-check";
import type { AppSpec } from "../../provider/src/domain/app-spec";
import type { ClusterSpec } from "../../provider/src/domain/cluster-spec";
import type { HostSpec } from "../../provider/src/domain/host-spec";
import type { ImageMount } from "../../provider/src/domain/image-mount";
import type { NodeSpec } from "../../provider/src/domain/node-spec";
import type { UpgradeSpec } from "../../provider/src/domain/upgrade-spec";
import type { ClusterUpgrade } from "../../provider/src/pipeline/phases/upgrade/context";
import type { Known } from "../../provider/src/plan/known";
import { aClusterSpec, aHostSpec, aMount, aNodeSpec, anAppMount, anAppSpec } from "./builders";
import { controlPlanes } from "./builders";

const word = fc.constantFrom("a", "b", "c");
const env = fc.dictionary(fc.constantFrom("PROXY", "registryDomain"), word, { maxKeys: 2 });
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null });

const mount: fc.Arbitrary<ImageMount> = fc
  .record({
    treeDigest: word,
    digest: word,
    image: word,
    env,
    version: fc.constantFrom("v1.30.1", "v1.31.0", undefined),
    labels: fc.constantFrom<Record<string, string>>(
      {},
      { "init-cri": "cri.sh" },
      { image: "lvscare" },
    ),
  })
  .map((different) => aMount(different));

/** Host specifications that differ in everything a step may depend on. */
export const hostSpecs: fc.Arbitrary<HostSpec> = fc
  .record({
    address: fc.constantFrom("192.0.2.1", "192.0.2.2"),
    cluster: fc.constantFrom("prod", "staging"),
    roles: fc.subarray(["control-plane", "worker", "registry"], { minLength: 1 }),
    images: fc.array(mount, { minLength: 1, maxLength: 2 }),
    env,
    registry: fc.record({
      domain: orNull(word),
      port: orNull(fc.constantFrom(5000, 6000)),
      address: orNull(fc.constantFrom("192.0.2.9")),
    }),
    hostname: orNull(word),
  })
  .map((different) => aHostSpec(different));

/** Cluster specifications of one to three control planes. */
export const clusterSpecs: fc.Arbitrary<ClusterSpec> = fc
  .record({
    controlPlanes: fc.integer({ min: 1, max: 3 }).map(controlPlanes),
    rootfs: mount,
    endpoint: fc.record({
      mode: fc.constantFrom("hosts", "lvscare", "external", null),
      domain: word,
      vip: orNull(fc.constantFrom("10.9.9.9")),
      port: fc.constantFrom(6443, 8443),
    }),
    podSubnet: orNull(fc.constantFrom("10.64.0.0/16")),
    serviceSubnet: orNull(fc.constantFrom("10.96.0.0/16")),
    certSans: fc.array(word, { maxLength: 2 }),
    kubeadmDocuments: fc.array(word, { maxLength: 1 }),
    clusterfileDocuments: orNull(word),
  })
  .map((different) => aClusterSpec(different));

/** Cluster specifications some of whose certificates are about to expire. */
export const expiringClusterSpecs: fc.Arbitrary<ClusterSpec> = fc
  .tuple(clusterSpecs, orNull(fc.constantFrom("2027-01-01T00:00:00.000Z")))
  .map(([spec, expiresAt]) => ({
    ...spec,
    renewal: expiresAt && { expiresAt, dueBefore: "2027-03-01T00:00:00.000Z" },
  }));

/** Node specifications of both roles. */
export const nodeSpecs: fc.Arbitrary<NodeSpec> = fc
  .record({
    clusterId: word,
    name: word,
    role: fc.constantFrom("control-plane", "worker"),
    labels: fc.dictionary(word, word, { maxKeys: 2 }),
    taints: orNull(
      fc.array(
        fc.record({ key: word, value: word, effect: fc.constantFrom("NoSchedule", "NoExecute") }),
        { maxLength: 2 },
      ),
    ),
  })
  .map((different) => aNodeSpec(different));

/** Node specifications some of which follow the cluster's kubelet configuration. */
export const followingNodeSpecs: fc.Arbitrary<NodeSpec> = fc
  .tuple(nodeSpecs, orNull(word))
  .map(([spec, kubeletConfig]) => ({ ...spec, kubeletConfig }));

const to = fc.constantFrom("v1.31.0", "v1.31.1", "v1.32.0");

/** Upgrades of a cluster's control planes, due or not. */
export const clusterUpgrades: fc.Arbitrary<ClusterUpgrade> = fc.record({
  cluster: word,
  to: orNull(to),
  isDue: fc.boolean(),
});

/** Upgrades of nodes of both roles: of some that have not joined, and of some whose upgrade broke off. */
export const nodeUpgrades: fc.Arbitrary<UpgradeSpec> = fc.record({
  cluster: word,
  node: word,
  role: fc.constantFrom("control-plane", "worker"),
  verb: fc.constantFrom("apply", "node"),
  from: fc.option(
    fc.record({ version: fc.constantFrom("v1.30.1", "v1.31.0"), isUpgrading: fc.boolean() }),
    { nil: undefined },
  ),
  to: orNull(to),
  drain: fc.record({
    enabled: fc.boolean(),
    timeoutSeconds: fc.constant(300),
    force: fc.constant(true),
  }),
});

/** Application specifications. */
export const appSpecs: fc.Arbitrary<AppSpec> = fc
  .record({
    name: word,
    image: mount.map(({ treeDigest, digest, env: own }) =>
      anAppMount({ treeDigest, digest, env: own }),
    ),
    env,
    command: orNull(fc.array(word, { maxLength: 2 })),
    args: fc.array(word, { maxLength: 2 }),
    triggers: fc.dictionary(word, word, { maxKeys: 1 }),
  })
  .map((different) => anAppSpec(different));

/** A specification of which one attribute is not known, and the whole of it. */
export function allButOne<Spec extends object>(
  specs: fc.Arbitrary<Spec>,
): fc.Arbitrary<{ readonly less: Known<Spec>; readonly more: Known<Spec> }> {
  return specs.chain((spec) =>
    fc
      .constantFrom(...Object.keys(spec))
      .map((name) => ({ less: without(spec, new Set([name])), more: spec as Known<Spec> })),
  );
}

/** One specification, known less and known more: what the first knows, the second knows too. */
export function knowledge<Spec extends object>(
  specs: fc.Arbitrary<Spec>,
): fc.Arbitrary<{ readonly less: Known<Spec>; readonly more: Known<Spec> }> {
  return specs.chain((spec) => {
    const names = Object.keys(spec);
    return fc.tuple(fc.subarray(names), fc.subarray(names)).map(([first, second]) => ({
      less: without(spec, new Set([...first, ...second])),
      more: without(spec, new Set(first)),
    }));
  });
}

function without<Spec extends object>(spec: Spec, unknown: ReadonlySet<string>): Known<Spec> {
  const entries = Object.entries(spec) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, unknown.has(name) ? undefined : value]),
  ) as Known<Spec>;
}
