import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { closeVoting, freezeBoard, thawBoard } from '../contract.ts'
import { BeforePart } from './desk-before.tsx'
import { BoardsPart } from './desk-boards.tsx'
import { CurrentPart } from './desk-current.tsx'
import { DeskList } from './desk-list.tsx'
import { RevealPart } from './reveal-part.tsx'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { type DeskProps, useDesk } from './use-desk.ts'
import { useWords } from './words.ts'
import './desk.css'

/** The host's desk: everything of the running event on one page, from the draw to the close of the vote. */
export default function DeskPage() {
  return <ContestFrame>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const words = useWords()
  const { query, isLive, aheadMs } = useDesk(contest.id)
  return (
    <Answer of={query}>
      {(desk) => {
        const props = { contest, desk, aheadMs }
        return (
          <>
            <Bar {...props} isLive={isLive} />
            {desk.state === 'draft' ? <Empty>{words.desk.draft}</Empty> : null}
            {desk.state === 'cancelled' ? <Empty>{words.desk.cancelled}</Empty> : null}
            {desk.state === 'frozen' ? <BeforePart {...props} /> : null}
            {desk.state === 'running' ? (
              <div className="dk">
                <CurrentPart {...props} />
                <DeskList {...props} />
              </div>
            ) : null}
            {['closed', 'counted', 'signed', 'published'].includes(desk.state) ? <After {...props} /> : null}
          </>
        )
      }}
    </Answer>
  )
}

function Bar({ contest, desk, isLive }: DeskProps & { readonly isLive: boolean }) {
  const words = useWords()
  const [isClosing, setClosing] = useState(false)
  const [isShowing, setShowing] = useState(false)
  const path = { contestId: contest.id, expectedOrdinal: desk.ordinal }
  const freeze = useCommand(freezeBoard)
  const thaw = useCommand(thawBoard)
  const close = useCommand(closeVoting, { onSuccess: () => setClosing(false) })
  const isOpen = desk.windows.some((each) => each.isOpen)
  const refusal = freeze.error ?? thaw.error
  return (
    <div className="dk-bar k-toolbar">
      <Mark tone={isLive ? 'good' : 'warn'}>{isLive ? words.desk.live : words.desk.polling}</Mark>
      <Mark tone={desk.boundSeats < desk.seats ? 'warn' : 'good'}>{words.desk.seats(desk.boundSeats, desk.seats)}</Mark>
      {desk.papersWaiting > 0 ? (
        <AppLink to={`/contests/${contest.id}/papers`}>
          <Mark tone="warn">{words.desk.papers(desk.papersWaiting)}</Mark>
        </AppLink>
      ) : null}
      {desk.isBoardFrozen ? <Mark tone="notice">{`❄ ${words.desk.frozen}`}</Mark> : null}
      <span className="dk-gap" />
      <button type="button" className="k-button" onClick={() => setShowing(true)}>
        {words.desk.open}
      </button>
      {desk.actions.includes('host') || desk.actions.includes('reveal_places') ? (
        <button
          type="button"
          className="k-button"
          title={words.desk.freezeNote}
          disabled={freeze.isPending || thaw.isPending}
          onClick={() => (desk.isBoardFrozen ? thaw : freeze).mutate(path)}
        >
          {desk.isBoardFrozen ? words.desk.thaw : words.desk.freeze}
        </button>
      ) : null}
      {desk.actions.includes('close') ? (
        <button
          type="button"
          className="k-button"
          disabled={isOpen}
          title={isOpen ? words.desk.closeWaiting : undefined}
          onClick={() => setClosing(true)}
        >
          {words.desk.close}
        </button>
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <Modal
        open={isClosing}
        title={words.desk.close}
        okText={words.desk.close}
        confirmLoading={close.isPending}
        onOk={() => close.mutate({ ...path, expectedVersion: desk.version })}
        onCancel={() => setClosing(false)}
      >
        {close.error ? <RefusalNote refusal={close.error} /> : null}
        <p>{words.desk.closeSure}</p>
      </Modal>
      {isShowing ? <BoardsPart contest={contest} onClose={() => setShowing(false)} /> : null}
    </div>
  )
}

function After(props: DeskProps) {
  const words = useWords()
  const { contest, desk } = props
  return (
    <>
      {desk.state === 'closed' ? (
        <p className="ct-next">
          <span>{words.desk.after}</span>
          <AppLink className="k-button k-button-primary" to={`/contests/${contest.id}/result`}>
            {words.desk.goResult}
          </AppLink>
        </p>
      ) : null}
      {desk.actions.includes('reveal_places') ? <RevealPart {...props} /> : null}
      <Section title={words.desk.order}>
        <DeskList {...props} />
      </Section>
    </>
  )
}
