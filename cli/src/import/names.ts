/** Hands out names that are taken once: the wish, else the wish with a number. */
export type Names = (wish: string) => string;

/** What a stack already uses, and words that TypeScript keeps to itself. */
const TAKEN =
  "stacks stack cluster kubeadmConfig App Cluster Fn Host Stacks break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with await yield let static implements interface package private protected public".split(
    " ",
  );

/** Makes {@link Names} for the variables of one stack. */
export function createNames(): Names {
  const taken = new Set(TAKEN);
  return (wish) => {
    let name = wish;
    for (let number = 2; taken.has(name); number += 1) name = `${wish}${number}`;
    taken.add(name);
    return name;
  };
}

/** A name as a variable: `cp-1` is `cp1`, `10.0.0.1` is `_10001`. */
export function camelCase(name: string): string {
  const camel = name
    .replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_all, next: string) => next.toUpperCase())
    .replace(/[^A-Za-z0-9]/g, "");
  return /^[A-Za-z]/.test(camel) ? camel : `_${camel}`;
}

/** A name as one of Terraform's: `cp-1` is `cp_1`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
