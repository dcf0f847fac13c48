import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import { callEtcd } from "./call";

/** A member of the etcd cluster. */
export interface EtcdMember {
  /** Decimal, as the JSON gateway writes it. */
  readonly id: string;
  /** Name of the node; empty until the member has started for the first time. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  /** Whether it follows without a vote. */
  readonly isLearner: boolean;
}

/** The members, asked of the etcd of a living control plane. It answers only while a majority does. */
export async function listMembers(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<readonly EtcdMember[]> {
  const request = { path: "/v3/cluster/member/list", body: "{}" };
  return parseMembers(
    await callEtcd(runner, (argv, given) => runner.query(argv, given), request, options),
  );
}

/**
 * Removes a member by a living control plane and answers those that are left; one that is gone already is no
 * error. The caller has made sure that a majority of the others lives. kubeadm removes by itself the member
 * of a host that is reset while it lives.
 */
export async function removeMember(
  runner: Runner,
  id: string,
  options?: CommandOptions,
): Promise<readonly EtcdMember[]> {
  const before = await listMembers(runner, options);
  if (!before.some((member) => member.id === id)) return before;
  const request = { path: "/v3/cluster/member/remove", body: JSON.stringify({ ID: id }) };
  return parseMembers(
    await callEtcd(runner, (argv, given) => runner.exec(argv, given), request, options),
  );
}

/** Whether `living` members can decide in a cluster of `members` voting ones. */
export function hasMajority(living: number, members: number): boolean {
  return living > members / 2;
}

interface MembersJson {
  readonly members?: readonly {
    readonly ID: string;
    readonly name?: string;
    readonly peerURLs?: readonly string[];
    readonly clientURLs?: readonly string[];
    readonly isLearner?: boolean;
  }[];
}

function parseMembers(answer: string): readonly EtcdMember[] {
  return ((JSON.parse(answer) as MembersJson).members ?? []).map((member) => ({
    id: member.ID,
    name: member.name ?? "",
    peerUrls: member.peerURLs ?? [],
    clientUrls: member.clientURLs ?? [],
    isLearner: member.isLearner ?? false,
  }));
}
