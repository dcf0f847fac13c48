import fc from "fast-check";
import { posix } from "node:path";

import { verifyTree, type TreeEntry } from "../../../../../../provider/src/tools/image-tree";

const entry = (overrides: Partial<TreeEntry>): TreeEntry => ({
  path: "etc/a",
  kind: "file",
  mode: 0o644,
  size: 1,
  target: undefined,
  ...overrides,
});
const link = (path: string, target: string): TreeEntry =>
  entry({ path, kind: "symlink", size: 0, mode: 0o777, target });
const rules = (...entries: TreeEntry[]): string[] =>
  verifyTree(entries).map(({ path, rule }) => `${path}: ${rule}`);

describe("verifyTree", () => {
  test("finds nothing wrong with an ordinary tree", () => {
    expect(
      rules(
        entry({ path: "tmp", kind: "directory", mode: 0o1777 }),
        entry({ path: "shared", kind: "directory", mode: 0o2775 }),
        entry({ path: "bin/kubeadm", mode: 0o755 }),
        entry({ path: "etc/with space and ü" }),
        link("usr/lib/libc.so", "../../lib/libc.so.6"),
        link("dangling", "nowhere/yet"),
        link("self", "."),
      ),
    ).toEqual([]);
  });

  test.each([
    ["climbs", entry({ path: "../a" }), "a path must stay below the root"],
    ["climbs in the middle", entry({ path: "a/../../b" }), "a path must stay below the root"],
    ["is absolute", entry({ path: "/etc/passwd" }), "a path must be relative to the root"],
    ["has a line end", entry({ path: "a\nb" }), "a name must be printable"],
    ["is not UTF-8", entry({ path: "a\ufffd" }), "a name must be printable"],
    ["is too long", entry({ path: "a".repeat(1025) }), "at most 1024 characters"],
    ["is a device", entry({ kind: "other" }), "devices, fifos and sockets are not allowed"],
    ["is setuid", entry({ mode: 0o4755 }), "setuid and setgid files are not allowed"],
    ["is setgid", entry({ mode: 0o2755 }), "setuid and setgid files are not allowed"],
    ["is absurdly large", entry({ size: 2 ** 50 }), "a file must be at most"],
    ["points to an absolute path", link("a", "/etc"), "a symlink must be relative"],
    ["points above the root", link("etc/a", "../../x"), "a symlink must stay below the root"],
    ["points to itself", link("a", "a"), "a symlink must stay below the root"],
  ])("refuses what %s", (_title, hostile, rule) => {
    expect(rules(hostile)[0]).toContain(rule);
  });

  test("follows links as the kernel does before it takes a step up", () => {
    expect(rules(link("a/here", "."), link("a/up", "here/../../x"))).toEqual([
      'a/up: a symlink must stay below the root, and this one points to "here/../../x"',
    ]);
    expect(rules(link("a/deep", "b/c"), link("a/up", "deep/../../x"))).toEqual([]);
  });

  test("refuses too many entries and too many bytes", () => {
    const limits = { entries: 1, fileBytes: 10, totalBytes: 15 };
    const found = verifyTree(
      [entry({ path: "a", size: 8 }), entry({ path: "b", size: 8 })],
      limits,
    );
    expect(found.map(({ rule }) => rule)).toEqual([
      expect.stringContaining("at most 1 entries"),
      expect.stringContaining("at most 15 bytes"),
    ]);
  });

  test("agrees with the plain resolution of paths where no link leads to another", () => {
    const segment = fc.constantFrom("..", ".", "a", "b");
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 8 }),
        fc.nat(3),
        (segments, depth) => {
          const path = [...Array.from({ length: depth }, (_, index) => `d${index}`), "link"].join(
            "/",
          );
          const target = segments.join("/");
          // With a marker for the root, a step above it shows, also where the path comes back.
          let level = depth;
          const escapes = segments.some((part) => {
            level += part === ".." ? -1 : part === "." ? 0 : 1;
            return level < 0;
          });
          expect(verifyTree([link(path, target)]).length > 0).toBe(escapes);
          if (!escapes)
            expect(posix.normalize(posix.join(posix.dirname(path), target))).not.toMatch(
              /^\.\.(\/|$)/,
            );
        },
      ),
    );
  });
});
