import type * as z from "zod/mini";
import type { MaybePromise } from "./resource";
import type { Leaf } from "./schema/attribute";
import type { DeepReadonly } from "./schema/values-of";

/** A pure function, `provider::NAME::FUNCTION(…)`: no configuration, no I/O, equal results for equal arguments. */
export interface ProviderFunction<
  Parameters extends FunctionParameters = FunctionParameters,
  Variadic extends Leaf = Leaf,
  Returns extends Leaf = Leaf,
> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly deprecated?: string;
  /** In the order of the call. Names that are whole numbers would lose that order and are refused. */
  readonly parameters: Parameters;
  readonly variadic?: NamedParameter<Variadic>;
  readonly returns: Returns;
  call(
    parameters: Arguments<Parameters>,
    variadic: readonly DeepReadonly<z.output<Variadic>>[],
  ): MaybePromise<FunctionOutcome<Returns>>;
}

/** Parameters by name. */
export type FunctionParameters = Readonly<Record<string, FunctionParameterDefinition>>;

/** One parameter. A nullable zod type lets null through to the function. */
export interface FunctionParameterDefinition<H extends Leaf = Leaf> {
  readonly shape: H;
  readonly description: string;
}

/** The parameter that takes all further arguments. */
export interface NamedParameter<H extends Leaf = Leaf> extends FunctionParameterDefinition<H> {
  readonly name: string;
}

/** A result, or why there is none and which argument is to blame. */
export type FunctionOutcome<Returns extends Leaf> =
  | { readonly result: DeepReadonly<z.output<Returns>> }
  | { readonly error: { readonly text: string; readonly parameter?: string } };

type Arguments<Parameters extends FunctionParameters> = {
  readonly [Name in keyof Parameters]: DeepReadonly<z.output<Parameters[Name]["shape"]>>;
};

/** Declares a parameter. */
export function parameter<H extends Leaf>(
  shape: H,
  options: { readonly description: string },
): FunctionParameterDefinition<H> {
  return { shape, ...options };
}

/** Declares a function. */
export function defineFunction<
  Parameters extends FunctionParameters,
  Returns extends Leaf,
  Variadic extends Leaf = Leaf,
>(
  definition: ProviderFunction<Parameters, Variadic, Returns>,
): ProviderFunction<Parameters, Variadic, Returns> {
  return definition;
}
