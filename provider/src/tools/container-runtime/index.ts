import type { QueryRunner } from "../../transports/runner";

/** The container runtime of a host, as kubeadm must be told of it. */
export interface ContainerRuntime {
  /** Path of its socket. */
  readonly socket: string;
  /** `systemd` or `cgroupfs`, where the configuration says. */
  readonly cgroupDriver: string | undefined;
  /** Socket of image-cri-shim, where the image brought one. */
  readonly imageServiceSocket: string | undefined;
}

// Sockets that sealos knows, in its order.
const SOCKETS = [
  "/var/run/cri-dockerd.sock",
  "/run/containerd/containerd.sock",
  "/var/run/crio/crio.sock",
];
const IMAGE_SHIM = "/var/run/image-cri-shim.sock";

const SCRIPT = `
for socket do [ -S "$socket" ] && echo "socket $socket"; done
[ -e /etc/containerd/config.toml ] && sed -n 's/^[[:space:]]*SystemdCgroup[[:space:]]*=[[:space:]]*\\(true\\|false\\).*/systemd \\1/p' /etc/containerd/config.toml
exit 0`;

/** Finds the runtime that an image installed; undefined when a host has none. */
export async function findContainerRuntime(
  runner: QueryRunner,
): Promise<ContainerRuntime | undefined> {
  const { stdout } = await runner.query(["sh", "-c", SCRIPT, "sh", ...SOCKETS, IMAGE_SHIM]);
  return parseContainerRuntime(stdout);
}

/** Reads the answer of the host; pure. */
export function parseContainerRuntime(stdout: string): ContainerRuntime | undefined {
  const values = (key: string): readonly string[] =>
    stdout
      .split("\n")
      .filter((line) => line.startsWith(`${key} `))
      .map((line) => line.slice(key.length + 1));
  const sockets = values("socket");
  const socket = sockets.find((path) => path !== IMAGE_SHIM);
  if (socket === undefined) return undefined;
  const systemd = values("systemd").at(-1);
  return {
    socket,
    cgroupDriver: systemd === undefined ? undefined : systemd === "true" ? "systemd" : "cgroupfs",
    imageServiceSocket: sockets.includes(IMAGE_SHIM) ? IMAGE_SHIM : undefined,
  };
}
