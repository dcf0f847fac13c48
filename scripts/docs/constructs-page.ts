import { join } from "node:path";
import * as ts from "typescript";
import { commentOf, membersOf, type Documented, type Member } from "./members-of";
import type { Page } from "./page";

/** The reference of the constructs, from the doc comments of what their index exports. */
export function constructsPage(folder: string): Page {
  const index = join(folder, "index.ts");
  const program = ts.createProgram([index], { module: ts.ModuleKind.Node16, strict: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(index)!)!;
  const exported = checker
    .getExportsOfModule(module)
    .flatMap((symbol) => (symbol.declarations ?? []).map(resolveDeclaration))
    .filter((declaration) => declaration !== undefined);
  const sections = KINDS.flatMap(({ title, is }) => [
    `## ${title}`,
    ...exported.filter(is).sort(byName).flatMap(section),
  ]);
  return { path: "constructs.md", text: `${[HEAD, ...sections].join("\n\n")}\n` };
}

const HEAD = `# Constructs

<!-- Written by \`npm run generate\`. -->

What \`cdktf-sealos\` exports. Everything a construct does not offer is below its \`resource\`, and in the bindings that the package exports as
\`sealos\`. In a table, **bold** members must be given.`;

const KINDS: readonly { title: string; is: (node: Documented) => boolean }[] = [
  { title: "Classes", is: ts.isClassDeclaration },
  { title: "Settings", is: ts.isInterfaceDeclaration },
  { title: "Words", is: ts.isEnumDeclaration },
];

function resolveDeclaration(node: ts.Declaration): Documented | undefined {
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) return node;
  return ts.isEnumDeclaration(node) ? node : undefined;
}

function byName(one: Documented, other: Documented): number {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function section(node: Documented): readonly string[] {
  return [
    `### ${nameOf(node)}${heritage(node)}`,
    commentOf(node),
    ...(ts.isClassDeclaration(node) ? [signature(node)] : []),
    table(membersOf(node)),
  ];
}

function heritage(node: Documented): string {
  if (ts.isEnumDeclaration(node)) return "";
  const names = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.map((type) => type.getText()),
  );
  const kept = names.filter((name) => name !== "Construct" && !name.startsWith("sealos."));
  return kept.length === 0 ? "" : ` (and ${kept.join(", ")})`;
}

function signature(node: ts.ClassDeclaration): string {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const parameters = (constructor?.parameters ?? []).map((one) => one.getText()).join(", ");
  return `\`\`\`text\nnew ${nameOf(node)}(${parameters})\n\`\`\``;
}

function table(members: readonly Member[]): string {
  const rows = members.map(({ name, isRequired, type, text, fallback }) => {
    const cells = [isRequired ? `**${name}**` : name, type, fallback, text];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return rows.length === 0
    ? ""
    : ["| name | type or value | default | |", "|---|---|---|---|", ...rows].join("\n");
}

function nameOf(node: Documented): string {
  return node.name?.text ?? "";
}
