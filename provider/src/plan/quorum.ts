import type { Issue } from "../domain/issue";

/** A member of etcd, by the name of its control plane. */
export interface EtcdStanding {
  readonly name: string;
  readonly isLiving: boolean;
}

/** Refuses the departure of a control plane where those that stay could not decide any more. */
export function checkLeave(leaving: string, members: readonly EtcdStanding[]): readonly Issue[] {
  const staying = members.filter(({ name }) => name !== leaving);
  const dead = silentOf(staying);
  if (dead.length === 0 || decides(staying)) return [];
  return [
    refusal(
      `Removing ${leaving} Would Break The Majority`,
      `${leaving} cannot leave now: of the etcd members that would stay (${listOf(staying)}), ${listOf(dead)} ${doNot(dead)} answer, and etcd decides only by a majority of its members. Nothing was changed. ${repair(dead)}`,
    ),
  ];
}

/** Refuses a new control plane where etcd could not take another member in. */
export function checkJoin(joining: string, members: readonly EtcdStanding[]): readonly Issue[] {
  const others = members.filter(({ name }) => name !== joining);
  const dead = silentOf(others);
  if (dead.length === 0 || decides([...others, { name: joining, isLiving: false }])) return [];
  return [
    refusal(
      `${joining} Cannot Join While A Control Plane Is Lost`,
      `${joining} cannot join now: the etcd members of ${listOf(dead)} ${doNot(dead)} answer, and another member would cost the majority until it has caught up. Nothing was changed. ${repair(dead)}`,
    ),
  ];
}

/**
 * Refuses a change of the control planes after which the living ones could not decide, whatever the order; what is removed may
 * well be dead. `members` are those of the last look.
 */
export function checkControlPlanes(
  cluster: string,
  members: readonly EtcdStanding[],
  planned: readonly string[],
): readonly Issue[] {
  const staying = members.filter(({ name }) => planned.includes(name));
  const isSame = staying.length === members.length;
  const joining = planned.filter((name) => !members.some((member) => member.name === name));
  const dead = silentOf(staying);
  if (dead.length === 0 || (isSame && joining.length === 0)) return [];
  const ready = joining.length === 0 ? staying : [...staying, { name: "", isLiving: false }];
  if (decides(ready)) return [];
  return [
    {
      ...refusal(
        `Control Planes Of ${cluster} Would Lose Their Majority`,
        `control_plane: ${listOf(dead)} ${doNot(dead)} answer. With the change that is planned, the living ones of ${planned.join(", ")} would be no majority of etcd's members, and the cluster would stop. ${repair(dead)}`,
      ),
      attribute: ["control_plane"],
    },
  ];
}

function decides(members: readonly EtcdStanding[]): boolean {
  return members.filter(({ isLiving }) => isLiving).length > members.length / 2;
}

function silentOf(members: readonly EtcdStanding[]): readonly EtcdStanding[] {
  return members.filter(({ isLiving }) => !isLiving);
}

function repair(dead: readonly EtcdStanding[]): string {
  const names = listOf(dead);
  return `Bring ${names} back; or, where that is gone for good, remove ${names} from the configuration first and apply, which takes the lost member out of etcd. Then make this change.`;
}

function listOf(members: readonly EtcdStanding[]): string {
  return members.map(({ name }) => name).join(", ");
}

function doNot(members: readonly unknown[]): string {
  return members.length === 1 ? "does not" : "do not";
}

function refusal(summary: string, detail: string): Issue {
  return { severity: "error", summary, detail };
}
