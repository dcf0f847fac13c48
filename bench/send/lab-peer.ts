import { execFileSync } from "node:child_process";
import type { Lab, LabHost } from "../../lab/open-lab";

const FASTEST = "aes128-gcm@openssh.com";

/** Where an sshd answers. */
export interface Way {
  readonly address: string;
  readonly port: number;
}

export interface TarOptions {
  /** Whether it waits for the disk, as we do. Default false. */
  readonly flushes?: boolean;
  /** Whether ssh compresses. Default false. */
  readonly compresses?: boolean;
}

/** The OpenSSH programs against a host of a lab, as somebody would use them by hand. */
export interface Peer {
  /** Seconds that `tar | ssh tar` takes into a directory. */
  tarOverSsh(root: string, target: string, how?: TarOptions): number;
  /** Seconds that one SFTP session takes to copy a tree file by file. */
  fileByFile(root: string, target: string): number;
}

/** The peer for a host, reached by some way to its sshd; known hosts and key are the lab's. */
export function openSshPeer({ inventory }: Lab, host: LabHost, way: Way): Peer {
  const trust = `-o UserKnownHostsFile=${inventory.knownHosts} -o HostKeyAlias=${host.address}`;
  const options = `-F none -i ${host.keyPath} ${trust} -o Port=${way.port} -o LogLevel=ERROR -c ${FASTEST}`;
  const login = `${host.user}@${way.address}`;
  return {
    tarOverSsh(root, target, { flushes = false, compresses = false } = {}) {
      const flush = flushes ? ` && sync -f ${target}` : "";
      const receive = `mkdir -p ${target} && tar -C ${target} -xf -${flush}`;
      return timed(
        `tar -C ${root} -cf - . | ssh ${compresses ? "-C " : ""}${options} ${login} '${receive}'`,
      );
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
