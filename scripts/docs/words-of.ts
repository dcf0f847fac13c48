import * as ts from "typescript";

/**
 * The text of a string or of a template as a reader of it meets it, what is put in written as `<name>`, or as `…` where it has no
 * simple name; undefined for other code.
 */
export function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [wordsOf(node.left), wordsOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (!ts.isTemplateExpression(node)) return undefined;
  const spans = node.templateSpans.map(
    ({ expression, literal }) => hole(expression) + literal.text,
  );
  return node.head.text + spans.join("");
}

function hole(expression: ts.Expression): string {
  const name = nameOf(expression);
  return name === undefined
    ? "…"
    : `<${name.replace(/(?<=[a-z])[A-Z]/g, (char) => ` ${char.toLowerCase()}`)}>`;
}

function nameOf(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
