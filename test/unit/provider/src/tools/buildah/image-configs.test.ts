import { parseOwnConfigs } from "../../../../../../provider/src/tools/buildah/image-configs";

const document = (name: string, spec: string): string =>
  `apiVersion: apps.sealos.io/v1beta1\nkind: Config\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

test("Config documents are read in order, others are none of ours", () => {
  const text = [
    document("a", "{path: etc/a, strategy: merge, match: 'x:1', data: 'k: v'}"),
    "kind: Cluster\n",
    document("b", "{path: etc/b, data: text}"),
  ].join("---\n");
  expect(parseOwnConfigs("img", text)).toEqual([
    { path: "etc/a", strategy: "merge", match: "x:1", data: "k: v" },
    { path: "etc/b", strategy: "override", match: undefined, data: "text" },
  ]);
});

test("of two with one name the later counts", () => {
  const text = [document("a", "{path: p, data: '1'}"), document("a", "{path: p, data: '2'}")].join(
    "---\n",
  );
  expect(parseOwnConfigs("img", text)).toMatchObject([{ data: "2" }]);
});

test("a file that is not YAML is an issue that names the image", () => {
  expect(parseOwnConfigs("img:1", "a: [")).toMatchObject({
    detail: expect.stringContaining("config.yml of img:1") as string,
  });
});
