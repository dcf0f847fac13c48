import { parseIndex } from "../../../../../../provider/src/tools/buildah/read-archive";

test("the index of an archive tells the digest of its only manifest", () => {
  expect(parseIndex('{"manifests": [{"digest": "sha256:a"}]}')).toBe("sha256:a");
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
