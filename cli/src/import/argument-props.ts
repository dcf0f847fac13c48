import type { JsonValue } from "../../../provider/src/domain/json";
import { isFields, isList, type Fields } from "../../../provider/src/domain/kubeadm/fields";
import { code, type Value } from "./source";

/** Arguments of a resource as props of its construct, those that are null or named in `without` left out. */
export function argumentProps(
  fields: Fields,
  without: readonly string[] = [],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => value !== null && !without.includes(name))
      .map(([name, value]) => [camelCase(name), propOf(name, value)]),
  );
}

/** Maps whose keys are the practitioner's own. */
const FREE = ["env", "labels", "triggers"];

/** Arguments whose values are enums of the construct library. */
const ENUMS: Readonly<Record<string, string>> = {
  mode: "EndpointMode",
  strategy: "ConfigStrategy",
  effect: "TaintEffect",
  drift_check: "DriftCheck",
};

function propOf(name: string, value: JsonValue): Value {
  const family = ENUMS[name];
  if (family !== undefined && typeof value === "string") return enumMember(family, value);
  if (isList(value)) return value.map((entry) => propOf("", entry));
  if (!isFields(value)) return value;
  return FREE.includes(name) ? value : argumentProps(value);
}

/** `no_schedule`, `NoSchedule` and `no-schedule` are all `FAMILY.NO_SCHEDULE`. */
export function enumMember(family: string, value: string): Value {
  const member = value.replace(/([a-z])([A-Z])/g, "$1_$2").replace(/-/g, "_");
  return code(`${family}.${member.toUpperCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
