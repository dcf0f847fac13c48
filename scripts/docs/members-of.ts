import * as ts from "typescript";

/** A member of an exported class, interface or enum, as a row of a table. */
export interface Member {
  readonly name: string;
  readonly isRequired: boolean;
  /** Type in code marks; of an enum's member the value. */
  readonly type: string;
  /** What the doc comment says, in one line. */
  readonly text: string;
  /** What `@default` says. */
  readonly fallback: string;
}

/** What has members to document. */
export type Documented = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration;

/** The public members that have a doc comment; what is `@internal` or a constructor is left out. */
export function membersOf(node: Documented): readonly Member[] {
  return [...node.members].flatMap((member) => {
    if (member.name === undefined || isHidden(member)) return [];
    const tags = ts.getJSDocTags(member);
    const fallback = tags.find(({ tagName }) => tagName.text === "default")?.comment;
    return [
      {
        name: ts.isMethodDeclaration(member) ? callOf(member) : member.name.getText(),
        isRequired: ts.isPropertySignature(member) && member.questionToken === undefined,
        type: `\`${typeOf(member)}\``,
        text: oneLine(commentOf(member)),
        fallback: oneLine(ts.getTextOfJSDocComment(fallback) ?? ""),
      },
    ];
  });
}

function isHidden(member: ts.Node): boolean {
  const flags = ts.getCombinedModifierFlags(member as ts.Declaration);
  const isInternal = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal");
  return (flags & ts.ModifierFlags.Private) !== 0 || isInternal || commentOf(member) === "";
}

function callOf(method: ts.MethodDeclaration): string {
  const isStatic = (ts.getCombinedModifierFlags(method) & ts.ModifierFlags.Static) !== 0;
  const parameters = method.parameters.map((one) => one.getText()).join(", ");
  return `${isStatic ? "static " : ""}${method.name.getText()}(${parameters})`;
}

function typeOf(member: ts.Node): string {
  if (ts.isEnumMember(member)) return member.initializer?.getText() ?? "";
  return (member as { type?: ts.TypeNode }).type?.getText() ?? "";
}

/** The text of a doc comment; empty where there is none. */
export function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment) ?? "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
