import { QRCode } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Answer, Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { issueSeatLinks, listSeats, type Seat } from '../contract.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { PaperSheets } from './paper-sheets.tsx'
import { useWords } from './words.ts'

type Link = OutputOf<typeof issueSeatLinks>['items'][number]

/** The cards of the seats, each with the code that opens its ballot: made and shown once, to be printed at once; and paper ballots as a spare. */
export default function CardsPage() {
  return <ContestFrame>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const [{ seat }] = useUrlState({ seat: '' })
  const issue = useCommand(issueSeatLinks)
  const seats = useOperation(listSeats, { contestId: contest.id })
  const asked = useRef(false)
  const { mutate } = issue
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    mutate({ contestId: contest.id, ...(seat ? { seatIds: [seat] } : {}) })
  }, [contest.id, seat, mutate])
  if (issue.error) return <RefusalNote refusal={issue.error} />
  const links = issue.data?.items
  if (!links) return <Loading />
  return <Answer of={seats}>{({ items }) => <Cards contest={contest} links={links} seats={items} />}</Answer>
}

function Cards({
  contest,
  links,
  seats,
}: {
  readonly contest: Contest
  readonly links: readonly Link[]
  readonly seats: readonly Seat[]
}) {
  const words = useWords()
  const [isPaper, setPaper] = useState(false)
  const isSecure = window.isSecureContext && location.protocol === 'https:'
  const wanted = seats.filter(({ id }) => links.some(({ seatId }) => seatId === id))
  return (
    <>
      <div className="no-print ct-cards-head">
        <p className="k-refusal ct-once" role="status">
          {words.cards.once}
        </p>
        {isSecure ? null : <p className="ct-warn">{words.cards.insecure}</p>}
        <div className="k-toolbar">
          <button type="button" className="k-button k-button-primary" onClick={() => window.print()}>
            {isPaper ? words.cards.paper : words.cards.print}
          </button>
          <label className="ct-check">
            <input type="checkbox" checked={isPaper} onChange={(event) => setPaper(event.target.checked)} />
            {words.cards.paperTitle}
          </label>
          <AppLink className="k-button" to={`/contests/${contest.id}/seats`}>
            {words.cards.back}
          </AppLink>
        </div>
      </div>
      {isPaper ? (
        <PaperSheets contest={contest} seats={wanted} />
      ) : (
        <div className="ct-cards">
          {links.map((link) => (
            <Card key={link.seatId} contest={contest} link={link} seat={seats.find(({ id }) => id === link.seatId)} />
          ))}
        </div>
      )}
    </>
  )
}

function Card({
  contest,
  link,
  seat,
}: {
  readonly contest: Contest
  readonly link: Link
  readonly seat: Seat | undefined
}) {
  const words = useWords()
  const address = `${location.origin}${link.path}`
  const className = contest.body.classes.find(({ key }) => key === seat?.classKey)?.name ?? ''
  return (
    <article className="ct-card" aria-label={words.seats.seat(link.number)}>
      <div>
        <p className="ct-card-contest">
          {contest.name}
          {contest.isRehearsal ? ` · ${words.rehearsal}` : ''}
        </p>
        <p className="k-quiet">
          <DayText day={contest.heldOn} /> {contest.place}
        </p>
        <p className="ct-card-seat">{words.seats.seat(link.number)}</p>
        <p className="ct-card-label">{link.label}</p>
        <p className="k-quiet">{className}</p>
        <p className="ct-card-note">{words.cards.scan}</p>
        <p className="k-quiet">{words.cards.keep}</p>
      </div>
      <figure>
        <div aria-hidden="true">
          <QRCode type="svg" value={address} size={168} bordered={false} color="#000" bgColor="#fff" errorLevel="M" />
        </div>
        <figcaption>
          <a href={address} target="_blank" rel="noreferrer">
            {address}
          </a>
        </figcaption>
      </figure>
    </article>
  )
}
