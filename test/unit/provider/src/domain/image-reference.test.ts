import fc from "fast-check";
import {
  imageArgument,
  parseImageReference,
} from "../../../../../provider/src/domain/image-reference";
import { isIssue } from "../../../../../provider/src/domain/issue";

const DIGEST = `sha256:${"0a".repeat(32)}`;

const argument = (text: string): string => {
  const reference = parseImageReference(text);
  return isIssue(reference) ? reference.detail : imageArgument(reference);
};

describe("parseImageReference", () => {
  test.each([
    ["labring/kubernetes:v1.31.0", "docker://docker.io/labring/kubernetes:v1.31.0"],
    ["docker://labring/helm", "docker://docker.io/labring/helm:latest"],
    ["alpine", "docker://docker.io/library/alpine:latest"],
    ["registry.example/a/b_c:1", "docker://registry.example/a/b_c:1"],
    ["localhost/t1", "docker://localhost/t1:latest"],
    ["localhost:5000/x", "docker://localhost:5000/x:latest"],
    ["hub:5000/x:y", "docker://hub:5000/x:y"],
    [`quay.example/a/b@${DIGEST}`, `docker://quay.example/a/b@${DIGEST}`],
    [`quay.example/a/b:1@${DIGEST}`, `docker://quay.example/a/b@${DIGEST}`],
    ["oci:/images/kubernetes-v1.20.2", "oci:/images/kubernetes-v1.20.2"],
    ["oci:/images/app:1.0", "oci:/images/app:1.0"],
    ["oci-archive:/a.tar", "oci-archive:/a.tar"],
    ["docker-archive:/a.tar:repo/name:tag", "docker-archive:/a.tar:repo/name:tag"],
    ["containers-storage:localhost/app:1", "localhost/app:1"],
  ])("gives %s to buildah as %s", (text, expected) => {
    expect(argument(text)).toBe(expected);
  });

  test("tells the parts of a name", () => {
    expect(parseImageReference(`reg.example:443/a/b:1@${DIGEST}`)).toEqual({
      transport: "docker",
      domain: "reg.example:443",
      repository: "a/b",
      tag: "1",
      digest: DIGEST,
    });
  });

  test.each([
    ["", "empty"],
    [" a", "spaces"],
    ["A/b", '"A" cannot be part of a repository name'],
    ["a/b:", '"" is not a tag'],
    ["a/b:x y", '"x y" is not a tag'],
    ["a/b@sha256:12", '"sha256:12" is not a digest'],
    ["oci:images/x", "abspath()"],
    ["oci:/images/x:", "drop the colon"],
    ["containers-storage:", '"" is no name or id'],
    ["containers-storage:--help", '"--help" is no name or id'],
    ["oci:/images\n/x", "control characters"],
    ["dir:/tmp/x", '"dir:" is not a known kind'],
    ["https://reg.example/a", '"https:" is not a known kind'],
    ["./image.tar", "bare path"],
    ["/image.tar", "bare path"],
    ["--all.example/b:1", "--all.example"],
  ])("refuses %j and says why", (text, message) => {
    const result = parseImageReference(text);
    expect(result).toMatchObject({
      severity: "error",
      summary: "Invalid Image Reference",
      attribute: ["image"],
    });
    expect(argument(text)).toContain(message);
  });

  test("reads its own argument of a name back as the same image", () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
    const name = fc
      .array(component, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(name, fc.stringMatching(/^[A-Za-z0-9_][\w.-]{0,20}$/), (repository, tag) => {
        const first = argument(`${repository}:${tag}`);
        expect(argument(first)).toBe(first);
      }),
    );
  });
});
