import { parseIndex } from "../../../../../../provider/src/tools/buildah/read-archive";

test("the index of an archive tells digest and name of its only image", () => {
  const annotations = { "org.opencontainers.image.ref.name": "a/b:1" };
  const index = JSON.stringify({ manifests: [{ digest: "sha256:a", annotations }] });
  expect(parseIndex(index)).toEqual({ digest: "sha256:a", tag: "a/b:1" });
});

test.each([
  "",
  "no JSON",
  "{}",
  '{"manifests": []}',
  '{"manifests": [{"digest": "a"}, {"digest": "b"}]}',
])("%j is no index of one image", (text) => {
  expect(parseIndex(text)).toBeUndefined();
});
