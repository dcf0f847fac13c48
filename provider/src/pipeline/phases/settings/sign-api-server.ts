import { X509Certificate } from "node:crypto";
import { posix } from "node:path";
import type { ClusterSpec } from "../../../domain/cluster-spec";
import type { Fields } from "../../../domain/kubeadm/fields";
import { pathExists, readFile, removePaths } from "../../../tools/files";
import { signApiServerCommand, uploadClusterConfigCommand } from "../../../tools/kubeadm";
import type { Runner } from "../../../transports/runner";
import type { Phase } from "../../phase";
import { restartComponents } from "../../settings/component";
import { eachControlPlane } from "../../settings/each-control-plane";
import { liveConfiguration, runKubeadmPhase } from "../../settings/kubeadm-phase";
import { isAsMade, knownSettings, partInput, wantedSetting } from "../../settings/wanted-settings";
import type { ClusterContext, ControlPlaneMember } from "../cluster/context";

const OWN = { step: "sign-api-server", part: "certificateNames" } as const;
const PKI = "/etc/kubernetes/pki";

/** The API servers answer to other names and addresses: certificates are signed anew, one control plane after the other. */
export const signApiServer: Phase<ClusterSpec, ClusterContext> = {
  step: OWN.step,
  title: "Sign the API server's certificate",

  plan: (spec) => ({
    lines: [
      namesOf(knownSettings(spec)?.certificateNames) &&
        `sign the API server's certificate anew (${namesOf(knownSettings(spec)?.certificateNames) ?? ""}) and restart it on every control plane, one at a time`,
    ],
    input: partInput(spec, OWN.part),
  }),

  isDoneAlready: (journal, spec) => isAsMade(journal, spec, OWN),

  async run(context, spec) {
    const value = await wantedSetting(context, spec, OWN.part);
    const directory = certificatesDirectory(await liveConfiguration(context.host));
    await eachControlPlane(context, (member) => signOne(context, spec, member, directory, value));
    const [home] = context.members;
    if (home === undefined) return undefined;
    await runKubeadmPhase(context, spec, home, {
      ...OWN,
      change: { part: OWN.part, value },
      command: uploadClusterConfigCommand,
    });
    return undefined;
  },
};

function namesOf(names: readonly string[] | undefined): string | undefined {
  if (names === undefined) return undefined;
  return names.length === 0 ? "no further names" : `further names ${names.join(", ")}`;
}

/**
 * Signs aside, then moves both files into place. The directory aside goes last: where it is found, a run broke off after the
 * move, and the API server still shows the old certificate.
 */
async function signOne(
  context: ClusterContext,
  spec: ClusterSpec,
  member: ControlPlaneMember,
  directory: string,
  value: Fields,
): Promise<void> {
  const { host } = member;
  const aside = posix.join(directory, "cdktf-sealos");
  const isBrokenOff = await pathExists(host, aside);
  await removePaths(host, [aside]);
  await host.exec(["install", "-d", "-m", "0700", aside]);
  await host.exec(["cp", "-p", `${directory}/ca.crt`, `${directory}/ca.key`, aside]);
  const change = { part: OWN.part, value, certificatesDir: aside };
  await runKubeadmPhase(context, spec, member, {
    ...OWN,
    change,
    command: signApiServerCommand,
  });
  const [before, after] = await Promise.all([
    namesIn(host, `${directory}/apiserver.crt`),
    namesIn(host, `${aside}/apiserver.crt`),
  ]);
  if (before !== after) {
    await host.exec(["mv", "-f", `${aside}/apiserver.key`, `${aside}/apiserver.crt`, directory]);
  }
  if (before !== after || isBrokenOff) {
    await restartComponents(member, ["kube-apiserver"], context.signal);
  }
  await removePaths(host, [aside]);
}

/** Where the cluster keeps its certificates, by its own configuration. */
function certificatesDirectory(configuration: string): string {
  return /^certificatesDir:\s*(\S+)\s*$/m.exec(configuration)?.[1] ?? PKI;
}

/** The names in a certificate, in one order; undefined where it cannot be read. */
async function namesIn(host: Runner, path: string): Promise<string | undefined> {
  const content = await readFile(host, path);
  if (content === undefined) return undefined;
  return new X509Certificate(content).subjectAltName?.split(", ").sort().join(", ");
}
