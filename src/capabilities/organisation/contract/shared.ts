import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { ROLES } from '../../../kernel/permissions.ts'

/** Shape of a name of a unit, a person or a region. */
export const Name = z.string().trim().min(1).max(100)
/** Shape of a short name. */
export const ShortName = z.string().trim().min(1).max(40)
/** Shape of an account: a work number, a telephone number or a mail address. */
export const Account = z
  .string()
  .trim()
  .max(50)
  .refine((text) => /^[A-Za-z0-9][A-Za-z0-9._@-]{2,49}$/.test(text), { params: { code: 'organisation.account_shape' } })
/** Shape of a telephone number. */
export const Phone = z
  .string()
  .trim()
  .max(20)
  .refine((text) => /^\+?[0-9-]{5,20}$/.test(text), { params: { code: 'organisation.phone_shape' } })
/** Shape of a reason a person gives. */
export const Reason = z.string().trim().min(1).max(500)
/** Shape of the title of a post. */
export const Title = z.string().trim().min(1).max(60)
/** Shape of what is typed into a search box. */
export const Search = z.string().trim().max(50)
/** Shape of the place where a list goes on. */
export const Cursor = z.string().max(400).optional()
/** Shape of the length of a page of a list. */
export const Limit = z.int().min(1).max(200).default(50)
/** What a command answers: the record and its version now. */
export const Changed = z.object({ id: Id, version: RecordVersion })
/** Shape of a role. */
export const RoleName = z.enum(ROLES)

/** A one-time password, answered once and kept nowhere. */
export const FirstPassword = z.string()
