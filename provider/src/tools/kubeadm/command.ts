import type { Argv } from "../../transports/runner";

/** Checks of kubeadm that the kernels of containers and of some distributions fail without harm. */
export const IGNORED_PREFLIGHT_ERRORS: readonly string[] = ["SystemVerification"];

export interface PreflightOptions {
  /** Default {@link IGNORED_PREFLIGHT_ERRORS}. */
  readonly ignoredPreflightErrors?: readonly string[];
}

/** Prints the version of kubeadm; read it with `parseVersion`. */
export function versionCommand(): Argv {
  return ["kubeadm", "version", "--output=short"];
}

/** Prints the images of a control plane, one a line; read them with `parseImages`. */
export function listImagesCommand(configPath: string): Argv {
  return ["kubeadm", "config", "images", "list", `--config=${configPath}`];
}

/**
 * Pulls the images of a control plane through the container runtime. Takes as long as the network does. `program` is the
 * kubeadm to use, default the installed one.
 */
export function pullImagesCommand(configPath: string, program = "kubeadm"): Argv {
  return [program, "config", "images", "pull", `--config=${configPath}`];
}

/** Makes the first control plane. Takes minutes; prints no token and no certificate key. */
export function initCommand(configPath: string, options: PreflightOptions = {}): Argv {
  return [
    "kubeadm",
    "init",
    `--config=${configPath}`,
    "--skip-token-print",
    "--skip-certificate-key-print",
    ...ignoring(options),
  ];
}

/** Makes a host a node, by the documents at `configPath`. Takes minutes. */
export function joinCommand(configPath: string, options: PreflightOptions = {}): Argv {
  return ["kubeadm", "join", `--config=${configPath}`, ...ignoring(options)];
}

/**
 * Stores the certificates of a control plane in the cluster, for two hours, encrypted by the certificate
 * key of the documents; where they have none, a new key is printed: read it with `parseCertificateKey`.
 */
export function uploadCertificatesCommand(configPath: string): Argv {
  return ["kubeadm", "init", "phase", "upload-certs", "--upload-certs", `--config=${configPath}`];
}

/** Makes a join token that lives for `ttl` (`2h`); read the answer with `parseJoinCommand`. */
export function createTokenCommand(ttl: string): Argv {
  return ["kubeadm", "token", "create", `--ttl=${ttl}`, "--print-join-command"];
}

/** Takes a join token back. `tokenId` is the part before the dot, which is no secret. */
export function deleteTokenCommand(tokenId: string): Argv {
  return ["kubeadm", "token", "delete", tokenId];
}

export interface ResetOptions extends PreflightOptions {
  /** Needed where a host has more than one container runtime. */
  readonly criSocket?: string | undefined;
}

/** No such file, so kubeadm asks no API. */
const NOBODY = "/etc/kubernetes/nobody.conf";

/**
 * Undoes init and join on a host alone: stops its pods, removes certificates and data, those of etcd too. What the cluster knows of the host
 * is for others to remove beforehand; a reset that asks an API whose etcd is gone waits for minutes. Leaves CNI configuration, iptables
 * chains and IPVS tables.
 */
export function resetCommand(options: ResetOptions = {}): Argv {
  const { criSocket } = options;
  return [
    "kubeadm",
    "reset",
    "--force",
    `--kubeconfig=${NOBODY}`,
    ...(criSocket === undefined ? [] : [`--cri-socket=${criSocket}`]),
    ...ignoring(options),
  ];
}

/** Checks of `kubeadm upgrade apply` that fail without harm: its test job finds no place on a cluster that is being drained. */
const IGNORED_UPGRADE_ERRORS: readonly string[] = [...IGNORED_PREFLIGHT_ERRORS, "CreateJob"];

/**
 * Brings the first control plane, and what all nodes share, to a version. `program` is the kubeadm of that version. Takes
 * minutes; when it fails, kubeadm itself puts the old control plane back.
 */
export function upgradeApplyCommand(program: string, version: string): Argv {
  const options = { ignoredPreflightErrors: IGNORED_UPGRADE_ERRORS };
  return [program, "upgrade", "apply", version, "--yes", ...ignoring(options)];
}

/** Brings any further node to the version that the cluster was brought to before, by the kubeadm of that version. */
export function upgradeNodeCommand(program: string): Argv {
  return [program, "upgrade", "node"];
}

/** Prints when the certificates of a control plane end; read them with `parseCertificateExpirations`. */
export function certificateExpirationCommand(): Argv {
  return ["kubeadm", "certs", "check-expiration"];
}

/** Prints when the certificate in a file ends; read it with `parseCertificateEnd`. Wants openssl on the host. */
export function certificateEndCommand(path: string): Argv {
  return ["openssl", "x509", "-noout", "-enddate", "-in", path];
}

function ignoring({
  ignoredPreflightErrors = IGNORED_PREFLIGHT_ERRORS,
}: PreflightOptions): readonly string[] {
  return ignoredPreflightErrors.length === 0
    ? []
    : [`--ignore-preflight-errors=${ignoredPreflightErrors.join(",")}`];
}
