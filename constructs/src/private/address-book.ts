import { Token } from "cdktf";
import type { Host } from "../host";

const BOOK = Symbol.for("cdktf-sealos/address-book");
type Book = Map<string, Host>;

/** Notes a host under its address and port, unless one of them is a reference or another host of the app is noted there. */
export function noteAddress(host: Host): void {
  const [book, key] = [bookOf(host), keyOf(host)];
  if (key !== undefined && !book.has(key)) book.set(key, host);
}

/** The first host of the app with the address and port of this one, which may be itself; undefined where they are references. */
export function firstAtAddress(host: Host): Host | undefined {
  const key = keyOf(host);
  return key === undefined ? undefined : bookOf(host).get(key);
}

// At the root, where every copy of this package finds the same one; a walk over the tree for each host would be quadratic.
function bookOf(host: Host): Book {
  const root = host.node.root as object as Record<symbol, Book | undefined>;
  return (root[BOOK] ??= new Map<string, Host>());
}

function keyOf({ address, port }: Host): string | undefined {
  return Token.isUnresolved(address) || Token.isUnresolved(port)
    ? undefined
    : JSON.stringify([address, port]);
}
