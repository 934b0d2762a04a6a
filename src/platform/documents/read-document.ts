import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import {
  ARCHIVE_LIMITS,
  type ArchiveLimits,
  isCompoundFile,
  isEncryptedOffice,
  looksLikeArchive,
  sizeText,
} from '../archive.ts'
import { plainText } from '../plain-text.ts'
import { textOfDocx } from './docx-text.ts'
import { decodeText } from './encoding.ts'
import { looksLikeHtml, textOfHtmlBytes } from './html-text.ts'
import { looksLikePdf, PDF_LIMITS, type PdfLimits, textOfPdf } from './pdf-text.ts'

/** What a document was read from. */
export type DocumentKind = 'text' | 'docx' | 'pdf' | 'html' | 'pasted'

/** The text of a document: lines end in `\n`, no control characters; broken bytes of the source are U+FFFD. */
export interface DocumentText {
  readonly text: string
  readonly kind: DocumentKind
}

/** How large a document may be. */
export interface DocumentLimits extends ArchiveLimits, PdfLimits {
  /** Characters of the text that comes out. */
  readonly maxCharacters: number
}

/** 20 MB, 500 pages, 30 seconds, two million characters. */
export const DOCUMENT_LIMITS: DocumentLimits = { ...ARCHIVE_LIMITS, ...PDF_LIMITS, maxCharacters: 2_000_000 }

/**
 * Reads a document by what its bytes are; its name only decides between text and HTML. Never throws.
 * Refuses `file.too_large`, `document.old_format` (.doc, .wps, .rtf), `document.encrypted`, `document.not_a_docx`,
 * `document.not_a_text` (a picture, a program), `document.no_text` (a scan, an empty file), `document.too_long`,
 * `document.too_slow`, `document.damaged_pdf`, `archive.damaged`, `archive.too_much_inside`, `archive.not_a_zip`.
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  limits: DocumentLimits = DOCUMENT_LIMITS,
): Promise<Outcome<DocumentText>> {
  if (bytes.length > limits.maxBytes) return fail(problem('file.too_large', { maximum: sizeText(limits.maxBytes) }))
  if (isEncryptedOffice(bytes)) return fail(problem('document.encrypted'))
  if (isCompoundFile(bytes) || isRichText(bytes)) return fail(problem('document.old_format'))
  if (looksLikeArchive(bytes)) return finish(await textOfDocx(bytes, limits), 'docx', limits)
  if (looksLikePdf(bytes)) return finish(await textOfPdf(bytes, limits), 'pdf', limits)
  if (/\.docx$/i.test(fileName)) return fail(problem('document.not_a_docx'))
  if (/\.pdf$/i.test(fileName)) return fail(problem('document.damaged_pdf'))
  const isHtml = /\.x?html?$/i.test(fileName) || looksLikeHtml(bytes)
  const text = isHtml ? textOfHtmlBytes(bytes) : decodeText(bytes)
  if (text === undefined) return fail(problem('document.not_a_text'))
  return finish(ok(text), isHtml ? 'html' : 'text', limits)
}

/** The same for text a person pasted. Refuses `document.no_text`, `document.too_long`. */
export function readPastedText(text: string, limits: DocumentLimits = DOCUMENT_LIMITS): Outcome<DocumentText> {
  return finish(ok(text), 'pasted', limits)
}

function isRichText(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '{\\rtf'
}

function finish(read: Outcome<string>, kind: DocumentKind, limits: DocumentLimits): Outcome<DocumentText> {
  if (!read.ok) return read
  const text = plainText(read.value)
  if (text.trim() === '') return fail(problem('document.no_text'))
  if (text.length > limits.maxCharacters) {
    return fail(problem('document.too_long', { characters: text.length, maximum: limits.maxCharacters }))
  }
  return ok({ text, kind })
}
