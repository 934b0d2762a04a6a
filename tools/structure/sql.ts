/** A piece of SQL that declares a table, as far as the laws of data ask about it. */
export interface TableDeclaration {
  readonly name: string
  readonly columns: readonly string[]
  readonly keys: readonly Key[]
  readonly excludes: boolean
}

/** A primary key, a unique rule or a foreign key, with its columns in order. */
export interface Key {
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  readonly target?: string
  readonly targetColumns?: readonly string[]
}

/** The statements of an SQL file, without comments, in one line each; quoted text and dollar quotes stay whole. */
export function statementsOf(text: string): readonly string[] {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|;|[^;'"$/-]+|[\s\S]/g
  const statements: string[] = []
  let current = ''
  for (const [piece] of text.matchAll(token)) {
    if (piece.startsWith('--') || piece.startsWith('/*')) current += ' '
    else if (piece === ';') {
      statements.push(current)
      current = ''
    } else current += piece
  }
  return [...statements, current].map((each) => each.replace(/\s+/g, ' ').trim()).filter((each) => each !== '')
}

/** The pieces of a text between the commas that stand outside brackets and quotes. */
export function splitList(text: string): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let current = ''
  for (const [piece] of text.matchAll(/'(?:[^']|'')*'|[\s\S]/g)) {
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    if (piece === ',' && depth === 0) {
      pieces.push(current.trim())
      current = ''
    } else current += piece
  }
  return [...pieces, current.trim()].filter((each) => each !== '')
}

const COLUMNS = String.raw`\(([^()]*)\)`
const columnsIn = (text: string | undefined) => splitList(text ?? '').map((each) => each.split(' ')[0] ?? '')

/** Reads `create table name (…)`; `undefined` for any other statement. */
export function readTable(statement: string): TableDeclaration | undefined {
  const found = /^create table (?:if not exists )?([a-z_][a-z0-9_.]*) ?\((.*)\)[^)]*$/i.exec(statement)
  if (!found) return undefined
  const items = splitList(found[2] ?? '')
  const isRule = (item: string) => /^(?:constraint|primary key|unique|foreign key|check|exclude|like)\b/i.test(item)
  return {
    name: found[1] ?? '',
    columns: items.filter((item) => !isRule(item)).map((item) => item.split(' ')[0] ?? ''),
    keys: items.flatMap((item) => (isRule(item) ? readKeys(item) : readColumnKeys(item))),
    excludes: items.some((item) => /^(?:constraint \S+ )?exclude\b/i.test(item)),
  }
}

/** The keys of a table rule: `primary key (a, b)`, `unique (…)`, `foreign key (…) references t (…)`. */
export function readKeys(rule: string): readonly Key[] {
  const foreign = new RegExp(`foreign key ?${COLUMNS} references ([a-z0-9_.]+) ?(?:${COLUMNS})?`, 'i').exec(rule)
  if (foreign) {
    return [
      {
        kind: 'foreign',
        columns: columnsIn(foreign[1]),
        target: foreign[2] ?? '',
        targetColumns: columnsIn(foreign[3]),
      },
    ]
  }
  const other = new RegExp(`^(?:constraint \\S+ )?(primary key|unique)(?: nulls not distinct)? ?${COLUMNS}`, 'i').exec(
    rule,
  )
  if (!other) return []
  return [{ kind: other[1]?.toLowerCase() === 'unique' ? 'unique' : 'primary', columns: columnsIn(other[2]) }]
}

function readColumnKeys(item: string): readonly Key[] {
  const [column = ''] = item.split(' ')
  const target = new RegExp(`\\breferences ([a-z0-9_.]+) ?(?:${COLUMNS})?`, 'i').exec(item)
  return [
    ...(/\bprimary key\b/i.test(item) ? [{ kind: 'primary' as const, columns: [column] }] : []),
    ...(/\bunique\b/i.test(item) ? [{ kind: 'unique' as const, columns: [column] }] : []),
    ...(target
      ? [{ kind: 'foreign' as const, columns: [column], target: target[1] ?? '', targetColumns: columnsIn(target[2]) }]
      : []),
  ]
}
