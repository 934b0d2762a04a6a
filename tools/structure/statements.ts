import ts from 'typescript'
import { hasVolatileUpsert, isVolatile, tablesOf } from './migrations.ts'
import type { Finding, Tree } from './tree.ts'

const STARTS = new Set(['selectFrom', 'updateTable', 'deleteFrom', 'insertInto', 'mergeInto', 'replaceInto'])
const NARROWS = /^(?:where|whereRef|using|\$if|\$call)$/
const JOINS = /^(?:inner|left|right|full|cross)Join(?:Lateral)?$/
const REGION = 'region_code'

interface Reading {
  readonly source: ts.SourceFile
  readonly path: string
  /** Tables that need no region: references and the names of common table expressions of this file. */
  readonly free: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
  /** Functions and values of this file that speak of the region themselves. */
  readonly keyed: ReadonlySet<string>
}

/** Breaks of the laws of data in the files that speak SQL: stores and the platform. Each statement names the region of its rows. */
export function checkStatements(tree: Tree): readonly Finding[] {
  const { all, references } = tablesOf(tree)
  return tree.files
    .filter((path) => /^src\/(?:capabilities\/[^/]+\/store(?:\.ts$|\/)|platform\/).*$/.test(path))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const source = ts.createSourceFile(path, tree.read(path), ts.ScriptTarget.Latest, true)
      const free = new Set([...references, ...expressionNames(source)])
      return readStatements({ source, path, free, tables: all, keyed: keyedNames(source) })
    })
}

function readStatements(reading: Reading): readonly Finding[] {
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && STARTS.has(calledName(node))) findings.push(...checkChain(node, reading))
    if (ts.isCallExpression(node) && /^doUpdateSet$/.test(calledName(node)) && isVolatile(textOfArguments(node))) {
      findings.push(finding(reading, node, 'steady-upserts', 'a changing function in doUpdateSet'))
    }
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') findings.push(...checkRaw(node, reading))
    ts.forEachChild(node, visit)
  }
  visit(reading.source)
  return findings
}

function checkChain(start: ts.CallExpression, reading: Reading): readonly Finding[] {
  const [table] = start.arguments
  const calls = chainOf(start)
  const joins = calls.filter((call) => JOINS.test(calledName(call)))
  return [
    ...(isFree(table, reading) || isKeyedChain(start, calls, reading)
      ? []
      : [
          finding(
            reading,
            start,
            'region-said',
            `${calledName(start)} of ${table?.getText() ?? 'nothing'} does not narrow by ${REGION}`,
          ),
        ]),
    ...joins
      .filter((call) => !isFree(call.arguments[0], reading) && !speaksOfRegion(call, reading))
      .map((call) =>
        finding(
          reading,
          call,
          'region-said',
          `a join of ${call.arguments[0]?.getText().slice(0, 40)} without ${REGION}`,
        ),
      ),
    ...joins
      .filter(
        (call) =>
          calledName(call).endsWith('Lateral') && !/\.where\(\s*['"`](?:\w+\.)?region_code/.test(textOfArguments(call)),
      )
      .map((call) => finding(reading, call, 'keyed-lateral', 'a lateral join repeats the region as a value')),
  ]
}

/** A statement is keyed by a narrowing call of its own; rows put in, or a query built step by step, by their function. */
function isKeyedChain(start: ts.CallExpression, calls: readonly ts.CallExpression[], reading: Reading): boolean {
  if (calls.some((call) => NARROWS.test(calledName(call)) && speaksOfRegion(call, reading))) return true
  const isInsert = calledName(start) === 'insertInto'
  if (
    isInsert &&
    calls.some((call) => /^(?:values|expression)$/.test(calledName(call)) && speaksOfRegion(call, reading))
  ) {
    return true
  }
  const last = calls.at(-1) ?? start
  const isBuiltInSteps = ts.isVariableDeclaration(last.parent)
  const home = ts.findAncestor(start, (node) => ts.isSourceFile(node.parent))
  if (!home || !(isInsert || isBuiltInSteps)) return false
  return isInsert ? home.getText().includes(REGION) : /\.where\(\s*['"`](?:\w+\.)?region_code/.test(home.getText())
}

/** The calls of a fluent statement from its start outwards. */
function chainOf(start: ts.CallExpression): readonly ts.CallExpression[] {
  const calls = [start]
  for (let node: ts.Node = start; ; ) {
    const up: ts.Node = node.parent
    const goesOn =
      (ts.isPropertyAccessExpression(up) && up.expression === node) ||
      (ts.isCallExpression(up) && up.expression === node)
    if (!goesOn) return calls
    if (ts.isCallExpression(up)) calls.push(up)
    node = up
  }
}

function checkRaw(node: ts.TaggedTemplateExpression, reading: Reading): readonly Finding[] {
  const text = node.template.getText()
  const named = [...text.matchAll(/\b(?:from|join|update|into)\s+([a-z_][a-z0-9_]*)/gi)].map((match) => match[1] ?? '')
  const keyless = named.filter((name) => reading.tables.has(name) && !reading.free.has(name))
  const raw = (law: string, detail: string) => [finding(reading, node, law, detail)]
  return [
    ...(keyless.length > timesSaid(text) + timesInFragments(node)
      ? raw('region-said', `raw SQL on ${keyless.join(', ')} without ${REGION}`)
      : []),
    ...(/\blateral\b/i.test(text) && !/region_code\s*=\s*\$\{/.test(text)
      ? raw('keyed-lateral', 'a lateral join repeats the region as a value')
      : []),
    ...(hasVolatileUpsert(text) ? raw('steady-upserts', 'a changing function in do update') : []),
  ]
}

const timesSaid = (text: string) => text.split(REGION).length - 1

/** How often the fragments put into a raw statement (`${conditions}`) name the region where they are made. */
function timesInFragments(node: ts.TaggedTemplateExpression): number {
  const home = ts.findAncestor(node, (each) => ts.isSourceFile(each.parent))
  if (!home || !ts.isTemplateExpression(node.template)) return 0
  const used = node.template.templateSpans.flatMap(
    ({ expression }) => expression.getText().match(/[A-Za-z_$][\w$]*/g) ?? [],
  )
  let times = 0
  const visit = (each: ts.Node): void => {
    if (ts.isVariableDeclaration(each) && used.includes(each.name.getText()) && each.initializer) {
      times += timesSaid(each.initializer.getText())
    } else ts.forEachChild(each, visit)
  }
  visit(home)
  return times
}

const calledName = (call: ts.CallExpression) =>
  ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText()
const textOfArguments = (call: ts.CallExpression) => call.arguments.map((each) => each.getText()).join(', ')

function speaksOfRegion(call: ts.CallExpression, { keyed }: Reading): boolean {
  const text = textOfArguments(call)
  return text.includes(REGION) || [...text.matchAll(/[A-Za-z_$][\w$]*/g)].some(([name]) => keyed.has(name))
}

function isFree(table: ts.Expression | undefined, { free }: Reading): boolean {
  return table !== undefined && ts.isStringLiteralLike(table) && free.has(table.text.split(' ')[0] ?? '')
}

function expressionNames(source: ts.SourceFile): readonly string[] {
  return [...source.text.matchAll(/\.with(?:Recursive)?\(\s*['"`](\w+)/g)].map((match) => match[1] ?? '')
}

function keyedNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((statement) => {
    if (!statement.getText().includes(REGION)) return []
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? '']
    return ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.getText())
      : []
  })
  return new Set(names)
}

function finding({ source, path }: Reading, node: ts.Node, law: string, detail: string): Finding {
  return { path: `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, law, detail }
}
