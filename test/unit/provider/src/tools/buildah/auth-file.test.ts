import { encodeAuthFile } from "../../../../../../provider/src/tools/buildah/auth-file";
import { withAuthFile } from "../../../../../../provider/src/tools/buildah";
import { createFakeRunner } from "../../../../../support/fake-runner";

const CREDENTIALS = { "reg.example:443": { username: "ann", password: "sentinel:secret" } };

test("encodeAuthFile writes what docker login writes", () => {
  expect(JSON.parse(encodeAuthFile(CREDENTIALS))).toEqual({
    auths: { "reg.example:443": { auth: Buffer.from("ann:sentinel:secret").toString("base64") } },
  });
});

test("withAuthFile lends a file by its path and removes it, also after a failure; no word of a command is secret", async () => {
  const runner = createFakeRunner("builder")
    .on(/mktemp/, { stdout: "/run/cdktf-sealos-auth.x" })
    .on("rm -rf", {});
  const work = withAuthFile(runner, CREDENTIALS, (path) => Promise.reject(new Error(path)));
  await expect(work).rejects.toThrow("/run/cdktf-sealos-auth.x/auth.json");
  expect(runner.lines.at(-1)).toBe("rm -rf /run/cdktf-sealos-auth.x");
  expect(runner.lines.join()).not.toContain("sentinel");
  expect(runner.lines.join()).not.toContain(Buffer.from("ann:sentinel:secret").toString("base64"));
});
