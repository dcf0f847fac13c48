import type { QueryRunner } from "../../transports/runner";

const PATIENCE_S = 5;
const TIMED_OUT = 124;

// The registry answers 200, or 401 where it wants a password. Not every host has curl, but each has bash.
const PROBE = `
  trap '' PIPE
  exec 3<>"/dev/tcp/$1/$2" || exit 1
  printf 'GET /v2/ HTTP/1.0\\r\\nHost: %s:%s\\r\\n\\r\\n' "$1" "$2" >&3
  read -r status <&3 || exit 1
  case $status in *' 200 '*|*' 401 '*) exit 0;; *) exit 1;; esac`;

/** Whether a registry speaks its API at an address, as seen from a host. Never waits above 5 seconds. */
export async function registryAnswers(
  host: QueryRunner,
  address: string,
  port: number,
): Promise<boolean> {
  const { exitCode } = await host.query(
    ["timeout", String(PATIENCE_S), "bash", "-c", PROBE, "bash", address, String(port)],
    { accept: [0, 1, TIMED_OUT] },
  );
  return exitCode === 0;
}
