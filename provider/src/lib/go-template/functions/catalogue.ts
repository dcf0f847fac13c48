import type { TemplateFunction } from "../signature";
import { builtinFunctions } from "./builtins";
import { comparisonFunctions } from "./comparison";
import { conversionFunctions } from "./conversions";
import { defaultFunctions } from "./defaults";
import { dictFunctions } from "./dicts";
import { encodingFunctions } from "./encoding";
import { jsonFunctions } from "./json";
import { kindFunctions } from "./kinds";
import { listFunctions } from "./lists";
import { mathFunctions } from "./math";
import { pathFunctions } from "./paths";
import { regexFunctions } from "./regex";
import { semverFunctions } from "./semver";
import { stringCaseFunctions } from "./string-case";
import { stringFunctions } from "./strings";

/** Every function of text/template and sprig that the engine has, with `extra` on top, by name. */
export function catalogue(
  extra: Readonly<Record<string, TemplateFunction>>,
): ReadonlyMap<string, TemplateFunction> {
  return new Map([...families, extra].flatMap((family) => Object.entries(family)));
}

const families: readonly Readonly<Record<string, TemplateFunction>>[] = [
  builtinFunctions,
  comparisonFunctions,
  conversionFunctions,
  defaultFunctions,
  dictFunctions,
  encodingFunctions,
  jsonFunctions,
  kindFunctions,
  listFunctions,
  mathFunctions,
  pathFunctions,
  regexFunctions,
  semverFunctions,
  stringCaseFunctions,
  stringFunctions,
];
