import type { zhCN } from './zh-CN.ts'

/** The same words in English. */
export const en: typeof zhCN = {
  problems: {
    'shape.required': () => 'is required; please fill it in.',
    'shape.wrong_type': ({ expected }) => `has the wrong form; it should be ${expected ?? 'of the form described'}.`,
    'shape.too_small': ({ minimum }) => `is too small or too short; at least ${minimum}.`,
    'shape.too_big': ({ maximum }) => `is too big or too long; at most ${maximum}.`,
    'shape.not_one_of': ({ values }) => `must be one of: ${values}.`,
    'shape.bad_format': ({ format }) => `is not a valid ${format}; please check it.`,
    'shape.unknown_field': ({ keys }) => `has fields nobody knows: ${keys}; please remove them.`,
    'shape.invalid': () => 'is not valid; please check it.',
    'access.sign_in_first': () => 'Please sign in first.',
    'access.not_allowed': ({ permission }) => `Your post does not have this permission (${permission}); ask your administrator.`,
    'access.wrong_region': () => 'You cannot work on the records of another region.',
    'operation.unknown': () => 'There is no such operation; please check the address.',
    'operation.too_many': () => 'Too many requests; please try again in a moment.',
    'operation.unavailable': () => 'The system or its database is busy; what you typed is still here, please try again shortly.',
    'operation.conflict': () => 'Somebody else has just changed this record; reload, compare and try again.',
    'operation.bug': ({ reference }) => `Something went wrong and was logged (reference ${reference}); try again or tell your administrator.`,
    'operation.key_reused': () => 'The same idempotency key was used for different content; use a new key.',
    'operation.body_too_large': ({ maximum }) => `The content is too large; at most ${maximum}.`,
    'operation.not_json': () => 'The content is not valid JSON.',
    'operation.cross_site': () => 'This request did not come from a page of this system and was refused.',
    'file.missing': () => 'No file arrived; choose a file and upload it again.',
    'file.wrong_type': ({ types }) => `This kind of file is not supported; use: ${types}.`,
    'file.too_large': ({ maximum }) => `The file is too large; at most ${maximum}.`,
    'record.not_found': () => 'This record was not found; it may have been withdrawn or lie outside your scope.',
  },
  fields: {},
}
