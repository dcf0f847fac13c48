import { REGISTRY_ROLE, type HostSpec } from "../../../domain/host-spec";
import { poll } from "../../../lib/poll";
import { registryAnswers } from "../../../tools/registry";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";
import { hostEnvironment } from "./files";

const LIMIT_MS = 10 * 60_000;
const PAUSE_MS = 500;
const DEFAULT_PORT = 5000;

/** Waits for the cluster's registry: the scripts that come next pull from it. */
export const awaitRegistry: Phase<HostSpec, HostContext> = {
  step: "await-registry",
  title: "Wait for the registry",

  plan: ({ roles, registry }) =>
    roles === undefined || registry === undefined
      ? { lines: [], input: undefined }
      : roles.includes(REGISTRY_ROLE)
        ? undefined
        : { lines: [], input: knownInput({ address: registry.address }) },

  async run({ host, failedHosts, signal }, spec) {
    const address = spec.registry.address;
    if (address === null) throw new Error(noRegistry());
    const port = Number(hostEnvironment(spec)["registryPort"] ?? DEFAULT_PORT);
    const answers = async (): Promise<boolean> => {
      const failure = failedHosts.reasonOf(address); // before the question: what failed may still have started it
      if (await registryAnswers(host, address, port)) return true;
      if (failure !== undefined) throw new Error(noneToCome(address, failure));
      return false;
    };
    if (await poll(answers, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return undefined;
    throw new Error(registrySilent(address, port));
  },
};

function noRegistry(): string {
  return "registry.address is not set and this host has no `registry` role, so it cannot find the cluster's images. Set registry.address to the address of the host with that role.";
}

function noneToCome(address: string, failure: string): string {
  return `the registry at ${address} does not answer, and its host was not prepared in this run: ${failure}`;
}

function registrySilent(address: string, port: number): string {
  return `the registry at ${address}:${port} does not answer from this host within 10 minutes. Prepare the registry host first (refer to its resource in registry.address), and let the hosts reach each other on that port.`;
}
