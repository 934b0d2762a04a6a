import { useState } from 'react'
import { formatInstant } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { type FigureLine, listRoundFigures, type RoundCriterion, type RoundPage } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { FigureGrid } from './figure-grid.tsx'
import { FigureLines } from './figure-lines.tsx'
import { SignPart } from './sign-part.tsx'

/** One criterion of a round: the grid of its figures, the lines behind them, and the signature. */
export function CriterionFigures({
  round,
  criterion,
}: {
  readonly round: RoundPage
  readonly criterion: RoundCriterion
}) {
  const words = useMessages(assessmentMessages)
  const { unit, screensPoints } = { unit: words.screens.unit, screensPoints: words.screens.points }
  const [isDirty, setDirty] = useState(false)
  const lines = useOperation(listRoundFigures, {
    roundId: round.id,
    criterion: criterion.criterion,
    history: 'true',
  })
  return (
    <div className="k-stack">
      <Section
        title={criterion.name}
        note={
          <>
            {screensPoints(criterion.points)}
            {criterion.sourceUnitName ? ` · ${unit.source(criterion.sourceUnitName)}` : ''}
          </>
        }
      >
        <Answer of={lines}>
          {({ items }) => (
            <>
              {criterion.actions.includes('enter') ? (
                <FigureGrid
                  key={criterion.criterion}
                  round={round}
                  criterion={criterion}
                  lines={items.filter(({ isCurrent }) => isCurrent)}
                  onDirty={setDirty}
                />
              ) : null}
              <Signed criterion={criterion} />
              {criterion.actions.includes('sign') && (criterion.signature?.isBroken ?? true) ? (
                <SignPart round={round} criterion={criterion} isDirty={isDirty} />
              ) : null}
            </>
          )}
        </Answer>
      </Section>
      <Answer of={lines}>
        {({ items }: { items: readonly FigureLine[] }) => (
          <FigureLines round={round} criterion={criterion} lines={items} />
        )}
      </Answer>
    </div>
  )
}

function Signed({ criterion }: { readonly criterion: RoundCriterion }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { unit: own } = words.screens
  const { signature } = criterion
  if (criterion.sourceUnitId === null) return <p className="k-quiet">{own.noSigner}</p>
  if (signature === null) return <Mark tone="warn">{own.unsigned}</Mark>
  return (
    <p className="as-note">
      {own.signed(signature.byName, signature.unitName ?? '', formatInstant(new Date(signature.at), locale))}{' '}
      <code title={words.screens.digestTitle}>{words.screens.digest(signature.digest)}</code>{' '}
      {signature.isBroken ? <Mark tone="bad">{own.broken}</Mark> : null}
    </p>
  )
}
