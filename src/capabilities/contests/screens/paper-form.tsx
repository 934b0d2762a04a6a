import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { type BallotContent, type ContestBody, type Seat, typePaper } from '../contract.ts'
import { aboutText } from './ballot-text.ts'
import type { Contest } from './contest-frame.tsx'
import { plain, useWords } from './words.ts'

type Entrant = ContestBody['entrants'][number]
/** What was typed so far: by entrant one text a column (a mark, a grade, a place, a cross), and the difficulty. */
type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>

const VOTE = 'vote'
const DIFFICULTY = 'difficulty'

/** Types a paper ballot in, as the sheet has it; another person will hold it against the sheet. */
export function PaperForm({
  contest,
  seats,
  onClose,
}: {
  readonly contest: Contest
  readonly seats: readonly Seat[]
  readonly onClose: () => void
}) {
  const words = useWords()
  const { body } = contest
  const [seatId, setSeatId] = useState<string>()
  const [about, setAbout] = useState(body.casting === 'at_end' ? '*' : undefined)
  const [typed, setTyped] = useState<Typed>({})
  const submit = useCommand(typePaper, { onSuccess: onClose })
  const seat = seats.find(({ id }) => id === seatId)
  const excluded = new Set(seat?.excluded)
  const entrants = body.entrants.filter(({ key }) => !excluded.has(key) && (about === '*' || key === about))
  const content = about && entrants.length > 0 ? contentOf(body, entrants, typed) : undefined
  const choices =
    body.casting === 'at_end'
      ? [{ value: '*', label: words.papers.all }]
      : body.entrants
          .filter(({ key }) => !excluded.has(key))
          .map(({ key }) => ({ value: key, label: aboutText(body, key, words) }))
  return (
    <Modal
      open
      title={words.papers.typeTitle}
      width={720}
      okText={words.papers.submit}
      okButtonProps={{ disabled: !seatId || !about || !content }}
      confirmLoading={submit.isPending}
      onOk={() => {
        if (seatId && about && content) submit.mutate({ contestId: contest.id, seatId, about, content })
      }}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        {submit.error ? <RefusalNote refusal={submit.error} /> : null}
        <div className="k-toolbar">
          <div className="ct-field ct-wide">
            <span>{words.papers.seat}</span>
            <Select
              aria-label={words.papers.seat}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={words.papers.choose}
              value={seatId}
              options={seats.map((each) => ({
                value: each.id,
                label: `${words.seats.seat(each.number)} ${each.label}`,
              }))}
              onChange={setSeatId}
            />
          </div>
          <div className="ct-field ct-wide">
            <span>{words.papers.about}</span>
            <Select
              aria-label={words.papers.about}
              placeholder={words.papers.choose}
              value={about}
              options={choices}
              onChange={setAbout}
            />
          </div>
        </div>
        {seatId && about ? <Grid body={body} entrants={entrants} typed={typed} onChange={setTyped} /> : null}
        {seatId && about && !content ? <p className="k-quiet">{words.papers.missing}</p> : null}
      </div>
    </Modal>
  )
}

interface GridProps {
  readonly body: ContestBody
  readonly entrants: readonly Entrant[]
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
}

function Grid({ body, entrants, typed, onChange }: GridProps) {
  const words = useWords()
  const columns = columnsOf(body, words)
  const set = (entrant: string, column: string, text: string): void =>
    onChange({ ...typed, [entrant]: { ...typed[entrant], [column]: text } })
  return (
    <div className="ct-scroll">
      <table className="k-table">
        <thead>
          <tr>
            <th scope="col">{words.desk.columns.name}</th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entrants.map((entrant) => (
            <tr key={entrant.key}>
              <th scope="row">{entrant.name}</th>
              {columns.map((column) => {
                const label = `${entrant.name} ${column.title}`
                const value = typed[entrant.key]?.[column.key] ?? ''
                return (
                  <td key={column.key}>
                    {column.options ? (
                      <Select
                        aria-label={label}
                        style={{ width: 110 }}
                        value={value || undefined}
                        options={[...column.options]}
                        onChange={(next: string) => set(entrant.key, column.key, next)}
                      />
                    ) : column.isCross ? (
                      <input
                        type="checkbox"
                        aria-label={label}
                        checked={value === 'x'}
                        onChange={(event) => set(entrant.key, column.key, event.target.checked ? 'x' : '')}
                      />
                    ) : (
                      <Input
                        aria-label={label}
                        inputMode="decimal"
                        style={{ width: 90 }}
                        value={value}
                        onChange={(event) => set(entrant.key, column.key, event.target.value.normalize('NFKC').trim())}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface GridColumn {
  readonly key: string
  readonly title: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly isCross?: boolean
}

function columnsOf(body: ContestBody, words: ReturnType<typeof useWords>): readonly GridColumn[] {
  const difficulty = body.coefficient.kind === 'voted' ? [{ key: DIFFICULTY, title: words.cards.difficulty }] : []
  switch (body.ballot.kind) {
    case 'score':
      return [
        ...body.ballot.criteria.map(({ key, name, max }) => ({
          key: `mark ${key}`,
          title: `${name}（0–${plain(max)}）`,
        })),
        ...difficulty,
      ]
    case 'grades':
      return [
        {
          key: VOTE,
          title: words.editor.grade,
          options: body.ballot.grades.map(({ key, name }) => ({ value: key, label: name })),
        },
        ...difficulty,
      ]
    case 'ranking':
      return [{ key: VOTE, title: words.cards.placeColumn }, ...difficulty]
    default:
      return [{ key: VOTE, title: words.cards.chosenColumn, isCross: true }, ...difficulty]
  }
}

/** The ballot as typed; `undefined` while something is missing. Whether it fits the rules is said by the server. */
function contentOf(body: ContestBody, entrants: readonly Entrant[], typed: Typed): BallotContent | undefined {
  const textOf = (entrant: string, column: string): string => typed[entrant]?.[column] ?? ''
  const isNumber = (text: string): boolean => /^\d{1,6}(\.\d{1,6})?$/.test(text)
  const asksDifficulty = body.coefficient.kind === 'voted'
  if (asksDifficulty && entrants.some(({ key }) => !isNumber(textOf(key, DIFFICULTY)))) return undefined
  const difficulty = asksDifficulty ? Object.fromEntries(entrants.map(({ key }) => [key, textOf(key, DIFFICULTY)])) : {}
  const { ballot } = body
  switch (ballot.kind) {
    case 'score': {
      const marks = Object.fromEntries(
        entrants.map(({ key }) => [
          key,
          Object.fromEntries(ballot.criteria.map((criterion) => [criterion.key, textOf(key, `mark ${criterion.key}`)])),
        ]),
      )
      const isWhole = Object.values(marks).every((each) => Object.values(each).every(isNumber))
      return isWhole ? { kind: 'score', marks, difficulty } : undefined
    }
    case 'grades': {
      const marks = Object.fromEntries(entrants.map(({ key }) => [key, textOf(key, VOTE)]))
      return Object.values(marks).every((grade) => grade !== '') ? { kind: 'grades', marks, difficulty } : undefined
    }
    case 'ranking': {
      const places = Object.fromEntries(entrants.map(({ key }) => [key, Number(textOf(key, VOTE))]))
      const isWhole = Object.values(places).every((place) => Number.isInteger(place) && place > 0)
      return isWhole ? { kind: 'ranking', places, difficulty } : undefined
    }
    default: {
      const chosen = entrants.filter(({ key }) => textOf(key, VOTE) === 'x').map(({ key }) => key)
      return chosen.length > 0 ? { kind: 'approve', chosen, difficulty } : undefined
    }
  }
}
