import { serve } from "../sdk/protocol/serve";
import type * as compiled from "./compose/schema";
import type * as composition from "./compose/server";
import { PROVIDER_ADDRESS } from "./domain/product";

// Nothing but the wire is loaded before the handshake: Terraform starts a provider four times in one apply.
void serve({
  address: PROVIDER_ADDRESS,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  loadSchema: () => (require("./compose/schema") as typeof compiled).schemaDescription,
  loadServer: () => loadComposition().createServer(),
});

function loadComposition(): typeof composition {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  return require("./compose/server") as typeof composition;
}
