import { serve } from "../../../provider/sdk/protocol/serve";
import type * as sdkModule from "../../../provider/sdk";
import type * as toyModule from "./provider";

// Nothing but the wire is loaded before the handshake.
void serve({
  address: "registry.terraform.io/toys/toy",
  loadSchema: () => sdk().describeProvider(toy().createToyProvider()),
  loadServer: () => sdk().createProviderServer(toy().createToyProvider()),
});

function sdk(): typeof sdkModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  return require("../../../provider/sdk") as typeof sdkModule;
}

function toy(): typeof toyModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads when first needed
  return require("./provider") as typeof toyModule;
}
