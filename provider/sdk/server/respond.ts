import type { Diagnostic } from "../diagnostics";
import type { MaybePromise } from "../resource";
import { redact } from "./redact";
import { explainThrown, type HandlerSite } from "./run-handler";

/** A reply with its diagnostics. */
interface Reply {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Completes one RPC: hides secrets in its diagnostics and turns anything thrown, a mistake of the SDK too, into a reply
 * with an error and the given rest (the newest state known without the RPC). Never rejects.
 */
export async function respond<R extends Reply>(
  site: HandlerSite,
  rest: Omit<R, "diagnostics">,
  secrets: () => readonly string[],
  work: () => MaybePromise<R>,
): Promise<R> {
  const reply = await settle(site, rest, work);
  return { ...reply, diagnostics: redact(reply.diagnostics, secrets()) };
}

async function settle<R extends Reply>(
  site: HandlerSite,
  rest: Omit<R, "diagnostics">,
  work: () => MaybePromise<R>,
): Promise<R> {
  try {
    return await work();
  } catch (thrown) {
    return { ...rest, diagnostics: explainThrown(site, thrown) } as R;
  }
}
