import type { NodeSpec, Taint } from "../../../../../../../provider/src/domain/node-spec";
import { markNode } from "../../../../../../../provider/src/pipeline/phases/node/mark-node";
import { aNodeSpec } from "../../../../../../support/builders";
import { onNode } from "../contexts";

const taint = (key: string, effect: Taint["effect"] = "NoSchedule"): Taint => ({
  key,
  value: "",
  effect,
});

/** Marks cp-1, which has these labels and taints, after an earlier marking that left the note. */
async function mark(
  spec: Partial<NodeSpec>,
  before: { labels?: Record<string, string>; taints?: readonly Taint[]; note?: object } = {},
) {
  const notes = before.note === undefined ? {} : { "mark-node": before.note as never };
  const { context, world, api } = onNode({ journal: { notes } });
  const node = world.cluster.nodes.get("cp-1")!;
  Object.assign(node, {
    machineId: context.facts.machineId,
    labels: before.labels ?? {},
    taints: before.taints ?? [],
  });
  const note = await markNode.run(context, aNodeSpec({ name: "cp-1", ...spec }));
  return { node, note, lines: api.lines };
}

describe("mark-node", () => {
  it("gives labels and taints", async () => {
    const { node, note } = await mark({ labels: { pool: "db" }, taints: [taint("dedicated")] });
    expect(node).toMatchObject({ labels: { pool: "db" }, taints: [taint("dedicated")] });
    expect(note).toEqual({
      labels: ["pool"],
      taints: [{ key: "dedicated", effect: "NoSchedule" }],
    });
  });

  it("takes away the labels that it gave and nobody wants any more, and no others", async () => {
    const { node } = await mark(
      { labels: { pool: "db" } },
      { labels: { pool: "web", zone: "a", theirs: "x" }, note: { labels: ["pool", "zone"] } },
    );
    expect(node.labels).toMatchObject({ pool: "db", theirs: "x" });
    expect(node.labels).not.toHaveProperty("zone");
  });

  it("leaves to the node exactly the taints of the configuration, and those of Kubernetes itself", async () => {
    const ofKubernetes = taint("node.kubernetes.io/not-ready", "NoExecute");
    const { node } = await mark(
      { taints: [taint("dedicated")] },
      { taints: [taint("node-role.kubernetes.io/control-plane"), ofKubernetes] },
    );
    expect(node.taints).toEqual([ofKubernetes, taint("dedicated")]);
  });

  it("takes back only its own taints where the configuration stopped to speak of them", async () => {
    const { node } = await mark(
      { taints: null },
      {
        taints: [taint("dedicated"), taint("theirs")],
        note: { taints: [{ key: "dedicated", effect: "NoSchedule" }] },
      },
    );
    expect(node.taints).toEqual([taint("theirs")]);
  });

  it("asks for nothing on a node that is so already", async () => {
    const { lines } = await mark({ labels: { pool: "db" } }, { labels: { pool: "db" } });
    expect(lines.join("\n")).not.toContain("patch");
  });

  it("needs a node that has joined", async () => {
    await expect(mark({ name: "worker-9" })).rejects.toThrow(
      /the cluster has no node "worker-9"; it must join/,
    );
  });

  it.each<[Partial<NodeSpec>, readonly string[]]>([
    [{}, []],
    [{ labels: { a: "1", b: "2" } }, ["set labels a=1, b=2"]],
    [{ taints: [] }, ["set no taints"]],
    [{ taints: [taint("x"), taint("y", "NoExecute")] }, ["set taints x:NoSchedule, y:NoExecute"]],
  ])("with %j plans %j", (spec, lines) => {
    expect(markNode.plan(aNodeSpec(spec))?.lines).toEqual(lines);
  });
});
