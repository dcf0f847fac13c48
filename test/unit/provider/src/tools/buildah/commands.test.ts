import {
  parseImageReference,
  type ImageReference,
} from "../../../../../../provider/src/domain/image-reference";
import { fromCommand, pullCommand } from "../../../../../../provider/src/tools/buildah/commands";

const reference = parseImageReference("reg.example/a:1") as ImageReference;

test("a pull names platform, auth file and certificates, and no secret", () => {
  const access = { authFile: "/run/auth.json", certDir: "/etc/ca" };
  expect(pullCommand({ root: "/s", runRoot: "/r" }, reference, "linux/arm64", access)).toEqual([
    "buildah",
    "--root=/s",
    "--runroot=/r",
    "pull",
    "--quiet",
    "--policy=always",
    "--retry=2",
    "--platform=linux/arm64",
    "--authfile=/run/auth.json",
    "--cert-dir=/etc/ca",
    "docker://reg.example/a:1",
  ]);
});

test("a working container never pulls", () => {
  expect(fromCommand({}, "c", "ab")).toEqual([
    "buildah",
    "from",
    "--quiet",
    "--pull=never",
    "--name=c",
    "ab",
  ]);
});
