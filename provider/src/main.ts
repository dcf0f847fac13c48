import { serve } from "../sdk/protocol/serve";
import type * as compiled from "./compose/schema";
import type * as composition from "./compose/server";
import type * as telemetry from "./compose/telemetry/create-telemetry";
import { wantsTelemetry } from "./compose/telemetry/switch";
import { PROVIDER_ADDRESS } from "./domain/product";

const lastWork: (() => Promise<void>)[] = [];

// Nothing but the wire is loaded before the handshake: Terraform starts a provider four times in one apply.
void serve({
  address: PROVIDER_ADDRESS,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  loadSchema: () => (require("./compose/schema") as typeof compiled).schemaDescription,
  loadServer: () =>
    loadComposition().createServer({
      loadTelemetry: wantsTelemetry(process.env) ? loadTelemetry : undefined,
      atExit: (work) => void lastWork.push(async () => work()),
    }),
  beforeExit: async () => {
    await Promise.all(lastWork.map((work) => work()));
  },
});

function loadComposition(): typeof composition {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  return require("./compose/server") as typeof composition;
}

function loadTelemetry(): typeof telemetry {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  return require("./compose/telemetry/create-telemetry") as typeof telemetry;
}
