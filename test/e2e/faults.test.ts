import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labPossible } from "../../lab/open-lab";
import { readResults } from "../faults/results";

const describeLab = labPossible() ? describe : describe.skip;
const ROOT = join(__dirname, "../..");

// What the whole matrix shows on stand-ins (docs/reliability.md), where it matters most on real Kubernetes.
describeLab("real Kubernetes, disturbed", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "faults-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["create", "kubeadm-init", "sigkill"],
    ["join-control-plane", "join", "sigkill"],
    ["leave-control-plane", "reset-kubernetes", "ssh-cut"],
    ["upgrade", "kubeadm-upgrade", "sigkill"],
  ])(
    "%s: %s goes on after %s",
    (operation, step, fault) => {
      const json = join(folder, `${operation}.json`);
      const choice = ["--operation", operation, "--step", step, "--fault", fault];
      const { stdout, stderr } = spawnSync(
        "npx",
        ["tsx", "test/faults/main.ts", "--real", "--lanes", "1", "--json", json, ...choice],
        { cwd: ROOT, encoding: "utf8" },
      );
      const cells = readResults(json);
      expect({ cells: cells.length, stderr: stderr.slice(-500) }).not.toMatchObject({ cells: 0 });
      expect(`${stdout}${cells.flatMap(({ problems }) => problems).join("\n")}`).not.toMatch(
        "FAIL",
      );
      expect(cells.map(({ converged }) => converged)).not.toContain(false);
    },
    1_500_000,
  );
});
