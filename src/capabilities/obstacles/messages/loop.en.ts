import type { loopZh } from './loop.zh-CN.ts'

/** The same in English. */
export const loopEn: typeof loopZh = {
  loop: {
    system: 'System',
    expired: (from, to, dueAt) =>
      `The time of T${from} ran out at ${dueAt} and it is not settled: moved up to T${to}. The lower tier stays answerable.`,
    expiredAtTop: (from, dueAt) =>
      `The time of T${from} ran out at ${dueAt} and it is not settled; there is no tier above. The chief leaders' meeting decides.`,
    ratingOver: 'The enterprise did not rate in its time; closed by both agreements.',
    remindedAhead: (days, dueOn) => `Due in ${days} working days (${dueOn}).`,
    remindedToday: (dueOn) => `Due today (${dueOn}).`,
    reviewToday: (dueOn) => `To be reviewed today (${dueOn}).`,
    noStandard: 'Settled, and the proposing unit agrees',
    fromReport: (period) => `From the progress report of ${period}.`,
    packageOptions: {
      name_day: 'Name the day; the lead unit settles it by then',
      change_lead: 'Give it to another lead unit',
      add_assistants: 'Add assisting units',
      meet: 'Call a meeting that decides on the spot',
      suspend: 'Suspend it with a day of review',
      level_above: 'Beyond the county: ask the level above',
    },
  },
  problems: {
    'obstacles.item_not_now': () =>
      'This cannot be done to the item now; somebody may have just acted on it. Load it again.',
    'obstacles.item_not_yours': () =>
      'This step is not yours: proposing, assigning and handling are different parts, and the handler cannot close.',
    'obstacles.item_unit_not_yours': () => 'You can report only for your own unit or one under it.',
    'obstacles.more_days_than_asked': ({ days }) => `No more than the ${days} working days asked for can be granted.`,
    'obstacles.file_not_there': () => 'A file is missing or belongs to another act; hand it in again.',
    'obstacles.leader_unknown': () => "This leader's post was not found; choose again.",
    'obstacles.not_systemic': () => 'Items can be joined only into a systemic item that is still open.',
    'obstacles.joins_itself': () => 'An item cannot be joined into itself.',
    'obstacles.systemic_body_missing': () => 'Say the title and the text of the systemic item.',
    'obstacles.handler_is_proposer': () =>
      'The unit that proposed it settles its own matters; choose another lead unit.',
    'obstacles.lead_assists': () => 'The lead unit need not be named as an assistant.',
    'obstacles.minutes_missing': () => 'From this tier an item moves up with the minutes. Attach them as a file.',
    'obstacles.proof_missing': () => 'Add the proof agreed at the assignment.',
    'obstacles.review_not_ahead': ({ day }) => `The day of review ${day} must lie after today and within a year.`,
    'obstacles.decided_day_past': ({ day }) => `The decided day ${day} must lie after today.`,
    'obstacles.is_systemic': () => 'This cannot be done to a systemic item.',
    'obstacles.returned_once': () => 'It was returned once already; settle it or move it up.',
    'obstacles.return_too_late': () => 'It can be returned only inside one working day after signing.',
    'obstacles.no_extension_asked': () => 'No extension waits for a decision.',
    'obstacles.extension_already_asked': () => 'An extension already waits for its decision.',
    'obstacles.deadline_passed': () =>
      'An extension is asked for before the deadline; it has passed and the first one counts.',
    'obstacles.no_extensions_left': () => 'No more extensions can be asked for.',
    'obstacles.statutory_stands': () => 'A deadline fixed by law is neither extended nor suspended.',
    'obstacles.rating_not_asked': () => 'No rating is asked for now.',
    'obstacles.rating_not_settled': () => 'The enterprise has not rated yet or is not satisfied: it cannot be closed.',
    'obstacles.reopen_too_late': () =>
      'Closed for more than 30 days: it cannot be reopened. Report it anew with the old number.',
    'obstacles.top_tier': () => 'It stands on the highest tier already.',
    'obstacles.nothing_to_draw': () => 'No item was closed in these days.',
    'obstacles.days_turned_round': () => 'The first day must not lie after the last.',
    'obstacles.look_back_done': () => 'What was found on this one has been recorded already.',
  },
  fields: {
    leadUnitId: 'Lead unit',
    assistantUnitIds: 'Assisting units',
    leaderPostId: 'Leader',
    fileIds: 'Files',
    reviewOn: 'Day of review',
    suggestedUnitId: 'Suggested unit',
    proposedUnitId: 'Unit it should go to',
    systemicId: 'Systemic item',
    body: 'What is reported',
  },
}
