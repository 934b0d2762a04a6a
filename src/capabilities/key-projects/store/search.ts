import { sql } from 'kysely'
import { bigramsOf, searchTerms } from '../../../kernel/bigram.ts'
import { pinyinInitials, pinyinKey } from '../../../platform/pinyin.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

const LATIN = /^[a-z]+$/
const SHORTEST_SOUND = 3
/** Most sets of grams looked up; the patterns decide the rest. */
const MOST_GRAMS = 3

/**
 * What a project is found by: the bigrams of its texts, and of its name the bigrams of its initials (`*zd`) and the first letters of its
 * reading from every syllable on (`~zho`).
 */
export function gramsOf(name: string, texts: readonly string[]): readonly string[] {
  const initials = pinyinInitials(name)
  const syllables = pinyinKey(name).split(' ')
  const sounds = syllables.map((_, index) => syllables.slice(index).join('').slice(0, SHORTEST_SOUND))
  return [
    ...new Set([
      ...bigramsOf(texts.join(' ')),
      ...Array.from(initials.slice(1), (letter, index) => `*${initials[index] ?? ''}${letter}`),
      ...sounds.filter((sound) => sound.length === SHORTEST_SOUND).map((sound) => `~${sound}`),
    ]),
  ]
}

/** A search as conditions: each of `grams` is a set of which a project must hold one; `texts` are checked on the row itself. */
interface Terms {
  readonly grams: readonly (readonly string[])[]
  readonly texts: readonly string[]
  /** Small Latin letters that may also be a reading or initials. */
  readonly sound: string | undefined
}

/** A search ready for a statement: the rarest set of grams where it is rare enough to begin with, and what is checked on each row. */
export interface Search extends Omit<Terms, 'grams'> {
  readonly rare: readonly string[] | undefined
}

/** With more rows than this a gram is no way in: rows are then read in the order of the list until the page is full. */
const MOST_ROWS = 2_000

/** Makes a search out of what was typed, beginning with the rarest of its grams. */
export async function searchFor({ tx, scope }: Context, text: string): Promise<Search> {
  const { grams, texts, sound } = termsOf(text)
  if (grams.length === 0) return { rare: undefined, texts, sound }
  const sets = JSON.stringify(grams)
  const { rows } = await sql<{ place: number; held: number }>`
    select place::int, (
      select count(*) from (
        select 1 from key_project_grams
        where region_code = ${scope.region} and gram = any(array(select jsonb_array_elements_text(terms.grams)))
        limit ${MOST_ROWS}
      ) as found
    ) as held
    from jsonb_array_elements(${sets}::jsonb) with ordinality as terms (grams, place)
    order by held, place limit 1`.execute(tx)
  const rarest = rows[0]
  const isRare = rarest !== undefined && rarest.held < MOST_ROWS
  return { rare: isRare ? grams[rarest.place - 1] : undefined, texts, sound }
}

function termsOf(text: string): Terms {
  const { grams, patterns } = searchTerms(text)
  const sound = text.toLowerCase().replaceAll(' ', '')
  const texts = patterns.map((pattern) => pattern.slice(1, -1))
  if (!LATIN.test(sound)) return { grams: spread(grams).map((gram) => [gram]), texts, sound: undefined }
  const isShort = sound.length < SHORTEST_SOUND
  const first = [...grams.slice(0, 1), `*${sound.slice(0, 2)}`, `~${sound.slice(0, SHORTEST_SOUND)}`]
  return { grams: isShort ? [] : [first], texts, sound }
}

/** A few of the grams, from both ends and the middle: neighbours say nearly the same. */
function spread(grams: readonly string[]): readonly string[] {
  if (grams.length <= MOST_GRAMS) return grams
  const at = [0, Math.floor(grams.length / 2), grams.length - 1]
  return at.flatMap((index) => grams[index] ?? [])
}

/** Keeps the grams of a project. */
export async function keepGrams({ tx, scope }: Context, number: string, grams: readonly string[]): Promise<void> {
  if (grams.length === 0) return
  await sql`insert into key_project_grams (region_code, gram, number)
    select ${scope.region}, gram, ${number} from unnest(${[...grams]}::text[]) as kept (gram)
    on conflict do nothing`.execute(tx)
}

/** Drops grams a project is no longer found by. */
export async function dropGrams({ tx, scope }: Context, number: string, grams: readonly string[]): Promise<void> {
  if (grams.length === 0) return
  await tx
    .withTables<KeyProjectTables>()
    .deleteFrom('key_project_grams')
    .where('region_code', '=', scope.region)
    .where('number', '=', number)
    .where(sql<boolean>`gram = any(${[...grams]}::text[])`)
    .execute()
}
