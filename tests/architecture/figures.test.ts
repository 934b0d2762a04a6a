import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import usage from '../../src/capabilities/assessment/data/usage-words.json' with { type: 'json' }
import { FigureRef } from '../../src/kernel/figures.ts'
import type { FigureTeller, ListTeller } from '../../src/platform/figures.ts'
import { ROOT } from './support/planted-tree.ts'

const CAPABILITIES = join(ROOT, 'src/capabilities')

interface Told<T> {
  readonly capability: string
  readonly teller: T
}

/** What the front doors of all capabilities tell: exports whose names end in `Figures` and `Lists`. */
async function told(): Promise<{ figures: readonly Told<FigureTeller>[]; lists: readonly Told<ListTeller>[] }> {
  const figures: Told<FigureTeller>[] = []
  const lists: Told<ListTeller>[] = []
  for (const capability of readdirSync(CAPABILITIES, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    const { name } = capability
    if (!readdirSync(join(CAPABILITIES, name)).includes('public.ts')) continue
    const door = (await import(join(CAPABILITIES, name, 'public.ts'))) as Record<string, unknown>
    for (const [key, value] of Object.entries(door)) {
      if (!Array.isArray(value)) continue
      if (key.endsWith('Figures'))
        for (const teller of value as FigureTeller[]) figures.push({ capability: name, teller })
      if (key.endsWith('Lists')) for (const teller of value as ListTeller[]) lists.push({ capability: name, teller })
    }
  }
  return { figures, lists }
}

let all: Awaited<ReturnType<typeof told>>
beforeAll(async () => {
  all = await told()
}, 60_000)

const idsOf = (tellers: readonly Told<{ readonly spec: { readonly id: string } }>[]) =>
  tellers.map(({ teller }) => teller.spec.id)

describe('figures and lists of all capabilities', () => {
  it('have ids of their own that begin with the capability that answers', () => {
    for (const told of [all.figures, all.lists]) {
      expect(new Set(idsOf(told)).size).toBe(told.length)
      for (const { capability, teller } of told) {
        expect(teller.spec.id).toMatch(new RegExp(`^${capability.replaceAll('-', '_')}\\.[a-z_]+$`))
        expect(FigureRef.safeParse(teller.spec.id).success).toBe(true)
      }
    }
    expect(idsOf(all.figures)).toEqual(expect.arrayContaining(['key_projects.invested', 'targets.completion']))
    expect(idsOf(all.lists)).toEqual(expect.arrayContaining(['key_projects.red_lights', 'targets.table']))
  })

  it('are named and explained in every hand-written language, each name once in its capability', () => {
    for (const tellers of [all.figures, all.lists] as const)
      for (const locale of ['zh-CN', 'en'] as const) {
        const names = tellers.map(({ capability, teller }) => `${capability}: ${teller.words[locale].name}`)
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
        for (const { teller } of tellers) {
          expect(teller.words[locale].name.trim()).not.toBe('')
          expect(teller.words[locale].meaning.trim()).not.toBe('')
          expect(/\p{Script=Han}/u.test(teller.words[locale].name)).toBe(locale === 'zh-CN')
        }
      }
  })

  it('have a heading for every column and no other', () => {
    for (const { teller } of all.lists)
      for (const locale of ['zh-CN', 'en'] as const)
        expect(Object.keys(teller.words[locale].columns), teller.spec.id).toEqual(
          teller.spec.columns.map(({ key }) => key),
        )
  })

  it('offer what may be named where they must be told an indicator', () => {
    for (const { teller } of all.figures)
      expect(teller.params !== undefined, teller.spec.id).toBe(teller.spec.param !== undefined)
  })

  it('count neither log-ins nor clicks nor filing', () => {
    const texts = all.figures.flatMap(({ teller }) =>
      (['zh-CN', 'en'] as const).map((locale) => `${teller.words[locale].name} ${teller.words[locale].meaning}`),
    )
    for (const word of usage.words) expect(texts.filter((text) => text.includes(word))).toEqual([])
  })
})
