import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields } from '../../../ui/navigation.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import { useSession } from '../../../ui/session.tsx'
import { type Item, type ItemAction, showItem } from '../contract.ts'
import { ENDED_STATES } from '../rules/states.ts'
import { ActDialog } from './act-dialogs.tsx'
import { useItemWords } from './choices.tsx'
import { ItemHistory } from './history-part.tsx'
import { SeverityMark, SpecialMarks, StateMark, TierMark } from './item-marks.tsx'
import { AssignmentPart, FactsPart, FilesPart, LadderPart, SimilarPart } from './item-parts.tsx'
import { ItemPath } from './item-path.tsx'
import './obstacles.css'
import { ReceiptPart } from './receipt-part.tsx'

/** One item: where it stands, what may be done, its clock, its ladder, its papers and everything that happened. */
export default function ItemPage() {
  const { itemId } = usePathFields('itemId')
  const item = useOperation(showItem, { itemId })
  return <Answer of={item}>{(answer) => <Shown item={answer} />}</Answer>
}

/** Acts that bring an item on; they stand first and in the colour of the house. */
const FORWARD: ReadonlySet<ItemAction> = new Set([
  'send',
  'verify',
  'assign',
  'sign',
  'start',
  'answer',
  'decide_extension',
  'agree_as_proposer',
  'agree_as_assigner',
  'rate',
  'close',
  'resume',
  'decide',
])

function Shown({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const go = useGo()
  const isSample = useSession().sample
  const [action, setAction] = useState<ItemAction>()
  const [isDone, setDone] = useState(false)
  const act = (chosen: ItemAction): void => {
    setDone(false)
    if (chosen === 'edit') go(`/obstacles/report?item=${item.id}`)
    else setAction(chosen)
  }
  const ordered = [...item.actions].sort((one, other) => Number(FORWARD.has(other)) - Number(FORWARD.has(one)))
  return (
    <>
      <PageHeader
        back={<AppLink to="/obstacles">{words.page.back}</AppLink>}
        title={item.title}
        note={[item.number ?? words.marks.noNumber, words.kinds[item.kind], item.proposerUnit?.name]
          .filter(Boolean)
          .join(' · ')}
        marks={
          <>
            <StateMark state={item.state} /> <SeverityMark severity={item.severity} /> <TierMark tier={item.tier} />{' '}
            <SpecialMarks of={item} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={
          <button type="button" className="k-button" onClick={() => window.print()}>
            {words.page.print}
          </button>
        }
      />
      <section className="k-section ob-now" aria-label={words.page.next}>
        <ItemPath item={item} />
        <div className="k-toolbar no-print">
          {ordered.length === 0 ? (
            <span className="k-quiet">{ENDED_STATES.includes(item.state) ? words.page.ended : words.page.waiting}</span>
          ) : null}
          {ordered.map((each) => (
            <button
              key={each}
              type="button"
              className={FORWARD.has(each) ? 'k-button k-button-primary' : 'k-button'}
              onClick={() => act(each)}
            >
              {words.actions[each]}
            </button>
          ))}
        </div>
        <output className="ob-said" aria-live="polite">
          {isDone ? words.page.done_ : ''}
        </output>
        <Notices item={item} />
      </section>
      <FactsPart item={item} />
      <AssignmentPart item={item} />
      <ReceiptPart item={item} />
      <LadderPart item={item} />
      <FilesPart item={item} />
      <SimilarPart item={item} />
      <RecordPanels subject={{ kind: 'item', id: item.id }} />
      <ItemHistory itemId={item.id} />
      <ActDialog
        item={item}
        action={action}
        onDone={() => {
          setAction(undefined)
          setDone(true)
        }}
        onClose={() => setAction(undefined)}
      />
    </>
  )
}

/** What stands in the way just now, in words. */
function Notices({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const { locale } = useLocale()
  const { page } = words
  return (
    <>
      {item.extension ? (
        <p className="ob-note" role="note">
          {page.extension(item.extension.days)} — {item.extension.reason} · {page.progress}: {item.extension.progress}
        </p>
      ) : null}
      {item.suspension ? (
        <p className="ob-note" role="note">
          {page.suspended(words.causes[item.suspension.cause], formatDay(asDay(item.suspension.reviewOn), locale))} —{' '}
          {item.suspension.reason}
        </p>
      ) : null}
      {item.levelAbove ? (
        <p className="ob-note" role="note">
          {page.levelAbove(item.levelAbove.body)} · {page.asks}: {item.levelAbove.ask}
        </p>
      ) : null}
      {item.systemicId ? (
        <p className="ob-note" role="note">
          {words.similar.partOf} <AppLink to={`/obstacles/${item.systemicId}`}>{words.similar.openSystemic}</AppLink>
        </p>
      ) : null}
    </>
  )
}
