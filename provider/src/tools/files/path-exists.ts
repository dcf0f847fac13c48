import type { QueryRunner } from "../../transports/runner";

/** Whether there is a file or directory at a path; a link counts as what it leads to. */
export async function pathExists(runner: QueryRunner, path: string): Promise<boolean> {
  return (await runner.query(["test", "-e", path], { accept: [0, 1] })).exitCode === 0;
}
