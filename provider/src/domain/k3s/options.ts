import { stringify } from "yaml";
import { checked, type Checked } from "../checked";
import type { ClusterEndpoint } from "../cluster-record";
import type { Issue } from "../issue";
import type { JsonValue } from "../json";
import { checkNetworks } from "../network-issues";
import { parseYamlDocuments } from "../yaml-documents";
import { agentOptions } from "./agent-options";
import { defaultOptions } from "./default-options";
import { ownedIssues, withoutOwned } from "./owned-options";

/** Options of k3s by their names without dashes in front, as its configuration file has them. */
export type K3sOptions = Readonly<Record<string, JsonValue>>;

/** What the options of a node follow from. */
export interface K3sInput {
  /** The image's `etc/k3s.yml`, where it has one. */
  readonly imageOptions: string | undefined;
  /** The practitioner's document. */
  readonly userOptions: string | null;
  readonly endpoint: Pick<ClusterEndpoint, "domain" | "port" | "vip">;
  /** `null`: the image's, else k3s' default of sealos. */
  readonly podSubnet: string | null;
  readonly serviceSubnet: string | null;
  /** Further names in the certificate of the API. */
  readonly certSans: readonly string[];
  readonly controlPlaneAddresses: readonly string[];
  readonly hasIpvs: boolean;
}

/** Who a node is. */
export interface K3sNode {
  readonly name: string;
  /** As other nodes reach it. */
  readonly address: string;
}

/** What servers admit by; all of it is secret. */
export interface K3sTokens {
  /** Admits servers. */
  readonly token: string;
  /** Admits agents. */
  readonly agentToken: string;
}

/**
 * The options that all servers share: defaults, under the image's, under the practitioner's, under what the resource decides. A
 * list replaces another one; only names of the API's certificate add up.
 */
export function composeOptions(input: K3sInput): Checked<K3sOptions> {
  const image = readOptions("etc/k3s.yml of the image", input.imageOptions ?? "");
  const user = readOptions("k3s_config", input.userOptions ?? "");
  const options: K3sOptions = {
    ...defaultOptions(input.endpoint.vip, input.hasIpvs),
    ...withoutOwned(image.value ?? {}),
    ...user.value,
    "https-listen-port": input.endpoint.port,
    ...(input.podSubnet === null ? {} : { "cluster-cidr": input.podSubnet }),
    ...(input.serviceSubnet === null ? {} : { "service-cidr": input.serviceSubnet }),
  };
  return checked({ ...options, "tls-san": namesOf(input, options) }, [
    ...image.issues,
    ...user.issues,
    ...ownedIssues(user.value ?? {}),
    ...checkNetworks(subnetsOf(options), input.endpoint.vip ?? undefined),
  ]);
}

/** The configuration file of the server that founds a cluster. */
export function foundingConfig(shared: K3sOptions, node: K3sNode, tokens: K3sTokens): string {
  return format({ ...serverOptions(shared, node, tokens), "cluster-init": true });
}

/** The configuration file of a server that joins. */
export function serverConfig(
  shared: K3sOptions,
  node: K3sNode,
  tokens: K3sTokens,
  url: string,
): string {
  return format({ ...serverOptions(shared, node, tokens), server: url });
}

/** The configuration file of an agent, which refuses options of servers. */
export function agentConfig(shared: K3sOptions, node: K3sNode, token: string, url: string): string {
  return format({ ...agentOptions(shared), ...identity(node), token, server: url });
}

/** The tokens in a configuration file that was written before; undefined where it has none. */
export function tokensIn(config: string): K3sTokens | undefined {
  const { value = {} } = readOptions("", config);
  const { token, "agent-token": agentToken } = value;
  return typeof token === "string" && typeof agentToken === "string"
    ? { token, agentToken }
    : undefined;
}

function serverOptions(shared: K3sOptions, node: K3sNode, tokens: K3sTokens): K3sOptions {
  return {
    ...shared,
    ...identity(node),
    "advertise-address": node.address,
    token: tokens.token,
    "agent-token": tokens.agentToken,
  };
}

function identity({ name, address }: K3sNode): K3sOptions {
  return { "node-name": name, "node-ip": address };
}

function subnetsOf(options: K3sOptions): Parameters<typeof checkNetworks>[0] {
  return {
    podSubnet: wordsOf(options["cluster-cidr"]).join(),
    serviceSubnet: wordsOf(options["service-cidr"]).join(),
  };
}

function namesOf(
  { endpoint, certSans, controlPlaneAddresses }: K3sInput,
  options: K3sOptions,
): readonly string[] {
  return [
    ...new Set([
      "127.0.0.1",
      endpoint.domain,
      ...(endpoint.vip === null ? [] : [endpoint.vip]),
      ...controlPlaneAddresses,
      ...certSans,
      ...wordsOf(options["tls-san"]),
    ]),
  ];
}

/** The texts of an option that is one or a list. */
function wordsOf(value: JsonValue | undefined): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === "string");
}

/** Reads one document of options; an empty text is none. */
function readOptions(where: string, text: string): Checked<K3sOptions> {
  const { values, errors } = parseYamlDocuments(text);
  if (errors !== undefined) return { issues: [unreadable(where, errors.join("; "))] };
  const [options = {}, ...further] = values;
  if (further.length > 0 || !isOptions(options)) {
    return { issues: [unreadable(where, "it must be one document that maps options to values")] };
  }
  return { value: options, issues: [] };
}

function isOptions(value: JsonValue): value is K3sOptions {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(where: string, reason: string): Issue {
  return {
    severity: "error",
    summary: "Not A Document Of K3s Options",
    detail: `${where}: ${reason}. Write options as k3s' own configuration file has them: disable: [traefik].`,
    attribute: ["k3s_config"],
  };
}

function format(options: K3sOptions): string {
  return stringify(options, { version: "1.1", lineWidth: 0 });
}
