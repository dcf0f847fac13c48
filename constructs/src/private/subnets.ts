/** A block of IPv4 addresses, both ends included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Whether two IPv4 subnets in CIDR form share an address; undefined when one of them is no such subnet. */
export function subnetsOverlap(a: string, b: string): boolean | undefined {
  const [left, right] = [parseSubnet(a), parseSubnet(b)];
  if (left === undefined || right === undefined) return undefined;
  return left.first <= right.last && right.first <= left.last;
}

/** Whether the text is an IPv4 or IPv6 subnet in CIDR form. */
export function isSubnet(text: string): boolean {
  return parseSubnet(text) !== undefined || /^[0-9a-fA-F:]+\/\d{1,3}$/.test(text);
}

function parseSubnet(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, length] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((part) => part > 255) || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}
