import { formatToSaveAs } from '../../kernel/old-formats.ts'

/** What may be chosen: file name endings without the dot, and the largest size in bytes. */
export interface FileLimits {
  readonly types: readonly string[]
  readonly maxBytes: number
}

/** What is wrong with a chosen file before it is sent. */
export type FileProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'wrong_type' }
  | { readonly kind: 'save_as'; readonly type: string }

/** Checks a file by its name and size; the server checks again by its content. */
export function checkFile(
  file: { readonly name: string; readonly size: number },
  limits: FileLimits,
): FileProblem | undefined {
  const ending = file.name.toLowerCase().split('.').at(-1) ?? ''
  if (!limits.types.includes(ending)) {
    const type = formatToSaveAs(ending, limits.types)
    return type ? { kind: 'save_as', type } : { kind: 'wrong_type' }
  }
  if (file.size === 0) return { kind: 'empty' }
  return file.size > limits.maxBytes ? { kind: 'too_large' } : undefined
}

/** A size for reading: `12 MB`, `640 KB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${Math.ceil(bytes / 1_000)} KB`
}
