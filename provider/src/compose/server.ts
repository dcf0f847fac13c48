import { createProviderServer, type ProviderServer } from "../../sdk";
import { createProvider } from "../provider";
import { createServices } from "./services";

/** A new provider server; each of Terraform's connections has its own. */
export function createServer(): ProviderServer {
  return createProviderServer(createProvider(createServices));
}
