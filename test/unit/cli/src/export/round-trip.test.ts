import {
  clusterfileOf,
  type ShownTerraform,
} from "../../../../../cli/src/export/clusterfile-of-state";
import { factsOfClusterfile } from "../../../../../cli/src/import/clusterfile-facts";
import type { StackFacts, StackImage } from "../../../../../cli/src/import/stack-facts";
import { parseClusterfile } from "../../../../../provider/src/domain/clusterfile";
import { representativeFacts } from "../../../../support/written-stacks";

const facts = Object.entries(representativeFacts()).filter(([, { source }]) =>
  source.endsWith("as its Clusterfile tells."),
);

describe("what was imported from a Clusterfile", () => {
  test.each(facts)("is in the Clusterfile that is exported: %s", (_title, imported) => {
    const again = read(clusterfileOf(stateOf(imported), undefined));
    expect(compared(again)).toEqual(compared(imported));
  });

  test.each(facts)("is exported the same a second time: %s", (_title, imported) => {
    const text = clusterfileOf(stateOf(imported), undefined);
    expect(clusterfileOf(stateOf(read(text)), undefined)).toBe(text);
  });
});

/** What a Clusterfile can say, and a state too: no logins, no nodes; patches only by what sealos notes when it applies. */
function compared({ cluster, rootfs, patches, apps, env, machines, arguments: own }: StackFacts) {
  return {
    ...{ cluster, rootfs, env, own },
    contents: [...patches, ...apps.map(({ image }) => image)],
    machines: machines.map(({ name: _name, profile: _profile, node: _node, ...rest }) => rest),
  };
}

function read(text: string): StackFacts {
  const { value, issues } = parseClusterfile(text);
  expect(issues).toEqual([]);
  return factsOfClusterfile(value!, undefined);
}

/** The state that a stack of these facts would have, as `terraform show -json` prints it. */
function stateOf({ cluster, machines, env, rootfs, patches, apps, arguments: own }: StackFacts) {
  const resources = [
    { type: "sealos_cluster", values: { id: "uid", name: cluster, ...own } },
    ...machines.map(({ address, port, isControlPlane, isRegistry, tags, env: its }) => ({
      type: "sealos_host",
      values: {
        ...{ address, port, cluster_name: cluster, env: { ...env, ...its } },
        images: [rootfs, ...patches].map(mountOf),
        roles: [
          isControlPlane ? "control-plane" : "worker",
          ...(isRegistry ? ["registry"] : []),
          ...tags,
        ],
      },
    })),
    ...apps.map(({ image }) => ({
      type: "sealos_app",
      values: { cluster_id: "uid", image: mountOf(image) },
    })),
    { type: "sealos_app", values: { cluster_id: "another", image: '{"image":"not/this:1"}' } },
  ];
  return { values: { root_module: { resources } } } satisfies ShownTerraform;
}

function mountOf({ image, configs }: StackImage): string {
  return JSON.stringify({ image, configs });
}
