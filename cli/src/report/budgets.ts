import * as z from "zod/mini";

const listType = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.optional(z.string()) }),
      status: z.optional(z.object({ disruptionsAllowed: z.optional(z.number()) })),
    }),
  ),
});

/** A disruption budget, and how many of its pods may go now. */
export interface Budget {
  /** `namespace/name`. */
  readonly name: string;
  readonly allowed: number;
}

/**
 * Reads the output of `kubectl get poddisruptionbudgets -A -o json`: a plan knows nothing of the pods that an upgrade moves.
 *
 * @throws Error that names the file, where it holds something else.
 */
export function readBudgets(text: string, file: string): readonly Budget[] {
  try {
    return listType
      .parse(JSON.parse(text))
      .items.map(({ metadata: { name, namespace = "default" }, status }) => ({
        name: `${namespace}/${name}`,
        allowed: status?.disruptionsAllowed ?? 0,
      }));
  } catch (cause) {
    throw new Error(
      `${file}: this is no list of disruption budgets. Make one: kubectl get poddisruptionbudgets -A -o json > budgets.json.`,
      { cause },
    );
  }
}
