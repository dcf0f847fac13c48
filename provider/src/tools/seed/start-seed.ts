import { randomBytes, randomInt } from "node:crypto";

import type { Runner } from "../../transports/runner";
import { beside, type SharedFile } from "../image-tree";
import { htpasswdLine } from "../registry";
import { BOOT_FILE, endSeed, OWNER_FILE, SEED_SCRIPT } from "./end-seeds";
import { offerFiles, REPOSITORY } from "./offer-files";

/** A host whose tree others may read. */
export interface SeedPlace {
  readonly host: Runner;
  /** Under which the others reach it: a name or an address. */
  readonly address: string;
  /** Where the tree is, or will be when it is complete; until then its files are in the directory beside it. */
  readonly tree: string;
}

/** A host that serves files of its tree, by their digests, to whoever has the password. */
export interface Seed {
  /** What a digest is appended to, without a slash at the end. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The only certificate that the seed can have, PEM. */
  readonly certificate: string;
  /** Makes files of the tree available; those that are already cost nothing. */
  offer(files: readonly SharedFile[]): Promise<void>;
  /** Ends it and removes all that it needed. Never rejects: what cannot be reached ends by itself. */
  stop(): Promise<void>;
}

/** The registry's program, where cluster images have it: a contract with images. */
export const SEED_PROGRAM = "cri/registry";

const USER = "seed";
/** A password of 192 random bits needs no slow hash, and the registry computes it for each request. */
const ROUNDS = 4;
/** Longest life of a seed whose host does not hear that the connection is gone. */
const LIFE_S = 15 * 60;
/** Longest wait for the registry to answer. */
const LIMIT_MS = 60_000;

// The image's own registry, with read-only storage beside the tree; its files are links into the tree, so they take no space.
// It lives as long as its input: that ends with whoever started it, also when that one is killed.
const START = `
set -eu
umask 077
seed=$2 incoming=$3 tree=$4 name=$5 port=$6
${BOOT_FILE}
program=$tree/${SEED_PROGRAM}
if [ -e "$incoming/${SEED_PROGRAM}" ]; then program=$incoming/${SEED_PROGRAM}; fi
exec 3<&0
registry= watch=
end() {
  kill $registry $watch 2>/dev/null || :
  rm -rf --one-file-system -- "$seed" "$at_boot"
}
trap end EXIT
trap 'exit 1' HUP INT TERM
rm -rf --one-file-system -- "$seed"
printf '%s\\n' "R! $seed" "r! $at_boot" >"$at_boot"
mkdir -p -- "$seed/storage"
echo "$$ $(cat /proc/sys/kernel/random/boot_id)" >"$seed/${OWNER_FILE}"
IFS= read -r line
printf '%s\\n' "$line" >"$seed/htpasswd"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=${USER}" \\
  -addext "subjectAltName=$name" -keyout "$seed/key.pem" -out "$seed/certificate.pem" 2>/dev/null
cat >"$seed/config.yml" <<END
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $seed/storage, maxthreads: 100}, maintenance: {readonly: {enabled: true}}}
http: {addr: ":$port", tls: {certificate: $seed/certificate.pem, key: $seed/key.pem}}
auth: {htpasswd: {realm: seed, path: $seed/htpasswd}}
END
"$program" serve "$seed/config.yml" >/dev/null 2>&1 </dev/null 3<&- &
registry=$!
rounds=0
until bash -c "exec 4<>/dev/tcp/127.0.0.1/$port" 2>/dev/null; do
  rounds=$((rounds + 1))
  [ "$rounds" -lt 20 ]
  kill -0 "$registry"
  sleep 0.2
done
cat "$seed/certificate.pem"
timeout ${LIFE_S} cat <&3 >/dev/null 3<&- &
watch=$!
wait "$watch" || :`;

/**
 * Starts the registry of the image that a host has, for the others. It ends with the connection, at the latest a quarter of
 * an hour later.
 *
 * @throws where the host lacks OpenSSL or the program, or the port is taken: then nothing remains.
 */
export async function startSeed({ host, address, tree }: SeedPlace): Promise<Seed> {
  const id = randomBytes(4).toString("hex");
  const port = randomInt(20_000, 32_000);
  const directory = beside(tree, "seed");
  const password = randomBytes(24).toString("hex");
  const incoming = beside(tree, "incoming");
  const words: SeedWords = [id, directory, incoming, tree, alternativeName(address), String(port)];
  const { certificate, stop } = await serve(
    host,
    words,
    await htpasswdLine(USER, password, ROUNDS),
  );
  const offered = new Set<string>();
  return {
    url: `https://${address.includes(":") ? `[${address}]` : address}:${port}/v2/${REPOSITORY}/blobs/sha256:`,
    user: USER,
    password,
    certificate,
    async offer(files) {
      const added = files.filter(({ digest }) => !offered.has(digest));
      await offerFiles(host, [incoming, tree], `${directory}/storage`, added);
      added.forEach(({ digest }) => offered.add(digest));
    },
    stop,
  };
}

type SeedWords = readonly [id: string, directory: string, ...rest: readonly string[]];

/** Resolves with the certificate once the registry answers. */
async function serve(
  host: Runner,
  words: SeedWords,
  htpasswd: string,
): Promise<Pick<Seed, "certificate" | "stop">> {
  const lines: string[] = [];
  let isServing = (): void => undefined;
  const serving = new Promise<void>((resolve) => (isServing = resolve));
  const overdue = new AbortController();
  const running = await host.start(["sh", "-c", START, SEED_SCRIPT, ...words], {
    signal: overdue.signal,
    onLine(line, stream) {
      if (stream === "stdout") lines.push(line);
      if (line.startsWith("-----END CERTIFICATE")) isServing();
    },
  });
  running.stdout.resume();
  running.stdin.on("error", () => undefined); // a lost connection; `done` tells of it
  running.stdin.write(`${htpasswd}\n`);
  const timer = setTimeout(() => overdue.abort(), LIMIT_MS);
  const ended = running.done.then(() => Promise.reject(new Error(`${host.host} serves nothing`)));
  await Promise.race([serving, ended]).finally(() => clearTimeout(timer));
  return {
    certificate: `${lines.join("\n")}\n`,
    async stop() {
      running.stdin.end();
      // Over a new connection where the old one was lost: the host may not have heard of that.
      await running.done.catch(() => endSeed(host, words[0], words[1])).catch(() => undefined);
    },
  };
}

function alternativeName(address: string): string {
  return /^[0-9.]+$|:/.test(address) ? `IP:${address}` : `DNS:${address}`;
}
