export { isTemplateError, type TemplateError } from "./errors";
export { yamlFunctions } from "./functions/yaml";
export type { Template } from "./parse";
export {
  parseTemplate,
  renderTemplate,
  renderText,
  type ParseOptions,
  type RenderOptions,
} from "./render";
export type { MissingKey } from "./scope";
export type { TemplateFunction } from "./signature";
