import { Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { cleanPhoto } from '../../../kernel/photo/photo.ts'
import { useCommand, useUpload } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { shrink } from '../../../ui/shrink-photo.ts'
import { addPhoto, type Photo, removePhoto, type ReportPage } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { Picture } from './picture.tsx'
import { useTexts } from './wording.tsx'

/** What the choice of files on a phone or desk offers; a phone turns its own format into one of these by itself. */
const OFFERED = 'image/jpeg,image/png,image/webp'

/** The photos of a report's period, and a way to add some from a phone's camera or a disk. */
export function PhotosPart({ page }: { readonly page: ReportPage }) {
  const words = useMessages(progressReportsMessages)
  return (
    <Section title={words.report.photos}>
      {page.actions.includes('submit') ? <AddPhotos page={page} /> : null}
      {page.photos.length === 0 ? <Empty>{words.report.photosNone}</Empty> : <PhotoList photos={page.photos} />}
    </Section>
  )
}

function AddPhotos({ page }: { readonly page: ReportPage }) {
  const words = useMessages(progressReportsMessages)
  const id = useId()
  const [caption, setCaption] = useState('')
  const [keepLocation, setKeepLocation] = useState(false)
  const [sending, setSending] = useState<{ readonly done: number; readonly all: number }>()
  const [refusals, setRefusals] = useState<readonly { readonly name: string; readonly refusal: ApiRefusal }[]>([])
  const add = useUpload(addPhoto)
  const send = async (files: readonly File[]): Promise<void> => {
    setRefusals([])
    for (const [index, file] of files.entries()) {
      setSending({ done: index, all: files.length })
      const { takenOn } = await factsOf(file)
      const sent = keepLocation ? file : await shrink(file)
      const input = { projectId: page.project.id, period: page.period, caption, takenOn, keepLocation }
      try {
        await add.mutateAsync({ input, file: sent })
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error
        setRefusals((earlier) => [...earlier, { name: file.name, refusal: error }])
      }
    }
    setSending(undefined)
    setCaption('')
  }
  return (
    <div className="k-stack pr-add-photos">
      <div className="k-toolbar">
        <Input
          className="pr-caption"
          aria-label={words.report.caption}
          placeholder={words.report.caption}
          maxLength={200}
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
        />
        <label htmlFor={id} className="k-button k-button-primary pr-choose">
          {sending ? words.report.uploading(sending.done + 1, sending.all) : words.report.addPhoto}
        </label>
        <input
          id={id}
          className="pr-file"
          type="file"
          multiple
          accept={OFFERED}
          disabled={sending !== undefined}
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = ''
            if (chosen.length > 0) void send(chosen)
          }}
        />
        <Checkbox checked={keepLocation} onChange={(event) => setKeepLocation(event.target.checked)}>
          {words.report.keepLocation}
        </Checkbox>
      </div>
      <p className="k-quiet">{words.report.photosHint}</p>
      {refusals.map(({ name, refusal }) => (
        <RefusalNote key={name} title={name} refusal={refusal} />
      ))}
    </div>
  )
}

/** The day a photo was taken, read before it is made smaller. */
async function factsOf(file: File) {
  const clean = cleanPhoto(new Uint8Array(await file.arrayBuffer()))
  return { takenOn: clean.ok ? clean.value.facts.takenOn : null }
}

/** Photos side by side, each with its day and caption. */
export function PhotoList({ photos }: { readonly photos: readonly Photo[] }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const remove = useCommand(removePhoto)
  return (
    <>
      {remove.error ? <RefusalNote refusal={remove.error} /> : null}
      <ul className="pr-photos">
        {photos.map((photo) => (
          <li key={photo.id}>
            <Picture
              photoId={photo.id}
              alt={words.report.photoAlt(photo.caption, texts.day(photo.takenOn))}
              width={photo.width}
              height={photo.height}
            />
            <div>{photo.caption}</div>
            <div className="k-quiet">
              {photo.takenOn ? texts.day(photo.takenOn) : words.report.noDate}
              {photo.latitude === null ? null : (
                <span title={words.report.place}>
                  {' '}
                  · {photo.latitude.toFixed(4)}, {photo.longitude?.toFixed(4)}
                </span>
              )}
            </div>
            {photo.mayRemove ? (
              <button
                type="button"
                className="k-button k-button-text"
                disabled={remove.isPending}
                onClick={() => remove.mutate({ photoId: photo.id })}
              >
                {words.report.removePhoto}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
