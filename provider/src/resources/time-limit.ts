import { parseDuration } from "../lib/duration";

/** A signal that is aborted with the run, or when the time of the operation is over. `limit` in Go's duration form. */
export function withTimeout(
  signal: AbortSignal,
  limit: string | null | undefined,
  fallback: string,
): AbortSignal {
  const milliseconds = parseDuration(limit ?? fallback) ?? parseDuration(fallback) ?? 0;
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}
