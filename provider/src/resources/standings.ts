import type { JsonValue } from "../../sdk";
import type { NodeStandings } from "../domain/node-standing";

/** Private data with where nodes stood at the last look; undefined leaves it as it is. */
export function withStandings(
  privateData: JsonValue,
  standings: NodeStandings | undefined,
): JsonValue {
  if (standings === undefined) return privateData;
  const plain = Object.fromEntries(
    Object.entries(standings).map(([node, standing]) => [node, { ...standing }]),
  );
  return { ...(privateData as Readonly<Record<string, JsonValue>>), standings: plain };
}

/** Where nodes stood at the last look; none where private data does not say. */
export function standingsIn(privateData: JsonValue): NodeStandings {
  const data = privateData as { readonly standings?: NodeStandings } | null;
  return data?.standings ?? {};
}
