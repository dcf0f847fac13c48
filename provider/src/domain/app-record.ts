import { sha256Hex } from "../lib/hash";

/**
 * What a cluster knows of an application that is installed on it: whose it is, where its files are, how far it is. Kept in
 * the cluster itself, one ConfigMap of `kube-system` an application, so that its name has one owner whoever asks, and so that
 * it outlives the control plane where it was installed. Holds no secrets.
 */
export interface AppRecord {
  readonly name: string;
  /** Id of the `sealos_app` object that owns it. */
  readonly generation: string;
  /** Who installed it first, `user@machine run`. */
  readonly installedBy: string;
  /** When that was, ISO 8601. */
  readonly installedAt: string;
  /** The image, as the practitioner named it. */
  readonly image: string;
  /** machine-id of the control plane that holds its files and runs its commands. */
  readonly home: string;
  /** Whether it was ever complete. What never was belongs to whoever goes on with it. */
  readonly wasComplete: boolean;
  /** Input digests of the steps that are done. */
  readonly finished: Readonly<Record<string, string>>;
}

const KEY = "app.json";
const PREFIX = "cdktf-sealos-app-";

/** Name of the ConfigMap of an application. Kubernetes takes fewer names than we do: others get one from their digest. */
export function appRecordName(app: string): string {
  const isPlain = /^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/.test(app);
  return `${PREFIX}${isPlain ? app : `x.${sha256Hex(app).slice(0, 16)}`}`;
}

/** The ConfigMap that holds a record, as JSON. */
export function formatAppRecord(record: AppRecord): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: appRecordName(record.name), namespace: "kube-system" },
    data: { [KEY]: JSON.stringify(record) },
  });
}

/** Reads the data of the ConfigMap; undefined when it holds no record. */
export function parseAppRecord(
  data: Readonly<Record<string, string>> | undefined,
): AppRecord | undefined {
  const text = data?.[KEY];
  return text === undefined ? undefined : (JSON.parse(text) as AppRecord);
}
