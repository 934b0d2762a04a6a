import { useEffect, useRef, useState } from 'react'
import { asDay, daysBetween } from '../../../kernel/day.ts'
import { Empty } from '../../../ui/kit/states.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { OwedLine } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { readable } from '../rules/readable.ts'
import { ActInPlace, simpleActOf } from './act-in-place.tsx'
import { shortDay, type Words } from './figures.ts'

const GROUPS = ['overdueGroup', 'weekGroup', 'openGroup'] as const

function groupOf({ isOverdue, dueOn }: OwedLine): (typeof GROUPS)[number] {
  if (isOverdue) return 'overdueGroup'
  return dueOn === null ? 'openGroup' : 'weekGroup'
}

/**
 * What the reader owes, by deadline and float. With the keyboard: j and k (or the arrows) go from line to line, Enter opens the act of the line;
 * simple acts are done in a box over the list, the rest on their own page.
 */
export function OwedList({ items, today }: { readonly items: readonly OwedLine[]; readonly today: string }) {
  const words = useMessages(overviewMessages)
  const [open, setOpen] = useState<OwedLine>()
  const list = useRef<HTMLDivElement>(null)
  useLineKeys(list)
  if (items.length === 0)
    return (
      <Section title={words.owed.title}>
        <Empty>
          <b className="oh-calm">{words.owed.empty}</b>
          <br />
          {words.owed.emptyHint}
        </Empty>
      </Section>
    )
  return (
    <div ref={list}>
      {GROUPS.map((group) => {
        const own = items.filter((item) => groupOf(item) === group)
        return own.length === 0 ? null : (
          <Section key={group} title={words.owed[group]} note={words.owed.count(own.length)}>
            <ul className={`oh-duties oh-${group}`}>
              {own.map((item) => (
                <li key={item.key}>
                  <Duty item={item} today={today} onAct={setOpen} />
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
      <p className="oh-keys k-quiet">{words.owed.keys}</p>
      {open ? <ActInPlace line={open} onClose={() => setOpen(undefined)} /> : null}
    </div>
  )
}

const NEXT = new Set(['j', 'ArrowDown'])
const PREVIOUS = new Set(['k', 'ArrowUp'])

/** Moves the focus from line to line by key, unless something is being typed or a box is open. */
function useLineKeys(list: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const move = (event: KeyboardEvent): void => {
      const step = NEXT.has(event.key) ? 1 : PREVIOUS.has(event.key) ? -1 : 0
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const lines = [...(list.current?.querySelectorAll<HTMLElement>('[data-owed]') ?? [])]
      const at = lines.findIndex((line) => line === document.activeElement)
      if (event.key.startsWith('Arrow') && at < 0) return
      const line = lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + step))]
      if (!line) return
      event.preventDefault()
      line.focus()
      line.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [list])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog[open]') !== null
  )
}

function Duty({
  item,
  today,
  onAct,
}: {
  readonly item: OwedLine
  readonly today: string
  readonly onAct: (item: OwedLine) => void
}) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const act = simpleActOf(item)
  const sentence = words.owed.sentences[item.kind]?.({ ...readable(item.values, locale), count: item.count })
  const inside = (
    <>
      <span className="oh-what">
        <b>{sentence ?? item.kind}</b>
        {item.title ? <span>{item.title}</span> : null}
        {item.unitName ? <small className="k-quiet">{item.unitName}</small> : null}
      </span>
      {item.count > 1 && item.title ? <span className="k-mark k-mark-calm">{words.owed.count(item.count)}</span> : null}
      {act ? <span className="k-mark k-mark-notice">{words.owed.acts[act]}</span> : null}
      <span className="oh-due">
        {item.dueOn ? shortDay(item.dueOn, locale) : ''}
        <em>{dueWords(item, today, words.owed)}</em>
      </span>
      <span className="oh-go" aria-hidden="true">
        ›
      </span>
    </>
  )
  return act ? (
    <button type="button" className="oh-duty" data-owed onClick={() => onAct(item)}>
      {inside}
    </button>
  ) : (
    <AppLink to={item.path} className="oh-duty" data-owed>
      {inside}
    </AppLink>
  )
}

function dueWords(item: OwedLine, today: string, words: Words['owed']): string {
  if (item.dueOn === null) return words.noDay
  if (item.isOverdue) return words.overdue
  const days = daysBetween(asDay(today), asDay(item.dueOn))
  const left = days === 0 ? words.dueToday : words.dueIn(days)
  return item.float === null ? left : words.withFloat(left, item.float)
}
