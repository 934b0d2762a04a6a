import { compare, exact, type Exact } from '../../../kernel/exact.ts'
import type { Span } from '../contract.ts'

/** Where a span lies on a drawn line, from 0 to 1, and how its ends are drawn; `undefined` ends run out of the picture. */
export interface DrawnSpan {
  readonly from: number
  readonly to: number
  readonly start: 'open' | 'closed' | undefined
  readonly end: 'open' | 'closed' | undefined
}

/** A number line on which every end that occurs has its own place, evenly spaced: what matters is the order, not the distance. */
export interface DrawnLine {
  readonly ticks: readonly { readonly text: string; readonly at: number }[]
  readonly place: (span: Span) => DrawnSpan
}

/** Half the width a span of a single number is drawn with. */
const POINT = 0.012

/** Lays out the line on which the given spans are drawn. */
export function drawLine(spans: readonly Span[]): DrawnLine {
  const ends = distinct(spans.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null))
  const placeOf = (text: string): number => {
    const value = exact(text)
    const index = ends.findIndex((end) => compare(end.value, value) === 0)
    return (index + 1) / (ends.length + 1)
  }
  return {
    ticks: ends.map(({ text }) => ({ text, at: placeOf(text) })),
    place: (span) => {
      const from = span.from === null ? 0 : placeOf(span.from)
      const to = span.to === null ? 1 : placeOf(span.to)
      const isPoint = to - from < POINT
      return {
        from: isPoint ? from - POINT : from,
        to: isPoint ? to + POINT : to,
        start: span.from === null ? undefined : span.fromClosed ? 'closed' : 'open',
        end: span.to === null ? undefined : span.toClosed ? 'closed' : 'open',
      }
    },
  }
}

function distinct(texts: readonly string[]): readonly { readonly text: string; readonly value: Exact }[] {
  const all = texts.map((text) => ({ text, value: exact(text) }))
  return all
    .filter(({ value }, index) => all.findIndex((other) => compare(other.value, value) === 0) === index)
    .toSorted((one, other) => compare(one.value, other.value))
}
