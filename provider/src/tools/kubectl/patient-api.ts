import { Readable } from "node:stream";
import { delay, type Delay } from "../../lib/delay";
import { isCommandError } from "../../transports/errors";
import type { Runner } from "../../transports/runner";

/** What the API server says while its etcd elects a leader; a moment later the same request succeeds. */
const ELECTION = /etcdserver: (leader changed|no leader|request timed out)/;
const MOST_REQUESTS = 10;
const PAUSE_MS = 1_000;

/**
 * A control plane whose kubectl asks again where an election of etcd's leader answered instead of the cluster, for about ten seconds. Members
 * that come and go bring elections about, so whoever changes control planes meets them. What is asked can be asked twice.
 */
export function patientApi<Session extends Runner>(
  session: Session,
  pause: Delay = delay,
): Session {
  const patient =
    (ask: Runner["exec"]): Runner["exec"] =>
    async (argv, options) => {
      for (let request = 1; ; request += 1) {
        try {
          return await ask(argv, options);
        } catch (error) {
          const isRepeatable = !(options?.stdin instanceof Readable);
          if (!isElection(error) || !isRepeatable || request === MOST_REQUESTS) throw error;
          await pause(PAUSE_MS, options?.signal);
        }
      }
    };
  return {
    ...session,
    exec: patient((argv, options) => session.exec(argv, options)),
    query: patient((argv, options) => session.query(argv, options)),
  };
}

function isElection(error: unknown): boolean {
  return isCommandError(error) && error.argv[0] === "kubectl" && ELECTION.test(error.stderr);
}
