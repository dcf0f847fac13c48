import type { Host, HostProps } from "../host";
import { HostRole } from "../host-role";
import { firstAtAddress } from "./address-book";
import { mistake, mistakeText } from "./errors";
import {
  refuseListElement,
  requireKnownList,
  requireLiteral,
  requireOneOf,
  requireStaticKeys,
} from "./literal";

// RFC 1123, as Kubernetes wants object names.
const NODE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses what can be seen of one host alone. */
export function checkHost(host: Host, props: HostProps): void {
  refuseListElement(host, "address", props.address);
  requireOneOf(host, "role", props.role, HostRole);
  requireLiteral(host, "registry", props.registry);
  requireKnownList(host, "tags", props.tags);
  requireKnownList(host, "taints", props.taints);
  requireStaticKeys(host, { env: props.env, labels: props.labels });
  requireLiteral(host, "nodeName", props.nodeName);
  checkNodeName(host);
}

/** What is wrong with a host among all hosts of the app: another one with the same literal address and port. */
export function checkAddress(host: Host): string[] {
  const other = firstAtAddress(host);
  if (other === undefined || other === host) return [];
  return [
    mistakeText(
      "address",
      `${JSON.stringify(host.address)}, as that of ${other.node.path}`,
      "a machine is one host of one cluster",
      "Correct the address or remove one of the two",
    ),
  ];
}

function checkNodeName(host: Host): void {
  if (NODE_NAME.test(host.nodeName) && host.nodeName.length <= 253) return;
  throw mistake(
    host,
    "nodeName",
    JSON.stringify(host.nodeName),
    "Kubernetes takes lower-case letters, digits, `-` and `.`, with a letter or digit at both ends",
    "Give `nodeName`, which is the construct's id by default",
  );
}
