import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { type ClockReceipt, type Item, showItemReceipt } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import '../../../ui/kit/table.css'

/** The receipt of an item's clock: when it ends and why, and a line a day. */
export function ReceiptPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const receipt = useOperation(showItemReceipt, { itemId: item.id })
  const { page } = words
  return (
    <Section title={page.clock} note={page.clockNote}>
      <Answer of={receipt}>
        {(answer) =>
          answer.state === 'not_started' ? (
            <p className="k-quiet">{page.noClock}</p>
          ) : (
            <Receipt receipt={answer} isAbove={item.state === 'level_above'} />
          )
        }
      </Answer>
    </Section>
  )
}

function Receipt({ receipt, isAbove }: { readonly receipt: ClockReceipt; readonly isAbove: boolean }) {
  const words = useItemWords()
  const { page, marks } = words
  const total = receipt.total === null ? page.meetingDecides : page.workdays(receipt.total)
  return (
    <>
      <p>
        <Mark tone={receipt.isOverdue ? 'bad' : 'notice'}>
          {isAbove ? words.states.level_above : page.clockStates[receipt.state]}
        </Mark>{' '}
        {page.used(receipt.used, total)}{' '}
        {receipt.isOverdue ? <Mark tone="bad">{marks.overdue(Math.abs(receipt.left ?? 0))}</Mark> : null}
        {!receipt.isOverdue && receipt.left !== null && receipt.state === 'running' ? (
          <span className="k-quiet">{marks.left(receipt.left)}</span>
        ) : null}
      </p>
      <Facts
        items={[
          { label: page.startedAt, value: <InstantText at={receipt.startedAt} /> },
          {
            label: page.dueAt,
            value: (
              <>
                <InstantText at={receipt.dueAt} />{' '}
                {receipt.basis ? <span className="k-quiet">{page.bases[receipt.basis]}</span> : null}
              </>
            ),
          },
          { label: page.answerDue, value: <InstantText at={receipt.answerDueAt} /> },
          { label: page.answered, value: <InstantText at={receipt.answeredAt} /> },
        ]}
      />
      <p className="k-quiet">
        {page.ladderVersion(receipt.ladderVersion)} · {page.calendar(receipt.calendarVersion)}
      </p>
      <details className="ob-days">
        <summary>{page.days_}</summary>
        <div className="k-table-scroll" role="region" aria-label={page.days_} tabIndex={0}>
          <table className="k-table" aria-label={page.days_}>
            <thead>
              <tr>
                <th scope="col">{page.dayColumns.day}</th>
                <th scope="col">{page.dayColumns.tier}</th>
                <th scope="col">{page.dayColumns.reason}</th>
                <th scope="col" className="k-number">
                  {page.dayColumns.used}
                </th>
                <th scope="col" className="k-number">
                  {page.dayColumns.left}
                </th>
              </tr>
            </thead>
            <tbody>
              {receipt.days.map((each) => (
                <tr key={each.day} data-counts={each.counts}>
                  <td>
                    <DayText day={each.day} /> {each.isDue ? <Mark tone="warn">{page.isDue}</Mark> : null}
                  </td>
                  <td>{words.tier(each.tier)}</td>
                  <td>
                    {page.dayReasons[each.reason]}{' '}
                    {each.isProvisional ? <span className="k-quiet">{page.provisional}</span> : null}
                  </td>
                  <td className="k-number">{each.used}</td>
                  <td className="k-number">{each.left}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
