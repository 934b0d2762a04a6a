import { addDays, dayOf, startOfDay } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { tell } from '../../notices/public.ts'
import { listPostsOfRoles } from '../../organisation/public.ts'
import { type Change, checkPublished } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { changesSince, tellsTheSame } from '../rules/corrections.ts'
import { CORRECTION_KEY } from '../rules/templates.ts'
import * as store from '../store/bulletins.ts'
import { askAll } from './ask.ts'
import { makeDraft } from './bulletins.ts'
import { headingsIn } from './paper-of.ts'

/** Figures of this and the year before are still corrected; older papers are history. */
const DAYS_CHECKED = 731
const OFFICES = ['project_office', 'assessment_office', 'supervision_office'] as const
type Result = 'raised' | 'takenBack' | 'nothing'

/**
 * Compares what was published with what the ledgers say now. Where something would be printed otherwise, a correction notice is drafted for a person
 * to publish, or the one under way is brought up to date; where it is as it was again, the draft is taken back.
 */
export const checkPublishedOperation = implement(checkPublished, async (ctx) => {
  const since = startOfDay(addDays(dayOf(ctx.now), -DAYS_CHECKED))
  const published = await store.listCorrectable(ctx, since)
  const corrections = await store.listCorrections(
    ctx,
    published.map(({ id }) => id),
  )
  const results: Result[] = []
  for (const row of published)
    results.push(
      await checkOne(
        ctx,
        row,
        corrections.filter(({ corrects_id }) => corrects_id === row.id),
      ),
    )
  const count = (result: Result) => results.filter((each) => each === result).length
  return { checked: published.length, raised: count('raised'), takenBack: count('takenBack') }
})

async function checkOne(
  ctx: OperationContext,
  row: store.BulletinRow,
  corrections: readonly store.BulletinRow[],
): Promise<Result> {
  const asked = await askAll(ctx, row.body, { period: asPeriod(row.period), recipientUnitId: row.recipient_unit_id })
  const settled = corrections.filter(({ state }) => state !== 'draft').flatMap(({ changes }) => changes)
  const changes = changesSince({ numbers: row.numbers, tables: row.tables, settled }, asked, headingsIn(row.body))
  const open = corrections.find(({ state }) => state === 'draft')
  if (open) return refresh(ctx, open, changes)
  if (changes.length === 0) return 'nothing'
  const id = await makeDraft(ctx, {
    templateKey: CORRECTION_KEY,
    period: asPeriod(row.period),
    recipientUnitId: row.recipient_unit_id,
    correctsId: row.id,
    changes,
  })
  await tellWriters(ctx, row, id)
  return 'raised'
}

async function refresh(ctx: OperationContext, open: store.BulletinRow, changes: readonly Change[]): Promise<Result> {
  if (changes.length === 0) {
    await store.updateDraft(ctx, open.id, open.version, {
      ...store.partsOf({ changes: [] }),
      state: 'discarded',
      discarded_reason: bulletinsMessages['zh-CN'].takenBack,
      updated_at: ctx.now,
    })
    ctx.announce('bulletins.correction_taken_back', { subject: { kind: 'bulletin', id: open.id } })
    return 'takenBack'
  }
  if (tellsTheSame(open.changes, changes)) return 'nothing'
  await store.updateDraft(ctx, open.id, open.version, { ...store.partsOf({ changes }), updated_at: ctx.now })
  ctx.announce('bulletins.correction_refreshed', { subject: { kind: 'bulletin', id: open.id }, after: { changes } })
  return 'nothing'
}

/** Tells who wrote a bulletin that figures of it changed; where the system wrote it, the offices. */
async function tellWriters(ctx: OperationContext, row: store.BulletinRow, id: string): Promise<void> {
  const posts = await listPostsOfRoles(ctx, OFFICES, dayOf(ctx.now))
  const isPerson = posts.some(({ personId }) => personId === row.author_id)
  const personIds = isPerson ? [row.author_id] : [...new Set(posts.map(({ personId }) => personId))]
  if (personIds.length === 0) return
  await tell(ctx, [
    {
      key: `bulletins.correction:${id}`,
      group: 'told',
      kind: 'bulletins.correction_raised',
      words: { 'zh-CN': bulletinsMessages['zh-CN'].correctionRaised, en: bulletinsMessages.en.correctionRaised },
      title: row.title,
      unitName: '',
      dueOn: null,
      path: `/bulletins/${id}`,
      personIds,
    },
  ])
}
