import { ok, problem, type Check } from "../check";

/** Pulls and mounts cluster images. */
export const buildah: Check = {
  name: "buildah",
  async look({ run }) {
    const { exitCode, stdout, stderr } = await run(["buildah", "--version"]);
    if (exitCode === 0) return ok(/version (\S+)/.exec(stdout)?.[1] ?? stdout.trim());
    return problem(
      exitCode === 127 ? "not on the PATH" : `fails: ${stderr.trim()}`,
      "Install it (apt-get install buildah, dnf install buildah), or name a machine that has it as `builder` of the provider.",
    );
  },
};
