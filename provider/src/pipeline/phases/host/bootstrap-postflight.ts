import { distributionOf } from "../../../domain/distribution";
import type { HostSpec } from "../../../domain/host-spec";
import { poll } from "../../../lib/poll";
import { K3S_VERSION_COMMAND } from "../../../tools/k3s";
import type { PhaseContext } from "../../context";
import { knownInput, type Phase } from "../../phase";

const LIMIT_MS = 60_000;
const PAUSE_MS = 300;

/** Bootstrap, postflight: the container runtime answers before anything is built on it. */
export const bootstrapPostflight: Phase<HostSpec, PhaseContext> = {
  step: "bootstrap-postflight",
  title: "Ask the container runtime",

  plan: ({ images }) => ({
    lines: ["check that the container runtime answers"],
    input: knownInput({ images: images?.map(({ treeDigest }) => treeDigest) }),
  }),

  async run({ host, signal }, { images }) {
    // k3s brings the runtime, and starts it with the node: before that only the program can be asked.
    const isK3s = distributionOf(images[0] ?? {}) === "k3s";
    const question = isK3s ? K3S_VERSION_COMMAND : (["crictl", "info"] as const);
    const answers = async (): Promise<boolean> =>
      (await host.query(question, { accept: [0, 1, 127] })).exitCode === 0;
    if (await poll(answers, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return undefined;
    throw new Error(isK3s ? K3S_SILENT : RUNTIME_SILENT);
  },
};

const RUNTIME_SILENT =
  "the container runtime that the image installed does not answer `crictl info` within 60 s. Read `journalctl -u containerd` on the host.";
const K3S_SILENT =
  "the k3s that the image installed does not answer `k3s --version` within 60 s. Run it on the host: the image may be for another architecture.";
