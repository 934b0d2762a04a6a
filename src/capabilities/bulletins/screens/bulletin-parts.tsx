import { Input } from 'antd'
import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { sentenceOf } from '../../../kernel/language.ts'
import { sourceOfRows, useCommand } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import {
  type BoundNumber,
  type Bulletin,
  FREE_MARKS,
  type FreeMark,
  type FreeNumber,
  type MarkedNumber,
  saveBulletin,
} from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { unanswered } from '../rules/free-numbers.ts'
import { NumberFacts } from './paper-view.tsx'

interface PartProps {
  readonly bulletin: Bulletin
}

/** What is to be done before a draft may be published; says so where nothing is. */
export function ObstructionsPart({ bulletin }: PartProps) {
  const words = useMessages(bulletinsMessages).page
  const { locale } = useLocale()
  return (
    <Section title={words.obstructions}>
      {bulletin.obstructions.length === 0 ? (
        <p className="bul-ready">{words.ready}</p>
      ) : (
        <ul className="bul-list">
          {bulletin.obstructions.map((each) => (
            <li key={each.code}>{sentenceOf(each, locale, [bulletinsMessages])}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Where a bulletin comes from, who answers for it, how long it is, and its digest. */
export function FactsPart({ bulletin }: PartProps) {
  const words = useMessages(bulletinsMessages)
  const { page } = words
  const { locale } = useLocale()
  const { length } = bulletin
  return (
    <Section title={page.facts}>
      <Facts
        items={[
          { label: words.desk.kind, value: words.kinds[bulletin.kind] },
          { label: page.period, value: formatPeriod(bulletin.period, locale) },
          { label: page.template, value: page.templateVersion(bulletin.templateName, bulletin.templateVersion) },
          { label: page.author, value: bulletin.authorName },
          ...(bulletin.publishedAt === null
            ? []
            : [
                { label: page.publishedBy, value: bulletin.publishedBy },
                { label: page.publishedAt, value: <InstantText at={bulletin.publishedAt} /> },
              ]),
          {
            label: page.length,
            value: (
              <span title={page.lengthNote} className={length.isOver ? 'bul-over' : ''}>
                {page.lengthOf(length.characters, length.limit)}
              </span>
            ),
          },
          ...(length.reason === '' ? [] : [{ label: page.longReason, value: length.reason }]),
          ...(bulletin.discardedReason === null ? [] : [{ label: page.discarded, value: bulletin.discardedReason }]),
        ]}
      />
      <p className="k-quiet">{page.lengthNote}</p>
      {bulletin.digest === null ? null : (
        <p className="bul-digest">
          <span className="k-quiet">{page.digest}</span> <code>{bulletin.digest}</code>
        </p>
      )}
    </Section>
  )
}

/** What corrects a bulletin, and what it corrects. */
export function CorrectionNotes({ bulletin }: PartProps) {
  const words = useMessages(bulletinsMessages).page
  const published = bulletin.corrections.filter(({ state }) => state === 'published')
  const open = bulletin.corrections.filter(({ state }) => state === 'draft')
  const links = (notices: Bulletin['corrections']) =>
    notices.map(({ id, title, number, state }) => (
      <AppLink key={id} to={`/bulletins/${id}`}>
        {title} {state === 'published' ? number : ''}
      </AppLink>
    ))
  return (
    <div className="no-print">
      {bulletin.corrects ? (
        <p className="bul-note">
          {words.corrects} {links([bulletin.corrects])}
        </p>
      ) : null}
      {published.length > 0 ? (
        <p className="bul-note bul-note-warn">
          {words.correctedNote} {links(published)}
        </p>
      ) : null}
      {open.length > 0 ? (
        <p className="bul-note bul-note-warn">
          {words.correctingNote} {links(open)}
        </p>
      ) : null}
    </div>
  )
}

/** The bound numbers of a bulletin with what they are bound to. */
export function NumbersPart({ bulletin }: PartProps) {
  const words = useMessages(bulletinsMessages).page
  if (bulletin.numbers.length === 0)
    return (
      <Section title={words.numbers}>
        <p className="k-quiet">{words.noNumbers}</p>
      </Section>
    )
  return (
    <Section title={words.numbers} note={words.numbersNote}>
      <DataTable
        id="bulletins.numbers"
        label={words.numbersList}
        columns={numberColumns(words)}
        source={sourceOfRows(bulletin.numbers)}
        rowKey={(row) => row.name}
        expand={factsOfNumber}
      />
    </Section>
  )
}

function numberColumns(words: (typeof bulletinsMessages)['zh-CN']['page']): readonly Column<BoundNumber>[] {
  return [
    { key: 'name', title: words.numberName, width: 70, cell: (row) => row.name },
    { key: 'shown', title: words.numberShown, width: 96, cell: (row) => <Shown row={row} unknown={words.unknown} /> },
    { key: 'question', title: words.numberQuestion, width: 104, cell: (row) => row.figureName },
  ]
}

function Shown({ row, unknown }: { readonly row: BoundNumber; readonly unknown: string }) {
  return row.shown === '' ? <Mark tone="warn">{unknown}</Mark> : row.shown
}

function factsOfNumber(row: BoundNumber) {
  return <NumberFacts number={row} />
}

/** The typed numbers of a draft nobody answers for, each to be marked; in a published one what they were marked as. */
export function FreePart({ bulletin }: PartProps) {
  const words = useMessages(bulletinsMessages)
  const isDraft = bulletin.actions.includes('save')
  const byHand = bulletin.free.filter(({ isByShape }) => !isByShape)
  const open = isDraft ? unanswered(byHand) : []
  const marked = byHand.filter((each) => !open.includes(each))
  return (
    <Section title={words.page.free} note={words.page.freeNote}>
      {byHand.length === 0 ? <p className="k-quiet">{words.page.noFree}</p> : null}
      <ul className="bul-free">
        {open.map((each) => (
          <li key={`${each.block}${each.text}${each.around}`}>
            <MarkForm bulletin={bulletin} free={each} />
          </li>
        ))}
        {marked.map((each) => (
          <li key={`${each.block}${each.text}${each.around}`}>
            <q>{each.around}</q> {each.mark === null ? null : <Mark>{words.marks[each.mark]}</Mark>} {each.source}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function MarkForm({ bulletin, free }: { readonly bulletin: Bulletin; readonly free: FreeNumber }) {
  const words = useMessages(bulletinsMessages)
  const [mark, setMark] = useState<FreeMark | null>(free.mark)
  const [source, setSource] = useState(free.source)
  const save = useCommand(saveBulletin)
  const { body, id, version } = bulletin
  const keep = (): void => {
    if (mark === null) return
    const added: MarkedNumber = { block: free.block, text: free.text, mark, source }
    const others = body.marks.filter(({ block, text }) => block !== free.block || text !== free.text)
    save.mutate({ bulletinId: id, expectedVersion: version, body: { ...body, marks: [...others, added] } })
  }
  const isShort = mark === null || (mark === 'quotation' && source.trim() === '')
  return (
    <div className="bul-mark">
      <q>{free.around}</q>
      {save.error ? <RefusalNote refusal={save.error} /> : null}
      <div className="k-toolbar">
        <span className="bul-mark-choice">
          <ChoiceField
            aria-label={words.page.freeMark(free.text)}
            value={mark}
            options={FREE_MARKS.map((value) => ({ value, label: words.marks[value] }))}
            onChange={(next) => setMark(FREE_MARKS.find((each) => each === next) ?? null)}
          />
        </span>
        {mark === 'quotation' ? (
          <Input
            className="bul-mark-source"
            aria-label={words.page.freeSource(free.text)}
            placeholder={words.page.sourceHint}
            maxLength={200}
            value={source}
            onChange={(event) => setSource(event.target.value)}
          />
        ) : null}
        <button type="button" className="k-button" disabled={isShort || save.isPending} onClick={keep}>
          {words.page.mark}
        </button>
      </div>
    </div>
  )
}
