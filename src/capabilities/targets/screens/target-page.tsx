import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { LightTag, Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import { useMay } from '../../../ui/session.tsx'
import { showTarget, type TargetAction, type TargetRow } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { goalText } from '../rules/goal-words.ts'
import { FiguresPart } from './figures-part.tsx'
import { SplitPart } from './split-part.tsx'
import { ActionDialog } from './target-actions.tsx'
import { placeText } from './target-columns.tsx'
import { TrendPart } from './trend-part.tsx'
import { VersionsPart } from './versions-part.tsx'
import { figureText, lightSentence, numberOf } from './wording.ts'

/** One target: where it stands and why, its split, curve, figures with every revision, versions and what was published. */
export default function TargetPage() {
  const words = useMessages(targetsMessages)
  const { targetId } = usePathFields('targetId')
  const answer = useOperation(showTarget, { targetId }, { keepPrevious: true })
  const [action, setAction] = useState<TargetAction>()
  return (
    <Answer of={answer}>
      {(shown) => {
        const { target } = shown
        return (
          <>
            <PageHeader
              back={<AppLink to={`/targets?year=${target.year}`}>{words.page.back}</AppLink>}
              title={`${target.unitName} ${target.indicator.name}`}
              note={[
                String(target.year),
                goalText(target.goal, target.indicator, words),
                words.states[target.state],
                target.campaignName,
              ]
                .filter(Boolean)
                .join(' · ')}
              marks={
                <>
                  <StandingLight target={target} />
                  {target.isSample ? <SampleMark /> : null}
                </>
              }
              actions={target.actions.map((each) => (
                <button key={each} type="button" className="k-button" onClick={() => setAction(each)}>
                  {words.actions[each]}
                </button>
              ))}
            />
            {target.isUnreleased ? <Mark tone="notice">{words.page.unreleased}</Mark> : null}
            {target.withdrawnReason ? <p className="k-refusal">{target.withdrawnReason}</p> : null}
            <Standing target={target} />
            <SplitPart shown={shown} />
            <TrendPart target={target} curve={shown.curve} />
            <FiguresPart shown={shown} />
            <VersionsPart shown={shown} />
            <RecordPanels subject={{ kind: 'target', id: target.id }} />
            {action ? (
              <ActionDialog
                target={target}
                versions={shown.versions}
                action={action}
                onClose={() => setAction(undefined)}
              />
            ) : null}
          </>
        )
      }}
    </Answer>
  )
}

function StandingLight({ target }: { readonly target: TargetRow }) {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  return <LightTag colour={target.light.light} reason={lightSentence(target, words, locale)} />
}

/** The rule that judged, as the way to it for those who may read rules. */
function RuleOfLight({ rule }: Pick<TargetRow['light'], 'rule'>) {
  const { reason } = useMessages(targetsMessages)
  const mayReadRules = useMay('lights.view')
  if (!rule) return null
  const said = reason.rule(rule.version)
  return mayReadRules ? <AppLink to={`/lights/${rule.code}`}>{said}</AppLink> : <span className="k-quiet">{said}</span>
}

function Standing({ target }: { readonly target: TargetRow }) {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const { columns, page } = words
  const { progress, shown, indicator, actual } = target
  const withUnit = (text: string | null) => (text === null ? null : words.goal(figureText(text), indicator.unitText))
  return (
    <Section title={page.standing} note={progress.actual === null ? undefined : formatPeriod(progress.period, locale)}>
      <p>
        {lightSentence(target, words, locale)} <RuleOfLight rule={target.light.rule} />
      </p>
      <Facts
        items={[
          { label: columns.actual, value: withUnit(progress.actual) },
          { label: columns.goal, value: goalText(target.goal, indicator, words) },
          {
            label: columns.completion,
            value: (
              <PaceBar
                done={numberOf(progress.completion)}
                pace={numberOf(progress.pace)}
                colour={target.light.light}
              />
            ),
          },
          { label: columns.pace, value: shown.pacePercent && `${shown.pacePercent}%` },
          { label: columns.gap, value: shown.gapPoints },
          { label: columns.remaining, value: withUnit(progress.remaining) },
          { label: page.paceForecast, value: withUnit(progress.forecast) },
          { label: page.sourceForecast, value: withUnit(actual?.yearForecast ?? null) },
          { label: columns.growth, value: actual?.growthPercent && `${actual.growthPercent}%` },
          { label: columns.rank, value: placeText(target, words) },
          {
            label: columns.published,
            value: actual?.rank && actual.rankOf ? words.place(actual.rank, actual.rankOf) : null,
          },
          { label: columns.owner, value: target.ownerName },
          { label: page.assessing, value: target.assessingUnitName },
          { label: page.stretch, value: withUnit(target.goal.stretch) },
          { label: page.base, value: withUnit(target.goal.base) },
          { label: columns.kind, value: words.kinds[indicator.kind] },
          { label: columns.status, value: actual && words.statuses[actual.status] },
          { label: columns.asOf, value: actual?.asOf },
          {
            label: page.source,
            value: target.source && (
              <AppLink to={`/dispatches/${target.source.dispatchId}`} title={target.source.quote}>
                {target.source.title}
              </AppLink>
            ),
          },
        ]}
      />
    </Section>
  )
}
