import { createProviderServer, type ProviderServer } from "../../sdk";
import { createProvider } from "../provider";
import type { HostProcess } from "./events";
import { createServices } from "./services";

/** A new provider server; each of Terraform's connections has its own. */
export function createServer(host: HostProcess): ProviderServer {
  return createProviderServer(createProvider((config) => createServices(config, host)));
}
