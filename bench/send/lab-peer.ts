import { execFileSync } from "node:child_process";
import type { Lab, LabHost } from "../../lab/open-lab";

const FASTEST = "aes128-gcm@openssh.com";

/** The OpenSSH programs against a host of a lab, as somebody would use them by hand. */
export interface Peer {
  /** Seconds that `tar | ssh tar` takes into a directory; `flushes` also waits for the disk, as we do. */
  tarOverSsh(root: string, target: string, flushes: boolean): number;
  /** Seconds that one SFTP session takes to copy a tree file by file. */
  fileByFile(root: string, target: string): number;
}

/** The peer for a host; known hosts and key are the lab's. */
export function openSshPeer({ inventory }: Lab, { address, keyPath, user }: LabHost): Peer {
  const options = `-F none -i ${keyPath} -o UserKnownHostsFile=${inventory.knownHosts} -o LogLevel=ERROR -c ${FASTEST}`;
  const login = `${user}@${address}`;
  return {
    tarOverSsh(root, target, flushes) {
      const flush = flushes ? ` && sync -f ${target}` : "";
      const receive = `mkdir -p ${target} && tar -C ${target} -xf -${flush}`;
      return timed(`tar -C ${root} -cf - . | ssh ${options} ${login} '${receive}'`);
    },
    fileByFile(root, target) {
      const batch = `printf '%s\\n' '-mkdir ${target}' 'put -r ${root}/. ${target}'`;
      return timed(`${batch} | sftp -q -b - ${options} ${login} >/dev/null`);
    },
  };
}

function timed(script: string): number {
  const begun = performance.now();
  execFileSync("bash", ["-o", "pipefail", "-ec", script], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return (performance.now() - begun) / 1000;
}
