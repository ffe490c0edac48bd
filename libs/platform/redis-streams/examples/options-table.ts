import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The rows `| option | what it is |` of an options interface, from its definition: the page cannot say anything else. */
export function optionsTable(file: string, name: string): string {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (!found) throw new Error(`${file} has no interface ${name}`);
  return found.members
    .filter(ts.isPropertySignature)
    .map((member) => `| \`${member.name.getText()}\` | ${meaningOf(member)} |`)
    .join('\n');
}

function meaningOf(member: ts.PropertySignature): string {
  const [comment] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  const needed = member.questionToken ? '' : 'Needed. ';
  return `${needed}${text.replace(/\s+/g, ' ')}`.trim();
}
