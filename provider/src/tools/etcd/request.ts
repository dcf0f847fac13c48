import type { Argv } from "../../transports/runner";

/** Port at which the etcd of a control plane serves its clients. */
export const ETCD_CLIENT_PORT = 2379;

const PKI = "/etc/kubernetes/pki";
const CA = `${PKI}/etcd/ca.crt`;
const CERTIFICATE = `${PKI}/apiserver-etcd-client.crt`;
const KEY = `${PKI}/apiserver-etcd-client.key`;
const TIMEOUT_SECONDS = 15;
const OWN_ENDPOINT = `127.0.0.1:${ETCD_CLIENT_PORT}`;

/** A call of etcd's JSON gateway, which etcd 3.4 and later serve beside gRPC. */
export interface EtcdRequest {
  /** Like `/v3/cluster/member/list`. */
  readonly path: string;
  readonly body: string;
  /** `host:port` of the member to ask. Default: the one of this control plane. */
  readonly endpoint?: string;
  /** Seconds to wait for its answer. Default 15. */
  readonly timeoutSeconds?: number;
}

/** Sends a request, whose body comes over stdin, to a member of etcd by curl; prints the answer. */
export function curlCommand({
  path,
  endpoint = OWN_ENDPOINT,
  timeoutSeconds = TIMEOUT_SECONDS,
}: EtcdRequest): Argv {
  return [
    "curl",
    "--silent",
    "--show-error",
    ...["--max-time", String(timeoutSeconds)],
    ...["--cacert", CA],
    ...["--cert", CERTIFICATE],
    ...["--key", KEY],
    ...["--header", "Content-Type: application/json"],
    ...["--data-binary", "@-"],
    `https://${endpoint}${path}`,
  ];
}

/** The same by openssl, which reads the HTTP message of {@link httpMessage} from stdin and prints the answer with its head. */
export function opensslCommand({
  endpoint = OWN_ENDPOINT,
  timeoutSeconds = TIMEOUT_SECONDS,
}: EtcdRequest): Argv {
  return [
    "timeout",
    String(timeoutSeconds),
    "openssl",
    "s_client",
    "-connect",
    endpoint,
    "-CAfile",
    CA,
    "-cert",
    CERTIFICATE,
    "-key",
    KEY,
    "-verify_return_error",
    "-quiet",
  ];
}

/** A request as HTTP/1.0, whose answer ends with the connection. */
export function httpMessage({ path, body, endpoint = OWN_ENDPOINT }: EtcdRequest): string {
  return [
    `POST ${path} HTTP/1.0`,
    `Host: ${endpoint}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
