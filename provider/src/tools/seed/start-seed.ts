import { randomBytes, randomInt } from "node:crypto";

import type { Runner } from "../../transports/runner";
import { beside, type SharedFile } from "../image-tree";
import { htpasswdLine } from "../registry";
import { offerFiles } from "./offer-files";

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

/** The one repository of a seed's registry. */
export const REPOSITORY = "tree";

/** The registry's program, where cluster images have it: a contract with images. */
export const SEED_PROGRAM = "cri/registry";

const USER = "seed";
/** A password of 192 random bits needs no slow hash, and the registry computes it for each request. */
const ROUNDS = 4;
/** Longest life of a seed that nobody ends, because the run was killed. */
const LIFE_S = 15 * 60;
const LIMIT_MS = 60_000;

/** The image's own registry, with read-only storage beside the tree; its files are links into the tree, so they take no space. */
const START = `
set -eu
umask 077
unit=$1 seed=$2 incoming=$3 tree=$4 name=$5 port=$6
program=$tree/${SEED_PROGRAM}
if [ -e "$incoming/${SEED_PROGRAM}" ]; then program=$incoming/${SEED_PROGRAM}; fi
rm -rf --one-file-system -- "$seed"
mkdir -p -- "$seed/storage"
cat >"$seed/htpasswd"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=${USER}" \\
  -addext "subjectAltName=$name" -keyout "$seed/key.pem" -out "$seed/certificate.pem" 2>/dev/null
cat >"$seed/config.yml" <<END
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $seed/storage, maxthreads: 100}, maintenance: {readonly: {enabled: true}}}
http: {addr: ":$port", tls: {certificate: $seed/certificate.pem, key: $seed/key.pem}}
auth: {htpasswd: {realm: seed, path: $seed/htpasswd}}
END
systemd-run --quiet --collect --unit="$unit" --property=RuntimeMaxSec=${LIFE_S} \\
  --property=ExecStopPost="/bin/rm -rf --one-file-system $seed" "$program" serve "$seed/config.yml"
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  if bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null; then cat "$seed/certificate.pem"; exit 0; fi
  sleep 0.2
done
systemctl stop "$unit" 2>/dev/null
exit 1`;

const STOP = `systemctl stop "$1" 2>/dev/null; rm -rf --one-file-system -- "$2"`;

/**
 * Starts the registry of the image that a host has, for the others. It ends by itself a quarter of an hour later.
 *
 * @throws where the host lacks OpenSSL, systemd or the program, or the port is taken: then nothing remains.
 */
export async function startSeed({ host, address, tree }: SeedPlace): Promise<Seed> {
  const id = randomBytes(4).toString("hex");
  const [unit, directory, port] = [
    `sealos-seed-${id}`,
    beside(tree, "seed"),
    randomInt(20_000, 32_000),
  ];
  const password = randomBytes(24).toString("hex");
  const stop = async (): Promise<void> => {
    await host.exec(["sh", "-c", STOP, "stop-seed", unit, directory]).catch(() => undefined);
  };
  const incoming = beside(tree, "incoming");
  const words = [unit, directory, incoming, tree, alternativeName(address), String(port)];
  const certificate = await host
    .exec(["sh", "-c", START, "start-seed", ...words], {
      stdin: `${await htpasswdLine(USER, password, ROUNDS)}\n`,
      timeoutMs: LIMIT_MS,
    })
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  const offered = new Set<string>();
  return {
    url: `https://${address.includes(":") ? `[${address}]` : address}:${port}/v2/${REPOSITORY}/blobs/sha256:`,
    user: USER,
    password,
    certificate: certificate.stdout,
    async offer(files) {
      const added = files.filter(({ digest }) => !offered.has(digest));
      await offerFiles(host, [incoming, tree], `${directory}/storage`, added);
      added.forEach(({ digest }) => offered.add(digest));
    },
    stop,
  };
}

function alternativeName(address: string): string {
  return /^[0-9.]+$|:/.test(address) ? `IP:${address}` : `DNS:${address}`;
}
