import ts from 'typescript'
import type { Finding, Tree } from './tree.ts'

/** The files whose exports everybody else leans on. */
const LEANT_ON = [
  /^src\/(?:kernel|platform)\/(?!.*messages\/).*\.ts$/,
  /^src\/capabilities\/[^/]+\/(?:contract|public|rules)\.ts$/,
  /^src\/capabilities\/[^/]+\/(?:contract|rules)\/.*\.ts$/,
]

interface Exported {
  readonly name: string
  readonly statement: ts.Statement
  readonly documented: boolean
}

/** Exports of the kernel, the platform, contracts, rules and front doors that say nothing about themselves. */
export function checkDocstrings(tree: Tree): readonly Finding[] {
  return tree.files
    .filter((path) => LEANT_ON.some((pattern) => pattern.test(path)) && !path.endsWith('.test.ts'))
    .flatMap((path) => undocumented(path, tree.read(path)))
}

function undocumented(path: string, text: string): readonly Finding[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const exported = source.statements.flatMap((statement) => exportsOf(statement))
  const documented = new Set(exported.filter((each) => each.documented).map(({ name }) => name))
  return exported
    .filter((each) => !each.documented && !documented.has(each.name) && !isShadowOf(each.statement, documented))
    .map(({ name, statement }) => {
      const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source))
      return { path: `${path}:${line + 1}`, law: 'docstrings', detail: `${name} is exported without a docstring` }
    })
}

function exportsOf(statement: ts.Statement): readonly Exported[] {
  if (!ts.canHaveModifiers(statement)) return []
  const isExported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  if (!isExported) return []
  const documented = ts
    .getJSDocCommentsAndTags(statement)
    .some((node) => ts.isJSDoc(node) && node.comment !== undefined)
  return namesOf(statement).map((name) => ({ name, statement, documented }))
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return named ? [statement.name?.text ?? 'default'] : []
}

/** A type read off a documented value of the same file (`typeof STATES`, `z.output<typeof Unit>`) is said by that value. */
function isShadowOf(statement: ts.Statement, documented: ReadonlySet<string>): boolean {
  if (!ts.isTypeAliasDeclaration(statement)) return false
  const values = [...statement.type.getText().matchAll(/\btypeof ([A-Za-z_$][\w$]*)/g)].map((match) => match[1] ?? '')
  return values.length > 0 && values.every((value) => documented.has(value))
}
