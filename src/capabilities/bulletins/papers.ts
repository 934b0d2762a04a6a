import type { PaperBlock, PaperOut } from '../../platform/word/paper.ts'
import type { ComposedBlock, ComposedPaper } from './contract.ts'
import { plainOf } from './rules/places.ts'

/** A composed bulletin in the layout of an official paper. What is empty is left out with its space. */
export function bulletinPaper(paper: ComposedPaper): PaperOut {
  const { masthead, urgency, number, title, recipient, attachments, signer, signedOn, contact, copiedTo, printedBy } =
    paper
  return {
    ...(masthead === '' ? {} : { masthead }),
    ...(urgency === '' ? {} : { urgency }),
    ...(number === '' ? {} : { number }),
    title,
    ...(recipient === '' ? {} : { recipient }),
    body: paper.blocks.flatMap(blocksOf),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(signer === '' ? {} : { signature: { by: signer, on: signedOn } }),
    ...(contact === '' ? {} : { note: contact }),
    ...(copiedTo === '' ? {} : { copiedTo }),
    ...(printedBy === '' ? {} : { printed: { by: printedBy, on: signedOn } }),
  }
}

function blocksOf(block: ComposedBlock): readonly PaperBlock[] {
  if (block.kind === 'heading') return [{ kind: 'heading', level: block.level, text: plainOf(block.pieces) }]
  if (block.kind === 'paragraph') return [{ kind: 'paragraph', text: plainOf(block.pieces) }]
  const { caption, columns, rows, note } = block
  return [
    ...(caption === '' ? [] : [{ kind: 'caption', text: caption } as const]),
    { kind: 'table', columns, rows },
    ...(note === '' ? [] : [{ kind: 'paragraph', text: note } as const]),
  ]
}
