import type { QueryRunner } from "../../transports/runner";

/** The same machine, on which kubectl leaves no cache of what the API offers in root's home directory. */
export function leaveNoCache(host: QueryRunner): QueryRunner {
  return {
    host: host.host,
    query: ([program, ...words], options) =>
      program === "kubectl"
        ? host.query([program, "--cache-dir=/dev/null", ...words], options)
        : host.query([program, ...words], options),
  };
}
