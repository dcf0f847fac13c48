import { brand } from "../../../../../constructs/src/private/brand";
import { CONSTRUCTS_VERSION } from "../../../../../constructs/src/private/version";

const THINGS = brand<object>("thing");

/** A thing that a copy of the package with that version made. */
const thingOf = (version: string) => ({ [Symbol.for("cdktf-sealos/thing")]: version });

describe("a brand", () => {
  it("tells what it marked, and nothing else", () => {
    const thing = {};
    expect(THINGS.is(thing)).toBe(false);
    THINGS.mark(thing);
    expect(THINGS.is(thing)).toBe(true);
    expect([undefined, null, "thing", {}].filter((each) => THINGS.is(each))).toEqual([]);
  });

  it("knows things of another copy of the package, of the same line", () => {
    expect(THINGS.is(thingOf(CONSTRUCTS_VERSION.replace(/\d+$/, "99")))).toBe(true);
  });

  it("refuses an app that mixes copies that do not fit", () => {
    expect(() => THINGS.is(thingOf("99.0.0"))).toThrow(
      `cdktf-sealos 99.0.0 and of ${CONSTRUCTS_VERSION}: they do not fit together`,
    );
  });
});
