import { useId, useState } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { checkFile, type FileLimits, type FileProblem, sizeText } from './check-file.ts'

/** Props of `FileDrop`: `limits` is the operation's `fileIn`. */
export interface FileDropProps {
  readonly label: string
  readonly limits: FileLimits
  readonly file: File | undefined
  readonly onFile: (file: File | undefined) => void
  readonly isDisabled?: boolean
}

/** A place to drop a file or choose one; wrong kinds, sizes and old office formats are answered at once with the way out. */
export function FileDrop({ label, limits, file, onFile, isDisabled = false }: FileDropProps) {
  const words = useMessages(uiMessages)
  const id = useId()
  const [problem, setProblem] = useState<string>()
  const [isOver, setOver] = useState(false)
  const types = limits.types.map((each) => `.${each}`).join(' ')
  const say = (name: string, found: FileProblem): string => {
    if (found.kind === 'empty') return words.file.empty(name)
    if (found.kind === 'too_large') return words.file.tooLarge(name, sizeText(limits.maxBytes))
    return found.kind === 'save_as' ? words.file.saveAs(name, found.type) : words.file.wrongType(name, types)
  }
  const take = (chosen: File | undefined): void => {
    if (!chosen) return
    const found = checkFile(chosen, limits)
    setProblem(found && say(chosen.name, found))
    onFile(found ? undefined : chosen)
  }
  return (
    <div
      className={isOver ? 'k-drop k-drop-over' : 'k-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!isDisabled) take(event.dataTransfer.files[0])
      }}
    >
      <label htmlFor={id}>
        <b>{file ? file.name : label}</b>
        <span className="k-quiet">
          {file
            ? `${sizeText(file.size)} · ${words.file.remove}`
            : `${words.file.drop} · ${words.file.types(types)} · ${words.file.atMost(sizeText(limits.maxBytes))}`}
        </span>
      </label>
      <input
        id={id}
        type="file"
        disabled={isDisabled}
        accept={[...limits.types, 'xls', 'et', 'doc', 'wps'].map((each) => `.${each}`).join(',')}
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {problem ? (
        <p className="k-refusal" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
