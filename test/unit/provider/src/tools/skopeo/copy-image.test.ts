import { collectImages } from "../../../../../../provider/src/domain/build/collect-images";
import { isIssue } from "../../../../../../provider/src/domain/issue";
import { copyCommand, copyImage } from "../../../../../../provider/src/tools/skopeo/copy-image";
import { createFakeRunner } from "../../../../../support/fake-runner";
import { describeRefusal } from "../../../../../support/images/describe-refusal";

const DIGEST = `sha256:${"0".repeat(64)}`;

const copyOf = (path: string, text: string, platform = "linux/amd64") => {
  const origin = path.endsWith("tar.txt") ? "archives" : "lists";
  const images = collectImages([{ origin, path, text }], "");
  if (isIssue(images)) throw new Error(images.detail);
  return {
    image: images[0]!,
    platform,
    context: "/build/context",
    registry: "127.0.0.1:4000",
    registryAuthFile: "/run/own.json",
    authFile: "/run/auth.json",
  };
};

const lineOf = (...args: Parameters<typeof copyOf>): string =>
  copyCommand(copyOf(...args)).join(" ");

describe("the copy of a container image", () => {
  it("takes one platform of a tag, variant and all", () => {
    expect(lineOf("images/shim/a", "nginx:1", "linux/arm/v7")).toBe(
      "skopeo --override-os=linux --override-arch=arm --override-variant=v7 copy --quiet --retry-times=2 " +
        "--src-authfile=/run/auth.json --dest-authfile=/run/own.json --dest-tls-verify=false " +
        "docker://docker.io/library/nginx:1 docker://127.0.0.1:4000/library/nginx:1",
    );
  });

  it("takes all that a digest stands for, under the tag beside it", () => {
    expect(lineOf("images/shim/a", `nginx:1@${DIGEST}`)).toMatch(
      new RegExp(
        `--multi-arch=all .* docker://docker.io/library/nginx@${DIGEST} docker://127.0.0.1:4000/library/nginx:1$`,
      ),
    );
    expect(lineOf("images/shim/a", `a/b@${DIGEST}`)).toMatch(
      new RegExp(`docker://docker.io/a/b@${DIGEST} docker://127.0.0.1:4000/a/b@${DIGEST}$`),
    );
  });

  it("takes an archive of the context", () => {
    expect(lineOf("images/skopeo/tar.txt", "docker-archive:b.tar@a/b:1")).toContain(
      " docker-archive:/build/context/images/skopeo/b.tar docker://127.0.0.1:4000/a/b:1",
    );
  });

  it.each([
    [
      "manifest unknown: manifest unknown",
      /^Image Not Found.*images\/shim\/a names .*nginx:1.*\.sealignore/,
    ],
    ["dial tcp: lookup quay.io: no such host", /^Registry Not Reachable/],
    [
      "no image found in manifest list for architecture arm64",
      /^Image For Another Platform.*linux\/amd64/,
    ],
  ])("that fails with %j says who asked for it, and what to do", async (said, message) => {
    const stderr = `time="2026-01-01T00:00:00Z" level=fatal msg="reading manifest: ${said}"\n`;
    const runner = createFakeRunner().on("skopeo", { exitCode: 1, stderr });
    const refusal = await copyImage(runner, copyOf("images/shim/a", "nginx:1")).catch(
      describeRefusal,
    );
    expect(refusal).toMatch(message);
    expect(refusal).not.toContain("level=fatal");
  });
});
