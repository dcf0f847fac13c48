import { isToolError } from "../../../provider/src/tools/tool-error";

/** What a practitioner would read: `Summary | detail`; of any other failure, its message, marked as such. */
export function describeRefusal(error: unknown): string {
  if (isToolError(error)) return `${error.issue.summary} | ${error.issue.detail}`;
  return `not a ToolError: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
}
