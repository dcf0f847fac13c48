import fc from "fast-check";
import {
  checkControlPlanes,
  checkJoin,
  checkLeave,
  type EtcdStanding,
} from "../../../../../provider/src/plan/quorum";

/** `"a b !c"`: a and b live, c does not. */
const members = (text: string): readonly EtcdStanding[] =>
  text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => ({ name: word.replace("!", ""), isLiving: !word.startsWith("!") }));

describe("the departure of a control plane", () => {
  it.each([
    ["a", "a b c", "allowed"],
    ["a", "a b", "allowed"],
    ["c", "a b !c", "allowed"],
    ["a", "a b !c", "refused"],
    ["a", "a b c d !e", "allowed"],
    ["a", "a b c !d !e", "refused"],
    ["e", "a b c !d !e", "allowed"],
    ["a", "a", "allowed"],
    ["a", "", "allowed"],
  ])("of %s from %s is %s", (leaving, text, verdict) => {
    expect(checkLeave(leaving, members(text))).toHaveLength(verdict === "refused" ? 1 : 0);
  });

  it("that is refused names who is lost and how to recover", () => {
    const [issue] = checkLeave("a", members("a b !c"));
    expect(issue?.summary).toBe("Removing a Would Break The Majority");
    expect(issue?.detail).toMatch(/stay \(b, c\), c does not answer.*remove c from the config/);
  });
});

describe("a joining control plane", () => {
  it.each([
    ["b", "a", "allowed"],
    ["d", "a b c", "allowed"],
    ["d", "a b !c", "refused"],
    ["c", "a b !c", "allowed"],
    ["f", "a b c d !e", "allowed"],
    ["b", "", "allowed"],
  ])("%s beside %s is %s", (joining, text, verdict) => {
    expect(checkJoin(joining, members(text))).toHaveLength(verdict === "refused" ? 1 : 0);
  });
});

describe("a planned change of the control planes", () => {
  it.each([
    ["a b !c", ["a", "b", "c"], "allowed"],
    ["a b !c", ["a", "b"], "allowed"],
    ["a b !c", ["a", "c"], "refused"],
    ["a b !c", ["a", "b", "d"], "allowed"],
    ["a b !c", ["a", "b", "c", "d"], "refused"],
    ["a b c", ["a"], "allowed"],
    ["a b c !d !e", ["a", "b", "c", "d"], "allowed"],
    ["a b c !d !e", ["a", "d", "e"], "refused"],
    ["", ["a"], "allowed"],
  ])("from %s to %j is %s", (text, planned, verdict) => {
    const issues = checkControlPlanes("prod", members(text), planned);
    expect(issues).toHaveLength(verdict === "refused" ? 1 : 0);
  });

  it("that is allowed has an order in which every single departure is allowed", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ isLiving: fc.boolean(), stays: fc.boolean() }), { maxLength: 7 }),
        (drawn) => {
          const all = drawn.map(({ isLiving }, index) => ({ name: `cp-${index}`, isLiving }));
          fc.pre(all.filter(({ isLiving }) => isLiving).length > all.length / 2);
          const planned = all.flatMap(({ name }, index) => (drawn[index]!.stays ? [name] : []));
          fc.pre(planned.length > 0);
          fc.pre(checkControlPlanes("prod", all, planned).length === 0);
          const leaving = all.filter(({ name }) => !planned.includes(name));
          let left: readonly EtcdStanding[] = all;
          for (const { name } of leaving.toSorted(
            (a, b) => Number(a.isLiving) - Number(b.isLiving),
          )) {
            expect(checkLeave(name, left)).toEqual([]);
            left = left.filter((member) => member.name !== name);
          }
        },
      ),
    ));
});
