import type { Report } from "../report-schema";
import { listed } from "../words";
import { escapeMarkdown } from "./escape";
import type { Section } from "./fit";

/** What is only known after apply, and what it waits for. */
export function unknownSection({ stacks }: Report): Section {
  return {
    title: "Only known after apply",
    head: [],
    rows: stacks
      .flatMap(({ unknown }) => unknown)
      .map(
        ({ address, attribute, because }) =>
          `- \`${address}\`: ${attribute}${because.length === 0 ? "" : `, because of ${because.map((one) => `\`${one}\``).join(", ")}`}`,
      ),
    noun: "value",
    foldsAt: 6,
  };
}

/** What is replaced, and what forces it. */
export function replacementsSection({ stacks }: Report): Section {
  return {
    title: "Replaced",
    isClosed: true,
    head: [],
    rows: stacks
      .flatMap(({ replacements }) => replacements)
      .map(({ address, forced_by: forced, reason }) => {
        const why =
          forced.length > 0
            ? `forced by **${forced.map(escapeMarkdown).join(", ")}**`
            : (reason ?? "");
        return `- \`${address}\`${why === "" ? "" : `: ${why}`}`;
      }),
    noun: "replacement",
    foldsAt: 4,
  };
}

/** What else the plan says: other providers, changes from outside, and what protects the clusters. */
export function othersSection({ stacks }: Report): Section {
  const others = stacks.flatMap((stack) => stack.others);
  const outside = stacks.flatMap((stack) => stack.outside);
  const builds = stacks.flatMap((stack) => stack.builds);
  const clusters = stacks
    .flatMap((stack) => stack.clusters)
    .filter(({ address }) => address !== null);
  return {
    title: "Besides",
    head: [],
    rows: [
      ...(builds.length === 0
        ? []
        : [
            `- image builds: ${listed(
              builds.map(({ address, action }) => `\`${address}\` (${action})`),
              12,
            )}`,
          ]),
      ...(others.length === 0
        ? []
        : [
            `- other providers: ${listed(
              others.map(({ address, action }) => `\`${address}\` (${action})`),
              12,
            )}`,
          ]),
      ...(outside.length === 0
        ? []
        : [
            `- changed outside of Terraform: ${listed(
              outside.map((address) => `\`${address}\``),
              12,
            )}`,
          ]),
      ...clusters.map(
        ({ name, deletion_protection: isProtected }) =>
          `- deletion protection of ${escapeMarkdown(name)}: ${isProtected === null ? "only known after apply" : isProtected ? "on" : "**off**"}`,
      ),
      "- whatever is not named here stays as it is",
    ],
    noun: "line",
    foldsAt: 1,
  };
}
