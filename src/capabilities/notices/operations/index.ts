import { channelOperations } from './channels.ts'
import { inboxOperations } from './inbox.ts'
import { newsOperations } from './news.ts'

export { loadOperations } from './load.ts'

/** Every operation of notices but those of the load meter, which `apps` gives everybody who asks units for things. */
export const noticesOperations = [...inboxOperations, ...newsOperations, ...channelOperations]
