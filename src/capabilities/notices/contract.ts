import * as channels from './contract/channels.ts'
import * as inbox from './contract/inbox.ts'
import * as load from './contract/load.ts'

export * from './contract/channels.ts'
export * from './contract/inbox.ts'
export * from './contract/load.ts'
export * from './contract/shared.ts'

/** Every operation of this capability. */
export const noticesContracts = [
  inbox.listNotices,
  inbox.countUnread,
  inbox.markRead,
  inbox.showPreferences,
  inbox.savePreferences,
  inbox.tellPeople,
  inbox.readNews,
  channels.listChannels,
  channels.addChannel,
  channels.changeChannel,
  channels.removeChannel,
  channels.renewSecret,
  channels.testChannel,
  channels.listDeliveries,
  channels.sendAgain,
  load.showLoad,
  load.setLimit,
  load.findHeld,
] as const
