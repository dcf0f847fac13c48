import {
  parseContainer,
  parseContainerNames,
  parseImage,
  parseMounts,
} from "../../../../../../provider/src/tools/buildah/parse";

test("parseImage reads what the provider needs of an inspection", () => {
  const inspection = {
    FromImageID: "ab12",
    OCIv1: {
      architecture: "amd64",
      os: "linux",
      config: { Env: ["A=b"], Cmd: ["run"], Labels: { version: "v1.31.0" } },
    },
  };
  expect(parseImage(JSON.stringify(inspection))).toEqual({
    id: "ab12",
    os: "linux",
    architecture: "amd64",
    labels: { version: "v1.31.0" },
    env: ["A=b"],
    entrypoint: [],
    command: ["run"],
  });
});

test("parseContainer copes with a container without annotations", () => {
  const inspection = { Container: "c", FromImageID: "ab", ImageAnnotations: null };
  expect(parseContainer(JSON.stringify(inspection))).toEqual({
    name: "c",
    imageId: "ab",
    annotations: {},
  });
});

test.each(["", "null", "[]"])("an empty list may be %j", (json) => {
  expect(parseContainerNames(json)).toEqual([]);
  expect(parseMounts(json).size).toBe(0);
});

test("names and mounts are read from JSON", () => {
  expect(parseContainerNames('[{"containername":"a"},{"containername":"b"}]')).toEqual(["a", "b"]);
  expect(parseMounts('[{"container":"a","mountPoint":"/m"}]').get("a")).toBe("/m");
});
