import { decodeImageMount, type ImageMount } from "./image-mount";
import type { JsonValue } from "./json";
import { isFields, isList, type Fields } from "./kubeadm/fields";

/**
 * What the configuration said of an object, as it is remembered for an import. Values that may be secret are not in it; what is
 * left out is listed, so that nobody takes the rest for the whole.
 */
export interface Declared {
  readonly format: 1;
  /** Arguments by name; a mount is an object with the members of `ImageMount`. */
  readonly attributes: Fields;
  /** Arguments of which a part was left out. */
  readonly incomplete: readonly string[];
}

/** Whether a setting of this name may hold a secret: its value is to be found on no host and in no file. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

const SECRET = /pass|secret|token|credential|private|key$/i;

/** What may be remembered of these arguments. `mounts` names those that hold image mounts, one or a list. */
export function declaredOf(attributes: Fields, mounts: readonly string[]): Declared {
  const entries = Object.entries(attributes).map(([name, value]) => {
    if (mounts.includes(name)) return [name, withoutSecretEnv(value), false] as const;
    if (name !== "env" || !isFields(value)) return [name, value, false] as const;
    const open = openPart(value);
    return [name, open, Object.keys(open).length < Object.keys(value).length] as const;
  });
  return {
    format: 1,
    attributes: Object.fromEntries(entries.map(([name, value]) => [name, value])),
    incomplete: entries.filter(([, , isIncomplete]) => isIncomplete).map(([name]) => name),
  };
}

/** A mount whose environment lacks the values that may be secret: those are still the image's own, or the practitioner's. */
export interface OpenMount extends ImageMount {
  readonly withheld: readonly string[];
}

/** The mount that an open one stands for, when the environment of its image is `imageEnv`; undefined when it says more. */
export function closeMount(
  { withheld, ...mount }: OpenMount,
  imageEnv: Readonly<Record<string, string>>,
): ImageMount | undefined {
  const missing = withheld.filter((name) => !(name in imageEnv));
  if (missing.length > 0) return undefined;
  const env = Object.fromEntries(withheld.map((name) => [name, imageEnv[name] ?? ""]));
  return { ...mount, env: { ...mount.env, ...env } };
}

/** Reads what {@link declaredOf} wrote; undefined when the text is something else. */
export function parseDeclared(text: string): Declared | undefined {
  try {
    const value = JSON.parse(text) as Partial<Declared>;
    return value.format === 1 && value.attributes !== undefined ? (value as Declared) : undefined;
  } catch {
    return undefined;
  }
}

function withoutSecretEnv(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutSecretEnv);
  const mount = typeof value === "string" ? decodeImageMount(value) : undefined;
  if (mount === undefined) return value;
  const env = openPart(mount.env);
  const withheld = Object.keys(mount.env).filter((name) => !(name in env));
  return JSON.parse(JSON.stringify({ ...mount, env, withheld })) as JsonValue;
}

function openPart(env: Fields): Fields {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSecretName(name)));
}
