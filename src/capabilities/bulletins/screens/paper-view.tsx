import { Popover } from 'antd'
import { formatDay, formatPeriod } from '../../../kernel/format.ts'
import { asDay } from '../../../kernel/day.ts'
import { Facts } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { BoundNumber, ComposedBlock, ComposedPaper, Piece } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'

/** A paper is Chinese in whatever language the screen is. */
const zh = bulletinsMessages['zh-CN'].paperWords

/** A bulletin as its paper looks: masthead, number, title, text, signature. Every bound number opens to its question. */
export function PaperView({
  paper,
  numbers,
  stamp,
}: {
  readonly paper: ComposedPaper
  readonly numbers: readonly BoundNumber[]
  /** A word across the head of what is no published paper. */
  readonly stamp?: string | undefined
}) {
  const words = useMessages(bulletinsMessages)
  return (
    <article className="bul-paper" lang="zh-CN" aria-label={words.page.paper}>
      {stamp ? <p className="bul-stamp">{stamp}</p> : null}
      {paper.urgency === '' ? null : <p className="bul-urgency">{paper.urgency}</p>}
      {paper.masthead === '' ? null : <p className="bul-masthead">{paper.masthead}</p>}
      {paper.number === '' && paper.masthead === '' ? null : (
        <p className={paper.masthead === '' ? 'bul-number' : 'bul-number bul-ruled'}>{paper.number}</p>
      )}
      <p className="bul-title">{paper.title}</p>
      {paper.recipient === '' ? null : <p className="bul-recipient">{zh.recipient(paper.recipient)}</p>}
      {paper.blocks.map((block) => (
        <BlockView key={block.key} block={block} numbers={numbers} />
      ))}
      {paper.attachments.map((each, index) => (
        <p key={each} className="bul-text">
          {index === 0 ? zh.attachments : null}
          {paper.attachments.length > 1 ? `${index + 1}.` : ''}
          {each}
        </p>
      ))}
      {paper.signer === '' ? null : (
        <div className="bul-signature">
          <p>{paper.signer}</p>
          <p>{paper.signedOn}</p>
        </div>
      )}
      {paper.contact === '' ? null : <p className="bul-text">{zh.note(paper.contact)}</p>}
      {paper.copiedTo === '' && paper.printedBy === '' ? null : (
        <div className="bul-record">
          {paper.copiedTo === '' ? null : <p>{zh.copiedTo(paper.copiedTo)}</p>}
          {paper.printedBy === '' ? null : (
            <p className="bul-printed">
              <span>{paper.printedBy}</span>
              <span>{zh.printedOn(paper.signedOn)}</span>
            </p>
          )}
        </div>
      )}
    </article>
  )
}

function BlockView({ block, numbers }: { readonly block: ComposedBlock; readonly numbers: readonly BoundNumber[] }) {
  if (block.kind === 'heading')
    return (
      <p className={`bul-heading bul-heading-${block.level}`}>
        <Pieces pieces={block.pieces} numbers={numbers} />
      </p>
    )
  if (block.kind === 'paragraph')
    return (
      <p className="bul-text">
        <Pieces pieces={block.pieces} numbers={numbers} />
      </p>
    )
  const whole = block.columns.reduce((sum, { share }) => sum + share, 0)
  return (
    <>
      {/* A table wider than a phone is moved sideways by keyboard too. */}
      <div className="bul-table-scroll" tabIndex={0} role="region" aria-label={block.caption}>
        <table className="bul-table">
          <caption>{block.caption}</caption>
          <colgroup>
            {block.columns.map(({ heading, share }) => (
              <col key={heading} style={{ width: `${(share / whole) * 100}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {block.columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {block.columns.map(({ heading, align }, at) => (
                  <td key={heading} className={`bul-${align}`}>
                    {row[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {block.note === '' ? null : <p className="bul-text">{block.note}</p>}
    </>
  )
}

function Pieces({ pieces, numbers }: { readonly pieces: readonly Piece[]; readonly numbers: readonly BoundNumber[] }) {
  const keyed = pieces.map((piece, index) => ({ piece, key: `${index}` }))
  return keyed.map(({ piece, key }) => {
    const number = numbers.find(({ name }) => name === piece.number)
    return number ? <NumberPart key={key} text={piece.text} number={number} /> : <span key={key}>{piece.text}</span>
  })
}

function NumberPart({ text, number }: { readonly text: string; readonly number: BoundNumber }) {
  return (
    <>
      <Popover trigger="click" title={number.name} content={<NumberFacts number={number} />}>
        <button type="button" className={number.value === null ? 'bul-bound bul-unknown' : 'bul-bound'}>
          {text}
        </button>
      </Popover>
      {/* On paper plain words, which break into lines as words do. */}
      <span className="bul-bound-printed">{text}</span>
    </>
  )
}

/** The question behind a number: which figure, of whom, of which period, its exact value, as of when, and a way to the records. */
export function NumberFacts({ number }: { readonly number: BoundNumber }) {
  const words = useMessages(bulletinsMessages).page
  const { locale } = useLocale()
  return (
    <div className="bul-facts">
      <Facts
        items={[
          { label: words.numberQuestion, value: number.figureName },
          { label: words.numberSubject, value: number.unitName === '' ? words.region : number.unitName },
          { label: words.period, value: formatPeriod(number.period, locale) },
          { label: words.numberValue, value: number.value ?? words.unknown },
          { label: words.numberAsOf, value: number.asOf ? formatDay(asDay(number.asOf), locale) : null },
          { label: words.numberAskedAt, value: <InstantText at={number.askedAt} /> },
          {
            label: words.numberRows,
            value: <AppLink to={number.path}>{words.rows(number.rows)}</AppLink>,
          },
        ]}
      />
    </div>
  )
}
