import fc from "fast-check";
import { imageArgument, parseImageReference } from "../../provider/src/domain/image-reference";
import { isIssue } from "../../provider/src/domain/issue";
import { damaged, fuzz, textOf } from "../support/fuzz";

const GOOD = [
  "labring/kubernetes:v1.31.0",
  "docker://registry.example.com:5000/a/b_c__d-e:1.0",
  `[2001:db8::1]:5000/a@sha256:${"0".repeat(64)}`,
  "oci:/images/kubernetes:v1",
  "oci-archive:/images/kubernetes.tar:@0",
  "docker-archive:/a/b.tar:x:y",
  "containers-storage:localhost/a:b",
];
const SIGNS = [
  ...Array.from("-_./:@[]~ \n\0"),
  "--",
  "..",
  "a",
  "A",
  "0",
  "sha256:",
  "oci:",
  "docker://",
  "$(x)",
];

fuzz(
  "a reference is refused, or is one argument for buildah that reads back alike",
  fc.property(
    fc.oneof(damaged(GOOD, SIGNS), textOf(SIGNS), textOf(["a", "-", "_"], 20_000)),
    (text) => {
      const reference = parseImageReference(text);
      if (isIssue(reference)) return;
      const argument = imageArgument(reference);
      expect(argument).not.toMatch(/^-|[\u0000-\u001f]/);
      const prefix = reference.transport === "containers-storage" ? "containers-storage:" : "";
      const again = parseImageReference(`${prefix}${argument}`);
      expect(isIssue(again) ? again.detail : imageArgument(again)).toBe(argument);
    },
  ),
);
