const PLACEHOLDER =
  /\$(?:\$|\((?<round>[A-Za-z_]\w*)\)|\{(?<curly>[A-Za-z_]\w*)\}|(?<bare>[A-Za-z_]\w*))/g;

/**
 * Fills in `$(NAME)`, `${NAME}` and `$NAME` in ENTRYPOINT, CMD and label values, as sealos does: an unknown name stays as
 * `$(NAME)`, `$$` stands for a dollar sign.
 */
export function expandPlaceholders(
  text: string,
  environment: Readonly<Record<string, string>>,
): string {
  return text.replace(PLACEHOLDER, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    const name = groups["round"] ?? groups["curly"] ?? groups["bare"];
    if (name === undefined) return "$";
    return (Object.hasOwn(environment, name) ? environment[name] : undefined) ?? `$(${name})`;
  });
}
