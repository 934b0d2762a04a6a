import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { commitSeed, drawOrder, startContest } from '../contract.ts'
import type { DeskProps } from './use-desk.ts'
import { useWords } from './words.ts'

/** Before the start: the draw in two steps with the supervisor there, and the start itself. */
export function BeforePart({ contest, desk }: DeskProps) {
  const words = useWords()
  const { before } = words.desk
  const path = { contestId: contest.id, expectedOrdinal: desk.ordinal }
  const [word, setWord] = useState('')
  const [isStarting, setStarting] = useState(false)
  const commit = useCommand(commitSeed)
  const draw = useCommand(drawOrder)
  const start = useCommand(startContest, { onSuccess: () => setStarting(false) })
  const { commitment, seed, order } = desk.draw
  const nameOf = (key: string): string => desk.entrants.find((each) => each.key === key)?.name ?? key
  return (
    <Section
      title={before.title}
      actions={
        desk.actions.includes('start') ? (
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={desk.seats === 0}
            onClick={() => setStarting(true)}
          >
            {before.start}
          </button>
        ) : null
      }
    >
      <div className="k-stack">
        {desk.seats === 0 ? (
          <p className="ct-warn">
            {before.noSeats} <AppLink to={`/contests/${contest.id}/seats`}>{words.tabs.seats}</AppLink>
          </p>
        ) : null}
        <p className="k-quiet">{before.note}</p>
        {commit.error ? <RefusalNote refusal={commit.error} /> : null}
        {draw.error ? <RefusalNote refusal={draw.error} /> : null}
        {commitment === null ? (
          <div className="k-toolbar">
            <button
              type="button"
              className="k-button"
              disabled={!desk.actions.includes('draw') || commit.isPending}
              onClick={() => commit.mutate(path)}
            >
              {before.commit}
            </button>
            <span className="k-quiet">{before.byRules}</span>
          </div>
        ) : (
          <p>
            {before.commitment} <code className="dk-digest">{commitment}</code>
          </p>
        )}
        {commitment !== null && order === null ? (
          <form
            className="k-toolbar"
            onSubmit={(event) => {
              event.preventDefault()
              draw.mutate({ ...path, publicWord: word.trim() })
            }}
          >
            <label className="ct-field ct-wide">
              <span>{before.word}</span>
              <Input
                value={word}
                placeholder={before.wordHint}
                maxLength={100}
                onChange={(event) => setWord(event.target.value)}
              />
            </label>
            <button
              type="submit"
              className="k-button k-button-primary dk-foot"
              disabled={word.trim() === '' || draw.isPending}
            >
              {before.draw}
            </button>
          </form>
        ) : null}
        {order ? (
          <>
            <p>
              {before.seed} <code className="dk-digest">{seed}</code>
            </p>
            {contest.body.groups.map(({ key, name }) => (
              <div key={key}>
                <h3>{contest.body.groups.length > 1 ? `${before.drawn} · ${name}` : before.drawn}</h3>
                <ol className="dk-drawn">
                  {(order[key] ?? []).map((entrant) => (
                    <li key={entrant}>{nameOf(entrant)}</li>
                  ))}
                </ol>
              </div>
            ))}
          </>
        ) : null}
      </div>
      <Modal
        open={isStarting}
        title={before.start}
        okText={before.start}
        confirmLoading={start.isPending}
        onOk={() => start.mutate({ ...path, expectedVersion: desk.version })}
        onCancel={() => setStarting(false)}
      >
        {start.error ? <RefusalNote refusal={start.error} /> : null}
        <p>{before.startSure}</p>
      </Modal>
    </Section>
  )
}
