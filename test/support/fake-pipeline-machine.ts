import type { HostFacts } from "../../provider/src/domain/host-facts";
import {
  EMPTY_JOURNAL,
  formatJournal,
  parseJournal,
  type HostJournal,
} from "../../provider/src/domain/host-journal";
import type { HostSession } from "../../provider/src/pipeline/context";
import { FACTS_COMMAND } from "../../provider/src/tools/facts/script";
import { aHostFacts } from "./builders";
import type { FakeCluster } from "./fake-pipeline-cluster";
import { knowDriftCommands, type FakeDrift } from "./fake-pipeline-drift";
import { factsText } from "./fake-pipeline-facts";
import { removeTree } from "./fake-pipeline-files";
import { answerSettings, containerFile } from "./fake-pipeline-settings";
import { INSTALLED_KUBELET, runFakeUnit, type FakeUnit } from "./fake-pipeline-units";
import { createFakeRunner, type FakeCall, type FakeResponse, type FakeRunner } from "./fake-runner";

/** A machine that does what the pipeline asks of it: it keeps files, runs units, serves an API once it is initialised. */
export interface FakeMachine extends FakeRunner, FakeDrift, HostSession {
  facts: HostFacts;
  /** Content by path. */
  readonly files: Map<string, string>;
  readonly units: readonly FakeUnit[];
  /** Nobody reaches it. */
  isAway: boolean;
  /** Who else changes it; undefined: nobody. */
  lockedBy: string | undefined;
  /** Whether a lock of ours is on it. */
  readonly isLocked: boolean;
  /** What it remembers of us; undefined: its journal cannot be read. */
  readonly journal: HostJournal | undefined;
  /** Lets units whose name matches end with status 1 and this output, until {@link FakeMachine.mend}. */
  breakUnits(name: RegExp, output: string): void;
  mend(): void;
}

/** Where a machine keeps its journal. */
export const JOURNAL_PATH = "/var/lib/sealos/journal.json";

export interface FakeMachineOptions {
  readonly name?: string;
  readonly facts?: HostFacts;
  /** The cluster that it makes or joins. */
  readonly cluster: FakeCluster;
  readonly now: () => Date;
}

/** A machine that was never touched. */
export function createFakeMachine(options: FakeMachineOptions): FakeMachine {
  const { name = "cp-1", facts = aHostFacts(), cluster, now } = options;
  const files = new Map<string, string>();
  const units: FakeUnit[] = [];
  const broken: { name: RegExp; output: string }[] = [];
  const state = { isLocked: false };
  const machine = Object.assign(createFakeRunner(name), {
    hostKeyFingerprint: `SHA256:key-of-${name}`,
    facts,
    files,
    units,
    differences: new Map<string, string>(),
    deadUnits: new Set<string>(),
    isAway: false,
    lockedBy: undefined,
    breakUnits: (unit: RegExp, output: string) => void broken.push({ name: unit, output }),
    mend: () => void (broken.length = 0),
  }) as unknown as FakeMachine;
  Object.defineProperties(machine, {
    isLocked: { get: () => state.isLocked },
    journal: { get: () => parseJournal(files.get(JOURNAL_PATH) ?? formatJournal(EMPTY_JOURNAL)) },
  });

  const scripts: Readonly<Record<string, (call: FakeCall) => FakeResponse>> = {
    "read-file": ({ argv }) => {
      const content = files.get(argv[4] ?? "");
      return content === undefined
        ? { exitCode: 44 }
        : { stdout: Buffer.from(content, "latin1").toString("base64") };
    },
    "write-file": ({ argv, stdin }) => {
      files.set(argv[4] ?? "", stdin.toString("latin1"));
      return {};
    },
    "acquire-lock": () => {
      const { lockedBy } = machine;
      if (lockedBy !== undefined)
        return { exitCode: 45, stdout: `id\n${lockedBy}\n1767225600\n1767225660\n0\n` };
      state.isLocked = true;
      return {};
    },
    "renew-lock": () => ({}),
    "release-lock": () => {
      state.isLocked = false;
      return {};
    },
    "launch-unit": ({ argv, stdin }) => {
      units.push({ name: argv[4] ?? "", payload: stdin.toString() });
      return { stdout: "started\n" };
    },
    "follow-unit": ({ argv: [, , , , unit = ""] }) => {
      const failure = broken.find((each) => each.name.test(unit));
      if (failure !== undefined) return { stdout: failure.output, stderr: "exited 1\n" };
      runFakeUnit(
        machine,
        cluster,
        units.findLast((each) => each.name === unit)!,
      );
      return { stdout: `${unit} is done\n`, stderr: "exited 0\n" };
    },
    "stop-unit": () => ({}),
    "sweep-asides": () => ({}),
    "sweep-seeds": () => ({}),
  };

  knowSmallCommands(machine);
  knowDriftCommands(machine);
  return machine
    .on([...FACTS_COMMAND], () => ({
      stdout: factsText({ ...machine.facts, clockMs: now().getTime() }),
    }))
    .on(
      ({ argv }) => argv[0] === "sh" && (argv[3] ?? "") in scripts,
      (call) => scripts[call.argv[3] ?? ""]?.(call) ?? {},
    )
    .on("systemctl restart kubelet", () => {
      const node = [...cluster.nodes.values()].find(
        ({ machineId }) => machineId === machine.facts.machineId,
      );
      if (node === undefined) return {};
      const version = files.get(INSTALLED_KUBELET);
      if (version !== undefined) node.version = version;
      node.restarts = (node.restarts ?? 0) + 1;
      return {};
    })
    .on(
      ({ argv: [program], line }) =>
        program === "kubectl" || program === "kubeadm" || line.includes(":2379/v3/"),
      (call) => answerOfCluster(machine, cluster, call),
    )
    .on("kubeadm version", () => ({
      stdout: `${files.get(INSTALLED_KUBELET) ?? "v1.31.0"}\n`,
    })) as FakeMachine;
}

