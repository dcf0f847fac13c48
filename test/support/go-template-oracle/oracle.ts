import {
  execFileSync,
  spawn,
  spawnSync,
  type ChildProcessWithoutNullStreams,
} from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A template for the oracle; `strings` makes the data a map[string]string. */
export interface OracleRequest {
  readonly template: string;
  readonly data: unknown;
  readonly strings?: boolean;
  readonly missingKey?: "default" | "zero" | "error";
}

/** What the real engine said: the rendered text, or its error. */
export interface OracleAnswer {
  readonly output: string;
  readonly error?: string;
}

/** A running oracle. */
export interface Oracle {
  render(request: OracleRequest): Promise<OracleAnswer>;
  stop(): void;
}

const packages = ["golang-go", "golang-github-masterminds-sprig-dev", "golang-k8s-sigs-yaml-dev"];

/**
 * Builds (once per version of its source) and starts the Go program that renders templates with
 * the real engine. Installs the Debian packages it needs when they are missing, which takes root.
 * The binary is kept in $GO_TEMPLATE_ORACLE_CACHE, by default a folder below the system's
 * temporary one.
 */
export function startOracle(): Oracle {
  return oracleOver(spawn(buildOracle()));
}

function oracleOver(child: ChildProcessWithoutNullStreams): Oracle {
  const waiting: ((answer: OracleAnswer) => void)[] = [];
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString().slice(0, 500)));
  child.on("exit", () => {
    for (const answer of waiting) answer({ output: "", error: `the oracle ended: ${complaints}` });
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    waiting.shift()?.(JSON.parse(line) as OracleAnswer);
  });
  return {
    render: (request) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}

function buildOracle(): string {
  const source = join(__dirname, "main.go");
  const key = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16);
  const folder = process.env["GO_TEMPLATE_ORACLE_CACHE"] ?? join(tmpdir(), "go-template-oracle");
  const binary = join(folder, key);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  installPackages();
  const draft = `${binary}.${process.pid}`;
  const environment = {
    ...process.env,
    GO111MODULE: "off",
    GOPATH: "/usr/share/gocode",
    GOFLAGS: "",
  };
  const cache = { GOCACHE: join(folder, "go-build") };
  execFileSync("go", ["build", "-o", draft, source], { env: { ...environment, ...cache } });
  renameSync(draft, binary);
  return binary;
}

function installPackages(): void {
  const known = spawnSync("dpkg-query", ["-W", "-f", "${db:Status-Status}\n", ...packages]);
  const states = known.stdout.toString().trim().split("\n");
  if (known.status === 0 && states.every((state) => state === "installed")) return;
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  if (spawnSync("apt-get", install).status === 0) return;
  execFileSync("apt-get", ["update"]);
  execFileSync("apt-get", install);
}
