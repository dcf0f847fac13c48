import { fn, type TemplateFunction } from "../signature";
import { deepEqual, kindName, typeName } from "../values";

/** sprig's questions about a value's Go type. */
export const kindFunctions: Readonly<Record<string, TemplateFunction>> = {
  typeOf: fn(["any"], typeName),
  typeIs: fn(["string", "any"], (target, value) => target === typeName(value)),
  typeIsLike: fn(["string", "any"], (target, value) =>
    [target, `*${target}`].includes(typeName(value)),
  ),
  kindOf: fn(["any"], kindName),
  kindIs: fn(["string", "any"], (target, value) => target === kindName(value)),
  deepEqual: fn(["any", "any"], deepEqual),
};
