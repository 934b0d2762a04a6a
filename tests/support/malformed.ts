/** A source of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A part of a JSON schema, as far as the generator reads it. */
export interface Shape {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly $ref?: string
}

/** Texts that have broken programs before: statements, markup, formulas, paths, days that are none, odd characters, great length. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  "'; drop table units; --",
  "' or '1'='1",
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  "=cmd|'/c calc'!A1",
  '@SUM(1+1)*cmd',
  '../../../../etc/passwd',
  'C:\\windows\\system32',
  'file:///etc/passwd',
  '%00%0a%0d',
  'a\u0000b',
  '\ud800',
  '\u202e\u200f逆向',
  '😀'.repeat(50),
  '示例'.repeat(40_000),
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-13',
  '2026-W54',
  '1e309',
  '-0',
  '9'.repeat(400),
  '０１２３',
  '${7*7}{{7*7}}',
  '%',
  '_',
  '\\',
  '[]',
  '{}',
  'null',
  '01234567-89ab-7cde-8f01-23456789abcd',
]

/** Values of every kind that a field may be given instead of its own. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  false,
  0,
  -1,
  0.1,
  1e308,
  2 ** 53,
  -(2 ** 63),
  [],
  [null],
  [[[[[[]]]]]],
  Array.from({ length: 3_000 }, (_, at) => at),
  {},
  { a: { a: { a: {} } } },
  { constructor: { prototype: 1 }, toString: 'x', length: -1 },
]

/** Values that exist, by the name of the field that holds them. */
export type KnownValues = ReadonlyMap<string, readonly unknown[]>

/** Makes values after shapes, of a seeded source; `known` are values that exist, to get past the first question. */
export function valueMaker(random: () => number, known: KnownValues) {
  const ids = known.get('id') ?? ['01234567-89ab-7cde-8f01-23456789abcd']
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const text = (shape: Shape, name: string): unknown => {
    const values = known.get(name)
    if (values && random() < 0.9) return pick(values)
    if (name.endsWith('On')) return pick(['2026-03-16', '2026-01-01', '2026-12-31'])
    if (shape.format === 'uuid' || shape.pattern?.includes('[0-9a-fA-F]{8}')) return pick(ids)
    if (shape.format === 'date' || shape.pattern?.includes('\\d{4}-')) return `2026-0${1 + Math.floor(random() * 9)}-15`
    if (shape.pattern === '^\\d{6}$') return pick(['370786', '370700', '370724'])
    return pick(['示例', '2026', '2026-M03', '370786', '12.5', 'a1b2c3', '示例项目甲', ...ids.slice(0, 3)])
  }
  const plausible = (shape: Shape | undefined, name = '', depth = 0): unknown => {
    if (!shape || depth > 6) return '示例'
    if (shape.const !== undefined) return shape.const
    if (shape.enum) return pick(shape.enum)
    const branches = shape.anyOf ?? shape.oneOf
    if (branches) return plausible(pick(branches), name, depth + 1)
    const type = Array.isArray(shape.type) ? pick(shape.type as readonly string[]) : shape.type
    switch (type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(shape.properties ?? {})
            .filter(([field]) => shape.required?.includes(field) || random() < 0.4)
            .map(([field, member]) => [field, plausible(member, field, depth + 1)]),
        )
      case 'array':
        return Array.from({ length: Math.floor(random() * 3) }, () =>
          plausible(shape.items, name.replace(/s$/, ''), depth + 1),
        )
      case 'integer':
      case 'number':
        if (known.has(name)) return pick(known.get(name) ?? [])
        return pick([0, 1, 2, 10, 2026, shape.minimum ?? 1, Math.min(shape.maximum ?? 100, 100_000_000_000)])
      case 'boolean':
        return random() < 0.5
      case 'null':
        return null
      default:
        return text(shape, name)
    }
  }
  /** The value with one part of it, somewhere, replaced, left out, added or doubled. */
  const spoiled = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      if (value.length === 0 || random() < 0.3) return pick([pick(HOSTILE_VALUES), [pick(HOSTILE_VALUES)]])
      const at = Math.floor(random() * value.length)
      return value.map((each: unknown, index) => (index === at ? spoiled(each) : each))
    }
    if (typeof value !== 'object' || value === null) return pick(HOSTILE_VALUES)
    const names = Object.keys(value)
    const name = names.length > 0 ? pick(names) : 'odd'
    const rest = Object.fromEntries(Object.entries(value).filter(([each]) => each !== name))
    const chance = random()
    if (chance < 0.15) return rest
    if (chance < 0.3) return { ...value, [pick(HOSTILE_TEXTS).slice(0, 100) || 'x']: pick(HOSTILE_VALUES) }
    return { ...value, [name]: spoiled((value as Record<string, unknown>)[name]) }
  }
  return { pick, plausible, spoiled }
}
