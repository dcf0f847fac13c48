// Where a run takes only a part of what there is, the next commit takes the next one.
import { execFileSync } from "node:child_process";
import { root } from "./machine.mjs";

/** Whose turn it is: the number of commits; 0 where there is no history. */
export function turn() {
  try {
    return Number(
      execFileSync("git", ["rev-list", "--count", "HEAD"], { cwd: root, encoding: "utf8" }),
    );
  } catch {
    return 0;
  }
}
