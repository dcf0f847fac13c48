import { formatAppRecord, type AppRecord } from "../../domain/app-record";
import { putObject } from "../../tools/kubectl";
import { readAppRecord } from "../app-home";
import type { HostSession } from "../context";
import type { PipelineEnvironment } from "../environment";

/** An application that was adopted, and what was found done. */
export type AppTakeOver = Pick<AppRecord, "name" | "generation" | "image" | "home" | "finished">;

/** Lets the cluster know whose an adopted application is. Does nothing where it has an owner already. */
export async function takeOverApp(
  { clock }: PipelineEnvironment,
  api: HostSession,
  adopted: AppTakeOver,
): Promise<void> {
  if ((await readAppRecord(api, adopted.name)) !== undefined) return;
  await putObject(
    api,
    formatAppRecord({
      ...adopted,
      installedBy: "an import",
      installedAt: clock().toISOString(),
      wasComplete: true,
    }),
  );
}
