import { useState } from 'react'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { type FactorEntry, showNeed } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { AmountText } from './amounts.tsx'
import { NeedActions } from './need-actions.tsx'
import { ReverseDialog } from './need-dialogs.tsx'

/** The ledger below a row of a table of needs. */
export function ledgerBelow(row: { readonly id: string }) {
  return <NeedLedger needId={row.id} />
}

/** Every line of a need's ledger, the newest first. */
function NeedLedger({ needId }: { readonly needId: string }) {
  const words = useMessages(projectSupportMessages).needs
  const shown = useOperation(showNeed, { needId })
  const [struck, setStruck] = useState<FactorEntry>()
  return (
    <Answer of={shown}>
      {(need) => (
        <div className="ps-below-row">
          <div className="k-toolbar no-print">
            <NeedActions need={need} />
          </div>
          {need.note ? <p className="k-quiet">{need.note}</p> : null}
          <div className="k-table-scroll" role="region" aria-label={words.ledger} tabIndex={0}>
            <table className="k-table" aria-label={words.ledger}>
              <thead>
                <tr>
                  <th scope="col">{words.onDay}</th>
                  <th scope="col">{words.ledger}</th>
                  <th scope="col" className="k-number">
                    {words.amount}
                  </th>
                  <th scope="col">{words.basis}</th>
                  <th scope="col">{words.actor}</th>
                </tr>
              </thead>
              <tbody>
                {need.entries.map((entry) => (
                  <Line key={entry.id} entry={entry} need={need} onReverse={() => setStruck(entry)} />
                ))}
              </tbody>
            </table>
          </div>
          {struck ? <ReverseDialog need={need} entry={struck} onClose={() => setStruck(undefined)} /> : null}
        </div>
      )}
    </Answer>
  )
}

function Line({
  entry,
  need,
  onReverse,
}: {
  readonly entry: FactorEntry
  readonly need: { readonly factor: Parameters<typeof AmountText>[0]['factor'] }
  readonly onReverse: () => void
}) {
  const words = useMessages(projectSupportMessages)
  const { locale } = useLocale()
  const { lender, dueOn, approval, basis } = entry
  return (
    <tr>
      <td>
        <DayText day={entry.onDay} />
      </td>
      <td>
        {words.kinds[entry.kind]} {entry.isReversed ? <Mark>{words.needs.reversed}</Mark> : null}
      </td>
      <td className="k-number">
        <AmountText factor={need.factor} amount={entry.amount} />
      </td>
      <td>
        {basis || '—'}
        {lender && dueOn ? <div className="k-quiet">{words.needs.lentBy(lender, formatDay(dueOn, locale))}</div> : null}
        {approval ? (
          <div className="k-quiet">
            {words.needs.approvedAs(approval.title, approval.personName, approval.document)}
          </div>
        ) : null}
      </td>
      <td>
        {entry.actorName}{' '}
        {entry.canReverse ? (
          <button type="button" className="k-button k-button-text no-print" onClick={onReverse}>
            {words.needActions.reverse}
          </button>
        ) : null}
      </td>
    </tr>
  )
}
