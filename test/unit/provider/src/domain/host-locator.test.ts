import fc from "fast-check";
import {
  formatHostId,
  parseHostId,
  parseHostIds,
} from "../../../../../provider/src/domain/host-locator";

const locator = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()),
  port: fc.integer({ min: 1, max: 65535 }),
  profile: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
  machineId: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined }),
  hostKey: fc.option(fc.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/), { nil: undefined }),
});

describe("host ids", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(locator, (value) => expect(parseHostId(formatHostId(value))).toEqual(value)),
    );
  });

  it.each(["", "10.0.0.1", "https://10.0.0.1/abc", "ssh://"])("are not found in %j", (text) => {
    expect(parseHostId(text)).toBeUndefined();
  });

  it("leave the default port out", () => {
    const id = formatHostId({
      address: "192.0.2.7",
      port: 22,
      profile: undefined,
      machineId: "4be4",
      hostKey: "SHA256:x",
    });
    expect(id).toBe("ssh://192.0.2.7/4be4#SHA256:x");
  });

  it("of several hosts leave out what is none", () => {
    const [found, ...others] = parseHostIds(["ssh://192.0.2.7/4be4", "192.0.2.8"]);
    expect(found?.address).toBe("192.0.2.7");
    expect(others).toEqual([]);
  });
});
