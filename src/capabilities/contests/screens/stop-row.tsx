import { Input, InputNumber, Select } from 'antd'
import { asDay, type Day, isDay } from '../../../kernel/day.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import type { StopBody } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { ProjectFinder } from './units.tsx'
import { optionsOf, useWords } from './words.ts'

/** A stop as it is typed; the name of its project is for the eye. */
export type TypedStop = StopBody & { readonly id?: string; readonly projectName?: string | null }

/** One stop of the route while it is planned. */
export function StopRow({
  contest,
  stop,
  ordinal,
  isFirst,
  isLast,
  onChange,
  onMove,
  onRemove,
}: {
  readonly contest: Contest
  readonly stop: TypedStop
  readonly ordinal: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onChange: (patch: Partial<TypedStop>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}) {
  const words = useWords()
  const { columns, kinds } = words.tour
  const label = `${ordinal}. ${stop.name}`
  return (
    <div className="ct-row" role="group" aria-label={label}>
      <b className="ct-ordinal">{ordinal}</b>
      <div className="ct-field" style={{ width: 110 }}>
        <span>{columns.kind}</span>
        <Select
          aria-label={`${label} ${columns.kind}`}
          value={stop.kind}
          options={optionsOf(kinds)}
          onChange={(kind) => onChange({ kind })}
        />
      </div>
      <label className="ct-field ct-wide">
        <span>{columns.name}</span>
        <Input maxLength={100} value={stop.name} onChange={(event) => onChange({ name: event.target.value })} />
      </label>
      <div className="ct-field" style={{ width: 280 }}>
        <span>
          {columns.project}
          {stop.projectName ? ` · ${stop.projectName}` : ''}
        </span>
        <ProjectFinder
          label={`${label} ${columns.project}`}
          hint={words.editor.addProjectsHint}
          taken={new Set()}
          onFound={({ id, name }) =>
            onChange({ projectId: id, projectName: name, ...(stop.name === '' ? { name } : {}) })
          }
        />
      </div>
      <div className="ct-field" style={{ width: 180 }}>
        <span>{columns.entrant}</span>
        <Select
          aria-label={`${label} ${columns.entrant}`}
          allowClear
          value={stop.entrantKey ?? undefined}
          options={contest.body.entrants.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key?: string) => onChange({ entrantKey: key ?? null })}
        />
      </div>
      <div className="ct-field" style={{ width: 140 }}>
        <span>{columns.on}</span>
        <DayField
          aria-label={`${label} ${columns.on}`}
          value={stop.on}
          onChange={(day) => {
            if (day && isDay(day)) onChange({ on: asDay(day) })
          }}
        />
      </div>
      <label className="ct-field" style={{ width: 90 }}>
        <span>{columns.arriveAt}</span>
        <Input
          maxLength={5}
          inputMode="numeric"
          placeholder="09:00"
          value={stop.arriveAt}
          status={/^([01]\d|2[0-3]):[0-5]\d$/.test(stop.arriveAt) ? '' : 'error'}
          onChange={(event) => onChange({ arriveAt: event.target.value.normalize('NFKC').trim() })}
        />
      </label>
      <label className="ct-field" style={{ width: 80 }}>
        <span>{columns.minutes}</span>
        <InputNumber
          className="k-fill"
          min={1}
          max={480}
          value={stop.minutes}
          onChange={(next) => onChange({ minutes: next ?? 1 })}
        />
      </label>
      <label className="ct-field" style={{ width: 80 }}>
        <span>{columns.driveMinutes}</span>
        <InputNumber
          className="k-fill"
          min={0}
          max={480}
          value={stop.driveMinutes}
          onChange={(next) => onChange({ driveMinutes: next ?? 0 })}
        />
      </label>
      <label className="ct-field" style={{ width: 150 }}>
        <span>{words.tour.place}</span>
        <Input maxLength={200} value={stop.place} onChange={(event) => onChange({ place: event.target.value })} />
      </label>
      <label className="ct-field" style={{ width: 150 }}>
        <span>{columns.narrator}</span>
        <Input maxLength={100} value={stop.narrator} onChange={(event) => onChange({ narrator: event.target.value })} />
      </label>
      <label className="ct-field" style={{ width: 260 }}>
        <span>{words.tour.promiseThen}</span>
        <Input maxLength={1000} value={stop.promise} onChange={(event) => onChange({ promise: event.target.value })} />
      </label>
      <span className="ct-pair">
        <button
          type="button"
          className="k-button k-button-text"
          aria-label={`${label} ${words.tour.up}`}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="k-button k-button-text"
          aria-label={`${label} ${words.tour.down}`}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          ↓
        </button>
        <button
          type="button"
          className="k-button k-button-text"
          aria-label={words.tour.remove(label)}
          onClick={onRemove}
        >
          ×
        </button>
      </span>
    </div>
  )
}

/** A new stop after the last one: the bus is there once it has stayed and driven. */
export function newStop(day: Day, last: TypedStop | undefined): TypedStop {
  return {
    kind: 'visit',
    entrantKey: null,
    projectId: null,
    name: '',
    place: '',
    on: last?.on ?? day,
    arriveAt: last ? later(last.arriveAt, last.minutes + 15) : '08:30',
    minutes: 20,
    driveMinutes: last ? 15 : 0,
    narrator: '',
    promise: '',
  }
}

function later(clock: string, minutes: number): string {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  const all = Math.min(23 * 60 + 59, hours * 60 + rest + minutes)
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}
