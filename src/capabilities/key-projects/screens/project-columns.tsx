import type { Column } from '../../../ui/kit/columns.ts'
import './lights-panel.css'
import { LightShape, LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { DayText, InstantText, MoneyText, PercentText, PeriodText } from '../../../ui/kit/texts.tsx'
import type { Locale } from '../../../kernel/language.ts'
import { moneyUnitName } from '../../../kernel/format.ts'
import type { ProjectLine } from '../contract.ts'
import type { keyProjectsMessages } from '../messages/index.ts'

/** The words of this capability in one language. */
export type Words = (typeof keyProjectsMessages)['zh-CN']

/** The columns of the library; money in 万元. */
export function projectColumns(words: Words, locale: Locale): readonly Column<ProjectLine>[] {
  const { fields } = words
  const wan = (title: string) => `${title}${locale === 'en' ? ' ' : ''}(${moneyUnitName('wan', locale)})`
  return [
    {
      key: 'name',
      title: fields.name,
      width: 250,
      canSort: true,
      isPinned: true,
      cell: (row) => row.name,
    },
    { key: 'number', title: fields.number, width: 96, canSort: true, cell: (row) => row.number },
    {
      key: 'light',
      title: fields.light,
      width: 130,
      canSort: true,
      cell: (row) => (
        <>
          <LightTag colour={row.light} word={words.lights[row.light]} />
          <DimensionLights row={row} words={words} />
        </>
      ),
    },
    { key: 'stage', title: fields.stage, width: 80, canSort: true, cell: (row) => words.stages[row.stage] },
    { key: 'lists', title: words.list.listed, width: 120, cell: (row) => listsText(row, words) },
    {
      key: 'totalInvestment',
      title: wan(fields.totalInvestment),
      kind: 'number',
      canSort: true,
      cell: (row) => <MoneyText yuan={row.totalInvestment} unit="wan" />,
    },
    {
      key: 'yearPlan',
      title: wan(fields.yearPlan),
      kind: 'number',
      canSort: true,
      cell: (row) => <MoneyText yuan={row.yearPlan} unit="wan" />,
    },
    {
      key: 'investedThisYear',
      title: wan(fields.investedThisYear),
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.investedThisYear} unit="wan" />,
    },
    {
      key: 'completion',
      title: fields.completion,
      kind: 'number',
      canSort: true,
      cell: (row) => <PercentText ratio={row.completion} />,
    },
    { key: 'unit', title: fields.unitId, width: 140, cell: (row) => row.unitName },
    { key: 'sponsor', title: fields.sponsorPostId, width: 130, cell: (row) => row.sponsorTitle ?? '—' },
    {
      key: 'plannedCompletionOn',
      title: fields.plannedCompletionOn,
      width: 126,
      canSort: true,
      cell: (row) => <DayText day={row.plannedCompletionOn} />,
    },
    {
      key: 'investedAsOf',
      title: fields.investedAsOf,
      isHidden: true,
      cell: (row) => <PeriodText period={row.investedAsOf} />,
    },
    {
      key: 'plannedStartOn',
      title: fields.plannedStartOn,
      canSort: true,
      isHidden: true,
      cell: (row) => <DayText day={row.plannedStartOn} />,
    },
    { key: 'enterprise', title: fields.enterprise, width: 150, isHidden: true, cell: (row) => row.enterprise || '—' },
    {
      key: 'category',
      title: fields.category,
      isHidden: true,
      cell: (row) => (row.category ? words.categories[row.category] : '—'),
    },
    { key: 'leadUnit', title: fields.leadUnitId, isHidden: true, cell: (row) => row.leadUnitName ?? '—' },
    {
      key: 'registered',
      title: words.sheet.registered,
      isHidden: true,
      cell: (row) => (
        <Mark tone={row.isRegistered ? 'good' : 'calm'}>
          {row.isRegistered ? words.list.registered : words.list.notRegistered}
        </Mark>
      ),
    },
    {
      key: 'updatedAt',
      title: fields.updatedAt,
      canSort: true,
      isHidden: true,
      cell: (row) => <InstantText at={row.updatedAt} />,
    },
  ]
}

/** The lights of the dimensions as shapes; each says its dimension and its light. */
function DimensionLights({ row, words }: { readonly row: ProjectLine; readonly words: Words }) {
  const marks = row.lightDimensions.filter((each) => each.light !== 'none')
  if (marks.length === 0) return null
  return (
    <span className="light-marks">
      {marks.map(({ key, light }) => {
        const said = `${words.dimensions[key] ?? key}${words.list.colon}${words.lights[light]}`
        return (
          <span key={key} title={said}>
            <LightShape colour={light} size={9} />
            <span className="k-hidden">{said}</span>
          </span>
        )
      })}
    </span>
  )
}

/** The lists of the latest year a project is on: 省级续建. */
export function listsText({ memberships }: Pick<ProjectLine, 'memberships'>, words: Words): string {
  const latest = Math.max(0, ...memberships.map((each) => each.year))
  const texts = memberships
    .filter((each) => each.year === latest)
    .map((each) => `${words.levels[each.level]}${words.list.listJoin}${words.classes[each.listClass]}`)
  return texts.length > 0 ? texts.join('、') : words.list.unlisted
}
