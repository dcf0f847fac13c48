import type { JsonValue } from "./json";
import { isFields, toFields, toList, type Fields } from "./kubeadm/fields";
import { parseYamlDocuments } from "./yaml-documents";

/** What a client needs to reach a cluster; certificate and key are secrets. */
export interface KubeconfigParts {
  /** URL of the API. */
  readonly server: string;
  /** Certificate of the cluster's authority, PEM. */
  readonly caCertificate: string;
  /** PEM. */
  readonly clientCertificate: string;
  /** PEM. */
  readonly clientKey: string;
}

/** The text of a kubeconfig with every `server:` replaced. */
export function withServer(kubeconfig: string, server: string): string {
  return kubeconfig.replace(/^(\s*(?:- )?server:\s*).*$/gm, (_line, key: string) => key + server);
}

/** URL of the API on one of its hosts. */
export function apiUrl(address: string, port: number): string {
  return `https://${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** Takes apart a kubeconfig whose credentials stand in it, as kubeadm writes one; undefined for any other text. */
export function kubeconfigParts(text: string): KubeconfigParts | undefined {
  const config = toFields(parseYamlDocuments(text).values?.[0]);
  const cluster = firstOf(config["clusters"], "cluster");
  const user = firstOf(config["users"], "user");
  const [server, ca, certificate, key] = [
    cluster["server"],
    cluster["certificate-authority-data"],
    user["client-certificate-data"],
    user["client-key-data"],
  ];
  if (typeof server !== "string" || typeof ca !== "string") return undefined;
  if (typeof certificate !== "string" || typeof key !== "string") return undefined;
  return {
    server,
    caCertificate: fromBase64(ca),
    clientCertificate: fromBase64(certificate),
    clientKey: fromBase64(key),
  };
}

function firstOf(list: JsonValue | undefined, member: string): Fields {
  const entry = toList(list)[0];
  return isFields(entry) ? toFields(entry[member]) : {};
}

function fromBase64(text: string): string {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
