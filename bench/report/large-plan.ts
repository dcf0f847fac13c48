import { readFileSync } from "node:fs";
import { join } from "node:path";

interface PlanJson {
  readonly resource_changes: readonly { readonly address: string; readonly name: string }[];
  readonly configuration: { root_module: { resources: readonly { readonly address: string }[] } };
}

/** A recorded plan that adds a worker, made one that adds so many: same shape, as many objects. */
export function largePlan(hosts: number): string {
  const plan = JSON.parse(
    readFileSync(join(__dirname, "../../test/plans/add-worker.json"), "utf8"),
  ) as PlanJson;
  const isNew = ({ address }: { readonly address: string }) => address.endsWith(".worker-3");
  const many = <T extends { readonly address: string }>(all: readonly T[]): readonly T[] => [
    ...all.filter((one) => !isNew(one)),
    ...Array.from({ length: hosts }, (_, index) => index + 3).flatMap((number) =>
      all.filter(isNew).map((one) => renamed(one, number)),
    ),
  ];
  const { root_module: root } = plan.configuration;
  return JSON.stringify({
    ...plan,
    resource_changes: many(plan.resource_changes),
    configuration: {
      ...plan.configuration,
      root_module: { ...root, resources: many(root.resources) },
    },
  });
}

function renamed<T>(value: T, number: number): T {
  const address = `198.18.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll("worker-3", `worker-${number}`)
      .replaceAll("192.0.2.16", address),
  ) as T;
}
