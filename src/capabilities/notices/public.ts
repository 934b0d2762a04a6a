export { tell } from './operations/tell.ts'
export { reminderKey, reminderOn, REMINDED_DAYS_BEFORE } from './rules/reminders.ts'
