import { formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields, useUrlState } from '../../../ui/navigation.tsx'
import { type ReplayedRound, replayScheme, showScheme, showSchemeVersion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { SlopeChart } from './slope-chart.tsx'
import { thisYear } from './today.ts'
import './assessment.css'
import './scheme.css'

const STATE = { version: 0, year: '', round: '' } as const

/** The sandbox: the settled rounds of a past year ranked again by a version, places before and after side by side. */
export default function SandboxPage() {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { locale } = useLocale()
  const { schemeId } = usePathFields('schemeId')
  const [state, patch, reset] = useUrlState(STATE)
  const found = useOperation(showScheme, { schemeId })
  const scheme = found.data?.scheme
  const number = state.version || scheme?.draft || scheme?.frozen || 0
  const version = useOperation(showSchemeVersion, { schemeId, number }, { enabled: number > 0 })
  const year = Number(state.year) || undefined
  const replayed = useOperation(
    replayScheme,
    { schemeId, number, ...(year ? { year } : {}) },
    { enabled: number > 0, keepPrevious: true },
  )
  const rounds = replayed.data?.rounds ?? []
  const years = Array.from({ length: 4 }, (_, back) => String(thisYear() - back))
  return (
    <>
      <PageHeader
        back={<AppLink to={`/assessment/schemes/${schemeId}`}>{scheme?.name ?? words.screens.menu.schemes}</AppLink>}
        title={own.sandbox}
        note={own.sandboxNote}
      />
      <div className="as-filters">
        <FilterBar
          filters={[
            {
              kind: 'choice',
              key: 'version',
              label: own.versions,
              options: (found.data?.versions ?? []).map((each) => ({
                value: String(each.number),
                label: `${own.version(each.number)} · ${own.states[each.state]}`,
              })),
            },
            {
              kind: 'choice',
              key: 'year',
              label: own.replayYear,
              options: years.map((value) => ({ value, label: value })),
            },
            {
              kind: 'choice',
              key: 'round',
              label: words.screens.choose.round,
              options: rounds.map((each) => ({
                value: each.roundId,
                label: `${each.schemeName} · ${formatPeriod(each.period, locale)}`,
              })),
            },
          ]}
          value={{ version: String(number), year: String(replayed.data?.year ?? state.year), round: state.round }}
          onChange={(change) =>
            patch({ ...change, ...('version' in change ? { version: Number(change['version']) || 0 } : {}) })
          }
          onReset={reset}
        />
      </div>
      <Answer of={replayed}>
        {({ rounds: all, year: asked }) =>
          all.length === 0 ? (
            <Empty>{own.sandboxEmpty(asked)}</Empty>
          ) : (
            all
              .filter(({ roundId }) => state.round === '' || roundId === state.round)
              .map((round) => (
                <Replayed
                  key={round.roundId}
                  round={round}
                  nameOf={(criterion) =>
                    version.data?.version.body.levels[round.level]?.criteria.find(({ key }) => key === criterion)
                      ?.name ?? criterion
                  }
                />
              ))
          )
        }
      </Answer>
    </>
  )
}

function Replayed({
  round,
  nameOf,
}: {
  readonly round: ReplayedRound
  readonly nameOf: (criterion: string) => string
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { locale } = useLocale()
  const compared = round.groups.filter(({ isNew }) => !isNew)
  const moved = compared.flatMap(({ units }) => units).filter((unit) => unit.rankBefore !== unit.rankAfter).length
  const { firm, shifts } = words.screens.stability
  const missing = [...new Set(round.missing.map(({ criterion }) => nameOf(criterion)))]
  return (
    <Section
      title={words.screens.roundName(round.schemeName, formatPeriod(round.period, locale))}
      note={compared.length === 0 ? undefined : moved === 0 ? firm : shifts(moved)}
    >
      {missing.length > 0 ? <p className="as-note">{own.replayMissing(missing.join('、'))}</p> : null}
      <div className="as-slopes">
        {round.groups.map((group) => (
          <figure key={group.key} className="as-slope">
            <figcaption>
              {group.name} {group.isNew ? <Mark tone="warn">{own.groupNew}</Mark> : null}
            </figcaption>
            <div className="as-slope-box" role="region" aria-label={group.name} tabIndex={0}>
              <SlopeChart
                label={group.name}
                before={own.before}
                after={own.after}
                units={group.units}
                isComparable={!group.isNew}
              />
            </div>
          </figure>
        ))}
      </div>
    </Section>
  )
}
