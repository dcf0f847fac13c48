import { decodeImageMount, encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";

const config = { path: "etc/a.yml", strategy: "merge", match: undefined, data: "a: 1" } as const;

describe("a mount as one line of JSON", () => {
  it.each([
    ["a rootfs", aMount()],
    ["an application", anAppMount()],
    ["an image with changes", aMount({ configs: [config, { ...config, match: "labring/x:1" }] })],
  ])("comes back as it was: %s", (_, mount) => {
    expect(decodeImageMount(encodeImageMount(mount))).toEqual(mount);
    expect(encodeImageMount(mount)).not.toContain("\n");
  });

  it("is the same text for equal mounts, whatever order their members have", () => {
    const reversed = Object.fromEntries(Object.entries(aMount()).reverse()) as never;
    expect(encodeImageMount(reversed)).toBe(encodeImageMount(aMount()));
    const env = { b: "2", a: "1" };
    expect(encodeImageMount(aMount({ env }))).toBe(
      encodeImageMount(aMount({ env: { a: "1", b: "2" } })),
    );
  });

  it.each([[""], ["labring/kubernetes:v1.31.0"], ["null"], ["[]"], ["{}"], ['{"image":"a"}']])(
    "is not %j",
    (text) => expect(decodeImageMount(text)).toBeUndefined(),
  );
});
