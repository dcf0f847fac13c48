// A provider without author API and zod, written against the server contract alone, to test the wire by itself.
import { serve } from "../../../../provider/sdk/protocol/serve";
import type { ServeOptions } from "../../../../provider/sdk/protocol/serve";

// What some library might do while it is loaded; must not disturb the handshake.
setImmediate(() => console.log("printed by mistake"));

void serve({
  address: "registry.terraform.io/acme/plain",
  /* eslint-disable @typescript-eslint/no-require-imports */
  loadSchema: () =>
    (require("./schema") as { plainSchema: ReturnType<ServeOptions["loadSchema"]> }).plainSchema,
  loadServer: () =>
    (require("./server") as { createPlainServer: ServeOptions["loadServer"] }).createPlainServer(),
  /* eslint-enable */
  redact: (text) => text.replaceAll("hunter2", "(redacted)"),
});
