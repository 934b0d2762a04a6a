import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { DEFAULT_PREFERENCES } from '../rules/routing.ts'
import { listWays } from '../store/channels.ts'
import * as store from '../store/notices.ts'
import { listPreferences, savePreferences } from '../store/preferences.ts'
import { tell } from './tell.ts'

/** The operations of a person on their own notices. */
export const inboxOperations = [
  implement(contract.listNotices, async (ctx, wanted) => {
    const page = await store.listNotices(ctx, ctx.actor.personId, wanted)
    return {
      nextCursor: page.nextCursor,
      items: page.items.map((row) => ({
        id: row.id,
        group: row.group_code,
        kind: row.kind,
        words: row.words,
        title: row.title,
        unitName: row.unit_name,
        dueOn: row.due_on as contract.Notice['dueOn'],
        path: row.path,
        at: row.told_at.toISOString(),
        isRead: row.read_at !== null,
      })),
    }
  }),

  implement(contract.countUnread, async (ctx) => ({ unread: await store.countUnread(ctx, ctx.actor.personId) })),

  implement(contract.markRead, async (ctx, { noticeIds }) => ({
    read: await store.markRead(ctx, ctx.actor.personId, noticeIds, ctx.now),
  })),

  implement(contract.showPreferences, async (ctx) => {
    const kept = (await listPreferences(ctx, [ctx.actor.personId])).get(ctx.actor.personId)
    const ways = await listWays(ctx)
    return {
      preferences: kept?.preferences ?? DEFAULT_PREFERENCES,
      version: kept?.version ?? 0,
      hasMail: ways.some(({ kind }) => kind === 'mail'),
    }
  }),

  implement(contract.savePreferences, async (ctx, { preferences, expectedVersion }) => {
    const version = await savePreferences(ctx, ctx.actor.personId, { preferences, expectedVersion, now: ctx.now })
    ctx.announce('notices.preferences_saved', {
      subject: { kind: 'person', id: ctx.actor.personId },
      after: { paces: preferences.paces, hasEmail: preferences.email !== '' },
    })
    return { version }
  }),

  implement(contract.tellPeople, async (ctx, { tellings }) => {
    const told = await tell(ctx, tellings)
    return { told }
  }),
]
