import { describe, expect, it } from 'vitest'
import { contracts } from '../../src/apps/contracts.ts'
import { catalogues } from '../../src/apps/server/registry.ts'
import { screens } from '../../src/apps/web/registry.ts'
import { LOCALES, type WrittenLocale } from '../../src/kernel/language.ts'

const LANGUAGES: readonly WrittenLocale[] = ['zh-CN', 'en']
const named: readonly string[] = contracts.filter(({ stream }) => !stream).map(({ id }) => id)

/** Acts of the sign-in edge: they are audited and no operations. */
const SIGN_IN = /^session\./

describe('what operations are called', () => {
  it.each(LANGUAGES)('every operation has a name in %s', (language) => {
    const names = catalogues.flatMap((each) => Object.entries(each[language].operations ?? {}))
    const missing = named.filter((id) => !names.some(([key, name]) => key === id && name.trim() !== ''))
    expect(missing).toEqual([])
  })

  it.each(LANGUAGES)('in %s no name is left over, said twice or shared by two operations', (language) => {
    const names = catalogues.flatMap((each) => Object.entries(each[language].operations ?? {}))
    const ids = names.map(([id]) => id)
    expect(ids.filter((id) => !SIGN_IN.test(id) && !named.includes(id))).toEqual([])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const words = names.map(([, name]) => name)
    expect(words.filter((name, index) => words.indexOf(name) !== index)).toEqual([])
  })

  it.each(LOCALES)('the pages get every name in %s', (locale) => {
    const known = Object.assign({}, ...screens.map((each) => each.operations?.(locale) ?? {}))
    expect(named.filter((id) => !(id in known))).toEqual([])
  })
})
