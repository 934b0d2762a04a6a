import { sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { LEVELS, type Level, type LevelBody, type SchemeCriterion, type SchemeVersion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { MethodDrawing } from './method-drawing.tsx'
import { methodText } from './method-text.ts'
import { awardText, bandText, extraText, listText } from './outcome-text.ts'
import type { Words } from './wording.ts'

/** A version of a scheme to be read: groups, then level by level what is measured, how, and what a ranking leads to. */
export function SchemeBodyPart({ version }: { readonly version: SchemeVersion }) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { body, units } = version
  const nameOf = (id: string): string => units.find((unit) => unit.id === id)?.name ?? id
  return (
    <>
      <Section title={own.groups} note={own.groupsNote}>
        <dl className="as-groups">
          {body.groups.map((group) => (
            <div key={group.key}>
              <dt>
                {group.name} <span className="k-quiet">{own.units(group.unitIds.length)}</span>
              </dt>
              <dd>{group.unitIds.map(nameOf).join('、') || '—'}</dd>
            </div>
          ))}
          {body.exempt.map((each) => (
            <div key={each.unitId}>
              <dt>
                <Mark>{own.exempted}</Mark>
              </dt>
              <dd>
                {nameOf(each.unitId)}：{each.reason}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      {LEVELS.map((level) => {
        const shown = body.levels[level]
        return shown === null ? null : <LevelPart key={level} level={level} value={shown} version={version} />
      })}
    </>
  )
}

function LevelPart({
  level,
  value,
  version,
}: {
  readonly level: Level
  readonly value: LevelBody
  readonly version: SchemeVersion
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const named = words.screens.levels[level] ?? level
  const outcomes = [
    ...value.extras.map((each) => extraText(each, words)),
    ...value.lists.map((each) => listText(each, value, version.body, words)),
    ...value.awards.map((each) => awardText(each, value, version.body, words)),
    ...value.bands.map((each) => bandText(each, words)),
  ]
  return (
    <Section
      title={own.levelTitle(named)}
      note={own.roundingNote(value.decimals, value.rounding === 'half_up' ? own.halfUp : own.truncate, value.bonusCap)}
    >
      <DataTable<SchemeCriterion>
        id="assessment.scheme.criteria"
        label={`${own.levelTitle(named)} ${own.criteria}`}
        columns={columnsOf(level, version, words)}
        source={sourceOfRows(value.criteria)}
        rowKey={(row) => row.key}
        expand={drawn}
        isA3
      />
      {outcomes.length > 0 ? (
        <>
          <h3 className="as-sub">{own.outcomes}</h3>
          <ul className="as-outcomes">
            {outcomes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}

function drawn(criterion: SchemeCriterion) {
  return <Drawn criterion={criterion} />
}

function Drawn({ criterion }: { readonly criterion: SchemeCriterion }) {
  const { methods } = useMessages(assessmentMessages)
  return (
    <div className="as-drawn">
      <p>{methods.hints[criterion.method.kind]}</p>
      <MethodDrawing name={criterion.name} method={criterion.method} points={criterion.points} />
    </div>
  )
}

function columnsOf(level: Level, version: SchemeVersion, words: Words): readonly Column<SchemeCriterion>[] {
  const own = words.schemes
  return [
    {
      key: 'name',
      title: own.criterionName,
      width: 170,
      isPinned: true,
      cell: (row) => (
        <>
          {row.name} {row.isExpected ? <Mark>{words.screens.desk.expected}</Mark> : null}
        </>
      ),
    },
    {
      key: 'points',
      title: own.points,
      kind: 'number',
      width: 90,
      cell: (row) => (
        <>
          {row.points}
          {row.seasons.map((each) => (
            <div key={each.at} className="k-quiet">
              {own.periodAt[level](each.at)} {each.points}
            </div>
          ))}
        </>
      ),
    },
    {
      key: 'method',
      title: words.methods.kind,
      width: 380,
      cell: (row) => {
        const nameOf = (key: string): string => row.figures.find((each) => each.key === key)?.name ?? key
        return (
          <>
            <b>{words.methods.kinds[row.method.kind]}</b> {methodText(row.method, row.points, nameOf, words.methods)}
          </>
        )
      },
    },
    {
      key: 'figures',
      title: own.figures,
      width: 210,
      cell: (row) =>
        row.figures.map(({ key, name, unit, from }) => (
          <div key={key}>
            {name}
            {unit ? <span className="k-unit"> {unit}</span> : null}{' '}
            <span className="k-quiet">{words.screens.desk.origins[from.kind]}</span>
          </div>
        )),
    },
    {
      key: 'source',
      title: own.source,
      width: 130,
      cell: (row) =>
        row.sourceUnitId === null
          ? words.screens.desk.fromResults
          : (version.units.find(({ id }) => id === row.sourceUnitId)?.name ?? '—'),
    },
  ]
}
