import { isInteger, isMap, isNothing, nilMap, typeName, type GoMap, type Value } from "./values";

/** The form in which a function gets an argument, by the Go type of its parameter. */
export interface ParameterTypes {
  /** interface {}: any value; no value arrives as null. */
  readonly any: Value;
  readonly string: string;
  /** int, and no other integer type, as Go insists. */
  readonly int: number;
  readonly bool: boolean;
  readonly float64: number;
  /** map[string]interface {}, and not map[string]string. */
  readonly map: GoMap;
}

/** The Go types that template functions take. */
export type ParameterType = keyof ParameterTypes;

/** An argument in the form its parameter asks for. */
export type Argument = ParameterTypes[ParameterType];

/** A function that templates can call, with the parameter types that Go would check. */
export interface TemplateFunction {
  readonly parameters: readonly ParameterType[];
  /** The type of any further arguments; undefined when there may be none. */
  readonly rest: ParameterType | undefined;
  /** Gets admitted arguments; what it throws becomes an error at the call's position. */
  readonly call: (args: readonly Argument[]) => Value;
  /** Set for `or` (true) and `and` (false): the truth that ends the evaluation of further arguments. */
  readonly stopsAt?: boolean;
  /** Throws when literal arguments show already in the source that the call is not supported. */
  readonly checkLiterals?: (literals: readonly (string | undefined)[]) => void;
}

type Arguments<Types extends readonly ParameterType[]> = {
  readonly [Index in keyof Types]: ParameterTypes[Types[Index]];
};

/** Declares a function with fixed parameters. */
export function fn<const Types extends readonly ParameterType[]>(
  parameters: Types,
  call: (...args: Arguments<Types>) => Value,
): TemplateFunction {
  return {
    parameters,
    rest: undefined,
    call: (args) => call(...(args as unknown as Arguments<Types>)),
  };
}

/** Declares a function with fixed parameters and any number of further arguments of one type. */
export function variadic<const Types extends readonly ParameterType[], Rest extends ParameterType>(
  parameters: Types,
  rest: Rest,
  call: (...args: [...Arguments<Types>, ...ParameterTypes[Rest][]]) => Value,
): TemplateFunction {
  type All = [...Arguments<Types>, ...ParameterTypes[Rest][]];
  return { parameters, rest, call: (args) => call(...(args as unknown as All)) };
}

/** The Go name of a parameter's type. */
export function parameterTypeName(type: ParameterType): string {
  if (type === "any") return "interface {}";
  return type === "map" ? "map[string]interface {}" : type;
}

/**
 * Checks a value against a parameter's type and gives it the form of an argument; throws a
 * TypeError.
 */
export function admit(type: ParameterType, value: Value): Argument {
  if (type === "any") return value ?? null;
  if (type === "map" && value === undefined) return nilMap();
  if (type === "map" && isMap(value) && value.element === "interface {}") return value;
  if (type === "string" && typeof value === "string") return value;
  if (type === "bool" && typeof value === "boolean") return value;
  if (type === "float64" && typeof value === "number") return value;
  if (type === "int" && isInteger(value) && value.type === "int") return Number(value.value);
  const wanted = parameterTypeName(type);
  if (isNothing(value)) throw new TypeError(`there is no value where a ${wanted} is expected`);
  throw new TypeError(`expected a value of type ${wanted}, got ${typeName(value)}`);
}
