/** One step of a path: an attribute name, a list index, or a map key. Set elements cannot be addressed. */
export type PathStep = string | number | { readonly key: string };

/** The way from the root of a resource, data source or provider configuration to one value. */
export type AttributePath = readonly PathStep[];

/** Writes a path as in the Terraform language: `registry.port`, `images[0]`, `env["A"]`. The root is `""`. */
export function formatPath(path: AttributePath): string {
  return path.map((step, index) => formatStep(step, index === 0)).join("");
}

function formatStep(step: PathStep, isFirst: boolean): string {
  if (typeof step === "number") return `[${step}]`;
  if (typeof step === "string") return isFirst ? step : `.${step}`;
  return `[${JSON.stringify(step.key)}]`;
}

/** Tells whether two paths lead to the same place. */
export function isSamePath(left: AttributePath, right: AttributePath): boolean {
  return (
    left.length === right.length && left.every((step, index) => isSameStep(step, right[index]))
  );
}

function isSameStep(left: PathStep, right: PathStep | undefined): boolean {
  if (typeof left === "object" && typeof right === "object") return left.key === right.key;
  return left === right;
}
