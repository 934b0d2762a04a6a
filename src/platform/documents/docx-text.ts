import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import { type ArchiveLimits, openArchive, packArchive } from '../archive.ts'

/** The longest XML of a document's body that is read, in bytes; a report of 500 pages has a tenth of it. */
const LONGEST_BODY = 16 * 1024 * 1024
/** Deepest nesting of elements; Word writes about 30 levels. */
const DEEPEST = 400

/**
 * The text of a .docx, one line a paragraph, cells of tables included; pictures, links and macros are never opened.
 * Refuses `document.not_a_docx`, `document.encrypted`, `archive.damaged`, `archive.too_much_inside`.
 */
export async function textOfDocx(bytes: Uint8Array, limits: ArchiveLimits): Promise<Outcome<string>> {
  const opened = await openArchive(
    bytes,
    limits,
    (name) => /\.(?:xml|rels)$/i.test(name) && !/(?:theme|customXml|glossary)\//.test(name),
  )
  if (!opened.ok) {
    return opened.problems[0]?.code === 'archive.encrypted' ? fail(problem('document.encrypted')) : opened
  }
  const body = [...opened.value].find(([name]) => /(?:^|\/)document\d*\.xml$/i.test(name))?.[1]
  if (!body) return fail(problem('document.not_a_docx'))
  if (body.length > LONGEST_BODY) return fail(problem('archive.too_much_inside'))
  if (depthOf(body) > DEEPEST) return fail(problem('archive.damaged'))
  try {
    const { default: mammoth } = await import('mammoth')
    const read = await mammoth.extractRawText({ buffer: Buffer.from(packArchive(opened.value)) })
    return ok(read.value.replace(/\n{2,}/g, '\n'))
  } catch {
    return fail(problem('document.not_a_docx'))
  }
}

/** How deep the elements of an XML text nest; the reader behind goes down by recursion. */
function depthOf(xml: Uint8Array): number {
  const [less, slash, bang, question, greater] = [0x3c, 0x2f, 0x21, 0x3f, 0x3e]
  let [depth, deepest] = [0, 0]
  for (let at = xml.indexOf(less); at !== -1; ) {
    const end = xml.indexOf(greater, at)
    if (end === -1) break
    const next = xml[at + 1]
    if (next === slash) depth -= 1
    else if (next !== bang && next !== question && xml[end - 1] !== slash) depth += 1
    deepest = Math.max(deepest, depth)
    at = xml.indexOf(less, end)
  }
  return deepest
}
