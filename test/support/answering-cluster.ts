import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostLocator } from "../../provider/src/domain/host-locator";
import { startOpenSshServer } from "./sshd/openssh-server";

/** A node as the answer of the API has it. */
export interface AnsweredNode {
  readonly name: string;
  readonly machineId: string;
  /** `v1.31.0` */
  readonly version: string;
}

/**
 * A stand-in for a control plane: a real OpenSSH server on loopback that answers what a refresh asks of the API, from a file,
 * and writes down every command. Nothing else works on it.
 */
export interface AnsweringCluster {
  readonly uid: string;
  /** The way to the control plane. */
  readonly locator: HostLocator;
  readonly privateKeyFile: string;
  /** Sets what the API answers when it is asked for nodes. */
  setNodes(nodes: readonly AnsweredNode[]): void;
  /** The commands since the last call of this function, in order, each with the connection that it came over. */
  takeCommands(): readonly AnsweredCommand[];
  dispose(): Promise<void>;
}

/** One command that came. */
export interface AnsweredCommand {
  readonly connection: string;
  readonly line: string;
}

/** Starts an {@link AnsweringCluster}; needs root, as sshd does. */
export async function startAnsweringCluster(): Promise<AnsweringCluster> {
  const folder = mkdtempSync(join(tmpdir(), "answers-"));
  const [answers, log] = [join(folder, "nodes.json"), join(folder, "commands")];
  const script = join(folder, "answer");
  writeFileSync(script, answerScript(answers, log), { mode: 0o755 });
  const server = await startOpenSshServer({ config: [`ForceCommand ${script}`] });
  const cluster: Omit<AnsweringCluster, "dispose"> = {
    uid: UID,
    locator: {
      address: "127.0.0.1",
      port: server.port,
      profile: undefined,
      machineId: "0".repeat(32),
      hostKey: server.fingerprints.ed25519,
    },
    privateKeyFile: join(server.directory, "id_ed25519"),
    setNodes: (nodes) => writeFileSync(answers, JSON.stringify({ items: nodes.map(nodeObject) })),
    takeCommands() {
      const text = existsSync(log) ? readFileSync(log, "utf8") : "";
      rmSync(log, { force: true });
      return text.split("\n").filter(Boolean).map(commandOf);
    },
  };
  cluster.setNodes([]);
  return {
    ...cluster,
    async dispose() {
      await server.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

const UID = "0b3f6a52-6d3c-4f53-9b0c-1e6c1c6a9d01";

function answerScript(answers: string, log: string): string {
  return `#!/bin/sh
echo "$SSH_CONNECTION|$SSH_ORIGINAL_COMMAND" >> ${log}
case "$SSH_ORIGINAL_COMMAND" in
  *kubectl*readyz*) echo ok ;;
  *kubectl*get*nodes*) cat ${answers} ;;
  *kubectl*get*namespace*kube-system*) printf %s ${UID} ;;
  *) echo "this machine only answers a refresh" >&2; exit 127 ;;
esac
`;
}

function commandOf(line: string): AnsweredCommand {
  const [connection = "", ...rest] = line.split("|");
  return { connection, line: rest.join("|") };
}

/** About as large as a real node's: what a kubelet reports of its images stays out, as it differs most. */
function nodeObject({ name, machineId, version }: AnsweredNode) {
  const time = "2026-01-01T00:00:00Z";
  const condition = (type: string, status: string) => ({
    type,
    status,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
    reason: `Kubelet${type}`,
    message: `the kubelet has ${type === "Ready" ? "" : "no "}${type}`,
  });
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      uid: `${UID}-${name}`,
      resourceVersion: "4711",
      creationTimestamp: time,
      labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" },
    },
    spec: { podCIDR: "100.64.0.0/24" },
    status: {
      conditions: [
        ...["MemoryPressure", "DiskPressure", "PIDPressure"].map((type) =>
          condition(type, "False"),
        ),
        condition("Ready", "True"),
      ],
      addresses: [{ type: "Hostname", address: name }],
      nodeInfo: { machineID: machineId, kubeletVersion: version, operatingSystem: "linux" },
    },
  };
}
