import { homedir } from "node:os";
import { createRedactor } from "../lib/redact";
import { surveyCluster, type ClusterSurvey } from "../pipeline/adopt/survey-cluster";
import { createSshPool } from "../transports/ssh/pool";
import type { SshTarget } from "../transports/ssh/settings";

export type { ClusterSurvey, SurveyedApp } from "../pipeline/adopt/survey-cluster";
export { surveyNodes } from "../pipeline/adopt/survey-nodes";
export type { SurveyedNode } from "../pipeline/adopt/survey-nodes";
export type { SshHop, SshTarget } from "../transports/ssh/settings";

/** How a cluster is to be asked. */
export interface SurveyRequest {
  readonly target: SshTarget;
  /** Which cluster, where the machine has the files of several. */
  readonly cluster: string | undefined;
  /** Content of SSH_AUTH_SOCK. */
  readonly agentSocket: string | undefined;
  readonly signal: AbortSignal;
}

/** What a control plane told, and the host key that it showed. */
export interface Survey {
  readonly cluster: ClusterSurvey;
  /** `SHA256:…`. */
  readonly hostKey: string;
}

/**
 * Logs in to a control plane as the provider does, its host key verified, and asks what its cluster is. Changes nothing there.
 *
 * @throws TransportError when it cannot be reached; Error when it is no control plane.
 */
export async function surveyBySsh({
  target,
  cluster,
  agentSocket,
  signal,
}: SurveyRequest): Promise<Survey> {
  const pool = createSshPool({
    redactor: createRedactor(),
    identity: { home: homedir(), agentSocket },
  });
  try {
    const session = await pool.connect(target, signal);
    return {
      cluster: await surveyCluster(session, cluster),
      hostKey: session.hostKeyFingerprint,
    };
  } finally {
    await pool.dispose();
  }
}
