import { KUBEFILES } from "../../domain/build/build-spec";
import type { Issue } from "../../domain/issue";
import { ToolError } from "../tool-error";

/** The context is not there, or not a directory. */
export function contextMissing(host: string, context: string): ToolError {
  return refuse(
    host,
    "Context Not Found",
    "context",
    `context: ${context} is no directory on ${host}, where Terraform runs. Correct the path; a relative one is taken from the root module.`,
  );
}

/** The context has no file that says how to build. */
export function kubefileMissing(
  host: string,
  context: string,
  asked: string | undefined,
): ToolError {
  return asked === undefined
    ? refuse(
        host,
        "No Kubefile In The Context",
        "context",
        `context: ${context} holds none of ${KUBEFILES.join(", ")}. Add a Kubefile, or say in kubefile what it is called.`,
      )
    : refuse(
        host,
        "Kubefile Not Found",
        "kubefile",
        `kubefile: ${asked} is no file below ${context}. Correct the path, or leave it out for one of ${KUBEFILES.join(", ")}.`,
      );
}

/** A path of the context that no image can hold. */
export function contextRefused(host: string, path: string, rule: string): ToolError {
  return refuse(
    host,
    "Context Cannot Be Sent",
    "context",
    `context: ${JSON.stringify(path)}: ${rule}. Remove it, or name it in .containerignore.`,
  );
}

/** A rule of the domain was broken by what the context holds. */
export function contextWrong(host: string, issue: Issue): ToolError {
  return new ToolError("build-context", host, issue);
}

/** Charts are there, and nothing that renders them. */
export function helmMissing(host: string, chart: string): ToolError {
  return refuse(
    host,
    "Helm Is Missing",
    "collect_images",
    `collect_images: ${chart} can only be searched for images by helm, which is not installed on ${host}, where Terraform runs. Install helm there; or list the images in images/shim/ and leave "charts" out of collect_images.`,
  );
}

/** helm refuses a chart. */
export function chartUnreadable(host: string, chart: string, said: string): ToolError {
  return refuse(
    host,
    "Chart Cannot Be Rendered",
    "context",
    `context: helm cannot render ${chart}: ${said.trim().split("\n").at(-1) ?? ""}. Correct the chart or the values file beside it; or list the images in images/shim/ and leave "charts" out of collect_images.`,
    said,
  );
}

function refuse(
  host: string,
  summary: string,
  attribute: string,
  detail: string,
  said = "",
): ToolError {
  const issue = { severity: "error", summary, detail, attribute: [attribute] } as const;
  return new ToolError("build-context", host, issue, said);
}
