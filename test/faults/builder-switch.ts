import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The machine where images are mounted, as far as this provider sees it: it can be switched off and on. */
export interface BuilderSwitch {
  /** Goes first into the PATH of the provider. */
  readonly directory: string;
  /** Storage of its own, so that what is left in it has only one reason. */
  readonly storage: string;
  off(): void;
  on(): void;
  /** Ids of the working containers that are there. */
  containers(): readonly string[];
  remove(): void;
}

/** A builder below `folder`. */
export function openBuilder(folder: string): BuilderSwitch {
  const [directory, storage, gone] = ["bin", "storage", "gone"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const program = execFileSync("sh", ["-c", "command -v buildah"], { encoding: "utf8" }).trim();
  mkdirSync(directory);
  writeFileSync(
    join(directory, "buildah"),
    `#!/bin/sh\nif [ -e ${gone} ]; then echo "the builder is gone" >&2; exit 125; fi\nexec ${program} "$@"\n`,
  );
  chmodSync(join(directory, "buildah"), 0o755);
  const buildah = (...args: readonly string[]) =>
    execFileSync(program, ["--root", storage, "--runroot", `${storage}-run`, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  return {
    directory,
    storage,
    off() {
      writeFileSync(gone, "");
      mountsBelow(storage).forEach((mount) => execFileSync("umount", ["-l", mount]));
    },
    on: () => rmSync(gone, { force: true }),
    containers: () => buildah("containers", "--quiet").split("\n").filter(Boolean),
    remove() {
      buildah("rm", "--all");
      mountsBelow(storage).forEach((mount) => execFileSync("umount", ["-l", mount]));
      rmSync(storage, { recursive: true, force: true });
      rmSync(`${storage}-run`, { recursive: true, force: true });
    },
  };
}

function mountsBelow(folder: string): readonly string[] {
  return readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((mount) => mount.startsWith(`${folder}/`) || mount === folder)
    .reverse();
}
