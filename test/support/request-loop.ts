import type { Lab } from "../../lab/open-lab";

/** How often something was asked, and how often it did not answer. */
export interface RequestCount {
  readonly name: string;
  readonly sent: number;
  readonly failed: number;
  /** When and how it failed: seconds from the first request to the first and the last that did, statuses of curl. */
  readonly failures: string;
}

/** Requests under way on a host. */
export interface RequestLoop {
  /** Ends them and counts. */
  stop(): Promise<readonly RequestCount[]>;
}

const UNIT = "lab-requests";

// One request after the other, ten a second at most, each with two seconds to be answered.
const ask = (name: string, url: string): string =>
  `while :; do curl -skf -o /dev/null --max-time 2 ${url}; echo "$? $(date +%s)"; sleep 0.1; done >/run/${UNIT}.${name}`;

/** Asks the API (by its name) and the service `lab-app` from a lab host, over and over, until it is stopped. */
export async function startRequests(lab: Lab, host: number): Promise<RequestLoop> {
  const service = await lab.ssh(
    host,
    "kubectl --kubeconfig /etc/kubernetes/kubelet.conf get service lab-app -o jsonpath='{.spec.clusterIP}'",
  );
  const loops = [
    ask("api", "https://apiserver.cluster.local:6443/healthz"),
    ask("application", `http://${service.trim()}/`),
  ];
  const script = `${loops.map((loop) => `(${loop}) &`).join(" ")} wait`;
  await lab.ssh(host, `systemd-run --quiet --unit=${UNIT} sh -c '${script}'`);
  return {
    async stop() {
      await lab.ssh(host, `systemctl stop ${UNIT}`);
      const count = async (name: string): Promise<RequestCount> => {
        const lines = await lab.ssh(host, `cat /run/${UNIT}.${name}; rm /run/${UNIT}.${name}`);
        return countOf(name, lines.trim().split("\n"));
      };
      return [await count("api"), await count("application")];
    },
  };
}

function countOf(name: string, lines: readonly string[]): RequestCount {
  const answers = lines.map((line) => line.split(" ").map(Number) as [status: number, at: number]);
  const began = answers[0]?.[1] ?? 0;
  const failed = answers.filter(([status]) => status !== 0);
  const at = failed.map(([, second]) => second - began);
  const statuses = [...new Set(failed.map(([status]) => status))];
  return {
    name,
    sent: answers.length,
    failed: failed.length,
    failures:
      failed.length === 0
        ? "none"
        : `from second ${at[0]} to ${at.at(-1)}, curl: ${statuses.join(", ")}`,
  };
}
