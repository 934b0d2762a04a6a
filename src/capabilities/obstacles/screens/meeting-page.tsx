import { Modal } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../../kernel/format.ts'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import { useSession } from '../../../ui/session.tsx'
import { cancelMeeting, exportMinutes, finishMeeting, type Meeting, showMeeting } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { AgendaPart } from './meeting-agenda.tsx'
import { EditMeetingDialog } from './meeting-dialogs.tsx'
import { MeetingMark } from './meeting-marks.tsx'
import { MinutesPart } from './meeting-minutes.tsx'
import './meetings.css'

/** One dispatch meeting: what was promised last time, what is on the agenda, and the minutes as they are written. */
export default function MeetingPage() {
  const { meetingId } = usePathFields('meetingId')
  const meeting = useOperation(showMeeting, { meetingId })
  return <Answer of={meeting}>{(answer) => <Shown meeting={answer} />}</Answer>
}

type Asking = 'edit' | 'finish' | 'cancel'

function Shown({ meeting }: { readonly meeting: Meeting }) {
  const words = useMessages(obstaclesMessages).meetings
  const { locale } = useLocale()
  const isSample = useSession().sample
  const [asking, setAsking] = useState<Asking>()
  const file = useDownload(exportMinutes)
  const close = (): void => setAsking(undefined)
  const { actions, state } = meeting
  return (
    <>
      <PageHeader
        back={<AppLink to="/meetings">{words.title}</AppLink>}
        title={meeting.title}
        marks={
          <>
            <MeetingMark of={meeting} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={
          <>
            {actions.includes('finish') ? (
              <button type="button" className="k-button k-button-primary" onClick={() => setAsking('finish')}>
                {words.actions.finish}
              </button>
            ) : null}
            {actions.includes('edit') ? (
              <button type="button" className="k-button" onClick={() => setAsking('edit')}>
                {words.actions.edit}
              </button>
            ) : null}
            {actions.includes('cancel') ? (
              <button type="button" className="k-button" onClick={() => setAsking('cancel')}>
                {words.actions.cancel}
              </button>
            ) : null}
            {state === 'finished' ? (
              <button
                type="button"
                className="k-button k-button-primary"
                disabled={file.isPending}
                onClick={() => file.mutate({ meetingId: meeting.id })}
              >
                {words.file}
              </button>
            ) : null}
          </>
        }
      />
      {file.error ? <RefusalNote refusal={file.error} /> : null}
      {meeting.finishedAt && meeting.finishedBy ? (
        <p className="k-quiet mt-note">
          {words.frozen(meeting.finishedBy, formatInstant(new Date(meeting.finishedAt), locale))}
        </p>
      ) : null}
      <Section title={words.about_}>
        <Facts
          items={[
            {
              label: words.heldOn,
              value: (
                <>
                  <DayText day={meeting.heldOn} /> {meeting.startsAt ?? ''}
                </>
              ),
            },
            { label: words.place, value: meeting.place },
            { label: words.chair, value: meeting.chairTitle },
            { label: words.present, value: meeting.present },
            { label: words.absent, value: meeting.absent },
          ]}
        />
      </Section>
      <AgendaPart meeting={meeting} />
      <MinutesPart meeting={meeting} />
      <RecordPanels subject={{ kind: 'meeting', id: meeting.id }} />
      {asking === 'edit' ? <EditMeetingDialog meeting={meeting} onClose={close} /> : null}
      {asking === 'finish' ? <FinishDialog meeting={meeting} onClose={close} /> : null}
      {asking === 'cancel' ? <CancelDialog meeting={meeting} onClose={close} /> : null}
    </>
  )
}

interface DialogProps {
  readonly meeting: Meeting
  readonly onClose: () => void
}

function FinishDialog({ meeting, onClose }: DialogProps) {
  const words = useMessages(obstaclesMessages).meetings
  const finish = useCommand(finishMeeting, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.actions.finish}
      okText={words.actions.finish}
      confirmLoading={finish.isPending}
      onOk={() => finish.mutate({ meetingId: meeting.id, expectedVersion: meeting.version })}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {finish.error ? <RefusalNote refusal={finish.error} /> : null}
      <p>{words.finishSure}</p>
      <p className="k-quiet">{words.summary(meeting.agendaCount, meeting.itemCount, meeting.promiseCount)}</p>
    </Modal>
  )
}

function CancelDialog({ meeting, onClose }: DialogProps) {
  const words = useMessages(obstaclesMessages).meetings
  const cancel = useCommand(cancelMeeting, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.actions.cancel}
      isSending={cancel.isPending}
      refusal={cancel.error}
      onCancel={onClose}
      onConfirm={(reason) => cancel.mutate({ meetingId: meeting.id, expectedVersion: meeting.version, reason })}
    />
  )
}
