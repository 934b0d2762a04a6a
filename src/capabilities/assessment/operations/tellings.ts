import { type Day, dayOf } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { type Role, ROLES } from '../../../kernel/permissions.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { NoticeGroup } from '../../notices/contract.ts'
import { tell } from '../../notices/public.ts'
import { listPostsOfRoles } from '../../organisation/public.ts'
import { assessmentMessages } from '../messages/index.ts'
import type { ReadRound } from './round-read.ts'

type Word = keyof (typeof assessmentMessages)['zh-CN']['tellings']

interface News {
  readonly word: Word
  readonly group: NoticeGroup
  readonly unitIds: readonly (string | null)[]
  readonly roles?: readonly Role[]
  readonly dueOn?: Day | null
  readonly path: `/${string}`
  /** What tells this from the same news of the same round. */
  readonly of: string
}

/** The source units owe figures and signatures. */
export async function tellFiguresWanted(ctx: OperationContext, round: ReadRound): Promise<void> {
  const owing = round.criteria.filter(({ standing }) => standing === 'owed')
  await tellNews(ctx, round, {
    word: 'figures_wanted',
    group: 'asked',
    unitIds: owing.map(({ body }) => body.sourceUnitId),
    path: `/assessment/figures?round=${round.row.id}`,
    of: 'figures',
  })
}

/** A correction made a signature void: its source unit has to sign again. */
export async function tellSignatureBroken(
  ctx: OperationContext,
  round: ReadRound,
  line: string,
  unitId: string | null,
) {
  await tellNews(ctx, round, {
    word: 'signature_broken',
    group: 'sent_back',
    unitIds: [unitId],
    path: `/assessment/figures?round=${round.row.id}`,
    of: line,
  })
}

/** The figures lie before the assessed units until a day. */
export async function tellCheckStarted(ctx: OperationContext, round: ReadRound, dueOn: Day): Promise<void> {
  await tellNews(ctx, round, {
    word: 'check_started',
    group: 'asked',
    unitIds: round.unitIds,
    dueOn,
    path: `/assessment/rounds/${round.row.id}`,
    of: `check:${dueOn}`,
  })
}

/** An objection waits for its answer: to the source unit, else to the assessment office. */
export async function tellAnswerer(
  ctx: OperationContext,
  round: ReadRound,
  objection: { readonly id: string; readonly answererUnitId: string | null; readonly dueOn: Day },
): Promise<void> {
  await tellNews(ctx, round, {
    word: 'objection_raised',
    group: 'asked',
    unitIds: [objection.answererUnitId],
    ...(objection.answererUnitId === null ? { roles: ['assessment_office'] as const } : {}),
    dueOn: objection.dueOn,
    path: '/assessment/objections',
    of: objection.id,
  })
}

/** An objection was answered: to the unit that raised it. */
export async function tellObjector(
  ctx: OperationContext,
  round: ReadRound,
  objection: { readonly id: string; readonly unitId: string; readonly decision: 'upheld' | 'rejected' },
): Promise<void> {
  await tellNews(ctx, round, {
    word: objection.decision === 'upheld' ? 'objection_upheld' : 'objection_rejected',
    group: 'told',
    unitIds: [objection.unitId],
    path: '/assessment/objections',
    of: objection.id,
  })
}

/** A ranking was published, or published again with corrections: to the assessed units. */
export async function tellPublished(ctx: OperationContext, round: ReadRound, edition: number): Promise<void> {
  await tellNews(ctx, round, {
    word: edition > 1 ? 'ranking_corrected' : 'ranking_published',
    group: 'told',
    unitIds: round.unitIds,
    path: `/assessment?round=${round.row.id}`,
    of: `edition:${edition}`,
  })
}

async function tellNews(ctx: OperationContext, round: ReadRound, news: News): Promise<void> {
  const units = new Set(news.unitIds)
  const posts = await listPostsOfRoles(ctx, ROLES, dayOf(ctx.now))
  const personIds = posts
    .filter((post) => units.has(post.unitId) || news.roles?.includes(post.role))
    .map(({ personId }) => personId)
    .filter((personId) => personId !== ctx.actor.personId)
  if (personIds.length === 0) return
  await tell(ctx, [
    {
      key: `assessment.${news.word}:${round.row.id}:${news.of}`,
      group: news.group,
      kind: `assessment.${news.word}`,
      words: {
        'zh-CN': assessmentMessages['zh-CN'].tellings[news.word],
        en: assessmentMessages.en.tellings[news.word],
      },
      title: `${round.schemeName} · ${formatPeriod(round.period, 'zh-CN')}`,
      unitName: '',
      dueOn: news.dueOn ?? null,
      path: news.path,
      personIds: [...new Set(personIds)],
    },
  ])
}
