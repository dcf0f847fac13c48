import type { HostSpec } from "../../../domain/host-spec";
import { poll } from "../../../lib/poll";
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

  async run({ host, signal }) {
    const answers = async (): Promise<boolean> =>
      (await host.query(["crictl", "info"], { accept: [0, 1, 127] })).exitCode === 0;
    if (await poll(answers, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return undefined;
    throw new Error(
      "the container runtime that the image installed does not answer `crictl info` within 60 s. Read `journalctl -u containerd` on the host.",
    );
  },
};
