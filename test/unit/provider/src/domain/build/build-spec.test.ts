import {
  archiveReference,
  archiveTag,
  pushedReference,
} from "../../../../../../provider/src/domain/build/build-spec";
import {
  parseImageReference,
  type RegistryReference,
} from "../../../../../../provider/src/domain/image-reference";

const DIGEST = `sha256:${"ab".repeat(32)}`;

test.each([
  [undefined, "sealos-abababababab"],
  ["lab/app", "lab/app:abababababab"],
  ["lab/app:1.0", "lab/app:1.0-abababababab"],
])("an archive of the name %s says what it holds", (name, tag) => {
  expect(archiveTag(name, DIGEST)).toBe(tag);
});

test("the reference of an archive is one that images are mounted by", () => {
  const reference = archiveReference("/srv/app.tar", "lab/app:1.0-abababababab");
  expect(parseImageReference(reference)).toEqual({
    transport: "oci-archive",
    path: "/srv/app.tar",
    name: "lab/app:1.0-abababababab",
  });
});

test("what was pushed is referred to by its digest", () => {
  const reference = parseImageReference("registry.example/app:1.0") as RegistryReference;
  expect(pushedReference(reference, DIGEST)).toBe(`registry.example/app@${DIGEST}`);
});