/** Commands whose answer depends on files at most. */
function knowSmallCommands(machine: FakeMachine): void {
  const { files } = machine;
  machine
    .on("mv -f", {})
    .on("mkdir -p", {})
    .on("rmdir", {})
    .on("ln -s", {})
    .on("readlink", { stdout: "/var/lib/registry\n" })
    .on("ls -A", { exitCode: 2 })
    .on("systemctl stop kubelet", {})
    .on("systemctl daemon-reload", {})
    .on("sed -i", {})
    .on(/kubeadm config images pull/, {})
    .on(/save-snapshot/, { stdout: "4096\n" })
    .on("crictl info", {})
    .on("install -d", {})
    .on("cp -p", {})
    .on(/read-certificates$/, () => ({
      stdout: files.get("/etc/kubernetes/pki/apiserver.crt") ?? "",
    }))
    .on("timeout 5 bash", {})
    .on("curl -skf", {})
    .on(/command -v curl \|\| command -v openssl/, { stdout: "/usr/bin/curl\n" })
    .on(/SystemdCgroup/, { stdout: "socket /run/containerd/containerd.sock\nsystemd true\n" })
    .on(/ipvsadm --clear/, () => {
      removeTree(files, "/var/lib/kubelet");
      return {};
    })
    .on(/find-pod-network$/, {})
    .on(/df --output=avail/, { stdout: "50000000000\n" })
    .on(/sync -f/, {})
    .on(/ find-held-files /, {})
    .on("tar --extract", {})
    .on(/find \. -type f -name data/, {})
    .on("hostnamectl set-hostname", ({ argv }) => {
      machine.facts = { ...machine.facts, hostname: argv[2] ?? "" };
      return {};
    })
    .on("install -D", ({ argv }) => {
      files.set(argv.at(-1) ?? "", files.get(argv.at(-2) ?? "") ?? "");
      return {};
    })
    .on("rm -rf --one-file-system", ({ argv }) => {
      argv.slice(3).forEach((path) => removeTree(files, path));
      return {};
    })
    .on(/ clear-root /, () => {
      removeTree(files, "/var/lib/sealos");
      return {};
    })
    .on(/ link-known-places /, ({ argv }) => {
      for (let at = 4; at < argv.length; at += 2)
        files.set(argv[at] ?? "", files.get(argv[at + 1] ?? "") ?? "");
      return {};
    })
    .on("k3s --version", () => ({
      stdout: `k3s version ${files.get(INSTALLED_KUBELET) ?? "v1.31.0"}+k3s1 (fake)\n`,
    }))
    .on(/ restart-component /, ({ argv }) => {
      files.set(containerFile(argv.at(-1)!), "second");
      return {};
    })
    .on(/ path-exists /, ({ argv }) => {
      const paths = argv.filter((word) => word.startsWith("/"));
      return { exitCode: paths.some((path) => exists(files, path)) ? 0 : 44 };
    });
}

function answerOfCluster(machine: FakeMachine, cluster: FakeCluster, call: FakeCall): FakeResponse {
  const { files } = machine;
  if (!files.has("/etc/kubernetes/admin.conf"))
    return { exitCode: 1, stderr: "the connection to the server was refused" };
  return answerSettings(machine, cluster, call) ?? cluster.answer(call);
}

function exists(files: ReadonlyMap<string, string>, path: string): boolean {
  return [...files.keys()].some((known) => known === path || known.startsWith(`${path}/`));
}
