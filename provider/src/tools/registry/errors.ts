import { ToolError } from "../tool-error";

/** The machine lacks the distribution registry, and it is not there to be fetched. */
export function registryMissing(host: string, tried: string): ToolError {
  return refuse(
    host,
    "Registry Program Is Missing",
    `${host}: docker-registry is not installed, and container images cannot be collected without it. ${tried} Put docker-registry 2.8 or newer on that machine's path, or set collect_images to [] and bring registry/ in the context.`,
  );
}

/** The registry ended before it listened. */
export function registryDidNotStart(host: string, said: string): ToolError {
  return refuse(
    host,
    "Registry Did Not Start",
    `${host}: docker-registry, which collects the container images, ended at once: ${said}. Mend what it names and apply again.`,
    said,
  );
}

function refuse(host: string, summary: string, detail: string, said = ""): ToolError {
  return new ToolError("registry", host, { severity: "error", summary, detail }, said);
}
