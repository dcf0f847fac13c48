import type { Issue } from "./issue";

/** Names and their values, as templates and scripts of an image see them. */
export type Environment = Readonly<Record<string, string>>;

/** Names that only the provider and the image itself set. */
const RESERVED_PREFIX = "SEALOS_SYS";

/** The words that images know for roles of a host; free tags stay as they are. */
const SEALOS_ROLES: Readonly<Record<string, string>> = {
  "control-plane": "master",
  worker: "node",
};

/** The sources of a host's environment, each overriding those before it. */
export interface EnvironmentLayers {
  /** ENV of the image under the mount's own `env`: {@link mountEnvironment}. */
  readonly mount: Environment;
  /** `env` of the cluster, or of the provider. */
  readonly cluster?: Environment;
  readonly host?: Environment;
  /** The provider's own names: {@link builtInEnvironment}. */
  readonly builtIn?: Environment;
}

/**
 * The environment of one host: image ENV < mount env < cluster env < host env < built-in names.
 * A cluster or host must not set a name that starts with `SEALOS_SYS`: it is left out with a warning.
 */
export function templateEnvironment(layers: EnvironmentLayers): {
  readonly env: Environment;
  readonly warnings: readonly Issue[];
} {
  const cluster = withoutReserved("cluster", layers.cluster ?? {});
  const host = withoutReserved("host", layers.host ?? {});
  return {
    env: { ...layers.mount, ...cluster.env, ...host.env, ...layers.builtIn },
    warnings: [...cluster.warnings, ...host.warnings],
  };
}

/** ENV of an image (`K=V` lines, PATH left out) overlaid with the env of its mount. */
export function mountEnvironment(imageEnv: readonly string[], mountEnv: Environment): Environment {
  const pairs = imageEnv.map(splitAssignment).filter(([name]) => name !== "PATH" && name !== "");
  return { ...Object.fromEntries(pairs), ...mountEnv };
}

/** The names that images may rely on; a name whose value is not known is left out. */
export function builtInEnvironment(facts: {
  readonly kubernetesVersion: string | undefined;
  readonly productVersion: string;
  /** Roles in the words of the product; `control-plane` becomes `master`, `worker` becomes `node`. */
  readonly roles: readonly string[];
  /** `amd64` or `arm64`, the last word of the run mode. */
  readonly arch: string;
}): Environment {
  const { kubernetesVersion } = facts;
  return {
    ...(kubernetesVersion === undefined ? {} : { SEALOS_SYS_KUBE_VERSION: kubernetesVersion }),
    SEALOS_SYS_SEALOS_VERSION: facts.productVersion,
    SEALOS_SYS_RUN_MODE: [
      ...facts.roles.map((role) => SEALOS_ROLES[role] ?? role),
      facts.arch,
    ].join(","),
  };
}

/** The object a template starts from: every name at the top, and all of them again as `.Env` and `.Values`. */
export function templateRoot(env: Environment): Readonly<Record<string, unknown>> {
  return { ...env, Env: env, Values: env };
}

/** What of an environment a cluster or a host may set: all but the names that start with `SEALOS_SYS`. */
export function settableEnvironment(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isReserved(name)));
}

function isReserved(name: string): boolean {
  return name.startsWith(RESERVED_PREFIX);
}

function withoutReserved(owner: string, env: Environment): { env: Environment; warnings: Issue[] } {
  const reserved = Object.keys(env).filter(isReserved);
  return {
    env: settableEnvironment(env),
    warnings: reserved.map((name) => ({
      severity: "warning",
      summary: `Reserved Name ${name} In ${owner === "host" ? "Host" : "Cluster"} Environment`,
      detail: `env of the ${owner}: ${name} is left out. Names that start with ${RESERVED_PREFIX} belong to the image and the provider; choose another name.`,
      attribute: ["env", name],
    })),
  };
}

function splitAssignment(line: string): [string, string] {
  const at = line.indexOf("=");
  return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
