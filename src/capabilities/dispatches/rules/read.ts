import { makeMasks } from './candidates.ts'
import { type CleanedText, type CleaningOptions, cleanDispatch } from './clean.ts'
import { readCommitments } from './commitments.ts'
import type { DocType, ReadCommitment, ReadTarget } from './dispatch-shapes.ts'
import { readDate, readDocType } from './document.ts'
import { EMPTY_GAZETTEER, type Gazetteer } from './gazetteer.ts'
import { originalSpan } from './mapped-text.ts'
import { anchorYear, findPeriods, type PeriodMention } from './periods.ts'
import { type PlaceReading, readPlace } from './place.ts'
import { type NamedProject, readProjects } from './projects.ts'
import { findQuantities } from './quantities.ts'
import { pieceIndexAt, type Segmented, segment } from './segment.ts'
import { findSpeakers, ownerFinder } from './speakers.ts'
import { readTargets } from './targets.ts'

/** A place in the original: `quote` is exactly `raw.slice(start, end)`. */
export interface SourceSpan {
  readonly start: number
  readonly end: number
  readonly quote: string
}

/** An item read from a dispatch, with its place in the original instead of the cleaned text. */
export type Sourced<T> = Omit<T, 'start' | 'end'> & SourceSpan

/** Everything read from one dispatch. */
export interface DispatchReading {
  readonly cleaned: CleanedText
  readonly targets: readonly Sourced<ReadTarget>[]
  readonly projects: readonly Sourced<NamedProject>[]
  readonly commitments: readonly Sourced<ReadCommitment>[]
  readonly place: PlaceReading | null
  /** Printed date of publication, `YYYY-MM-DD`. */
  readonly date: string | null
  readonly docType: DocType
}

/** How to read: which cleaning to leave out, and the regions to know. */
export interface ReadOptions {
  readonly cleaning?: CleaningOptions
  readonly gazetteer?: Gazetteer
}

/** The month a dispatch was written in: the printed date, else the latest day it tells of. */
function monthOf(date: string | null, periods: readonly PeriodMention[], year: number | null): string | null {
  if (date) return date.slice(0, 7)
  const days = periods.filter(({ day, notation }) => day !== null && notation?.startsWith(String(year)))
  return (
    days
      .map(({ notation }) => notation ?? '')
      .sort()
      .at(-1) ?? null
  )
}

function sentencesAboutProjects(segmented: Segmented, projects: readonly NamedProject[]): Set<number> {
  const starts = new Set<number>()
  for (const { end } of projects) {
    const index = pieceIndexAt(segmented.sentences, Math.max(0, end - 1))
    const sentence = segmented.sentences[index]
    if (!sentence || (sentence.isHeading && !/投资|占地/.test(sentence.text))) continue
    for (let k = index; k <= index + 2; k += 1) {
      const later = segmented.sentences[k]
      if (!later || later.paragraph !== sentence.paragraph) break
      if (
        k > index &&
        !/^(?:[“”]?)(?:项目|该项目|其|总投资|建成|投产|达产|全部|预计|届时|一期|二期|由|位于|主要|规划|计划|设计|新建|新增|建设|占地|用地|年产|可)/.test(
          later.text,
        )
      )
        break
      starts.add(later.start)
    }
  }
  return starts
}

/**
 * Reads a mobilisation dispatch: cleans it, then finds figures about indicators, named projects, commitments, place,
 * printed date and kind. Every item points into the original text. By rules and grammar alone; never throws.
 */
export function readDispatch(raw: string, options: ReadOptions = {}): DispatchReading {
  const gazetteer = options.gazetteer ?? EMPTY_GAZETTEER
  const cleaned = cleanDispatch(raw, options.cleaning)
  const segmented = segment(cleaned.text)
  const date = readDate(segmented, cleaned.removed)
  const place = readPlace(segmented, gazetteer)
  const year = anchorYear(cleaned.text, date)
  const periods = findPeriods(cleaned.text, year)
  const quantities = findQuantities(cleaned.text)
  const placeName = place?.name ?? null
  const { projects, consumed, nameSpans } = readProjects(segmented, quantities, gazetteer, placeName)
  const masks = makeMasks(segmented, periods, nameSpans, consumed, sentencesAboutProjects(segmented, projects))
  const speakers = findSpeakers(segmented, gazetteer)
  const ownerAt = ownerFinder(segmented, speakers, gazetteer, placeName)
  const month = monthOf(date, periods, year)
  const commitments = readCommitments({ segmented, periods, speakers, ownerAt, place: placeName })
  const pledges = commitments.map(({ start, end }) => ({ start, end }))
  const targets = readTargets({ segmented, quantities, periods, masks, place: placeName, month, pledges, ownerAt })

  const sourced = <T extends { readonly start: number; readonly end: number }>(item: T): Sourced<T> => {
    const span = originalSpan(cleaned, item.start, item.end)
    return { ...item, ...span, quote: raw.slice(span.start, span.end) }
  }
  return {
    cleaned,
    targets: targets.map(sourced),
    projects: projects.map(sourced),
    commitments: commitments.map(sourced),
    place,
    date,
    docType: readDocType(segmented),
  }
}
