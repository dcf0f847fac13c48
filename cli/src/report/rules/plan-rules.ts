import type { Rule } from "./rule";

/** Rules over what the plan itself is. */
export const planRules: readonly Rule[] = [
  {
    id: "plan-incomplete",
    level: "critical",
    summary: "Terraform calls the plan incomplete or failed.",
    find: ({ name, complete }) =>
      complete
        ? []
        : [{ subject: name, message: `the plan of ${name} is not complete: more will follow it` }],
  },
  {
    id: "unknown-steps",
    level: "low",
    summary: "Which steps run, or what one of them does, is only known after apply.",
    find: ({ unknown }) =>
      unknown
        .filter(({ attribute }) => attribute === "steps")
        .map(({ address, because }) => ({
          subject: address,
          message: `${address}: steps are only known after apply${because.length === 0 ? "" : `, once ${because.join(", ")} ${because.length === 1 ? "is" : "are"} known`}`,
        })),
  },
  {
    id: "unpinned-image",
    level: "low",
    summary: "An image is named without a digest and without a tag, or by the tag latest.",
    find: ({ images }) =>
      images
        .filter(({ action, pinned }) => !pinned && action !== "delete")
        .map(({ address, reference }) => ({
          subject: address,
          message: `${address}: ${reference?.to ?? reference?.from ?? "its image"} may be another image tomorrow; name a version or a digest`,
        })),
  },
  {
    id: "outside-changes",
    level: "low",
    summary: "Objects were changed outside of Terraform since the last apply.",
    find: ({ outside }) =>
      outside.map((address) => ({
        subject: address,
        message: `${address} was changed outside of Terraform`,
      })),
  },
  {
    id: "forgets",
    level: "medium",
    summary: "Terraform stops managing an object that stays.",
    find: ({ hosts, clusters, apps }) =>
      [...hosts, ...clusters, ...apps]
        .filter(({ action }) => action === "forget")
        .map(({ name }) => ({
          subject: name,
          message: `${name} stays as it is, and Terraform forgets it`,
        })),
  },
];
