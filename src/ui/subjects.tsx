import { useLocale } from './language.tsx'
import { AppLink } from './navigation.tsx'
import { useScreens } from './panels.tsx'
import type { SubjectKind, SubjectRef } from './screens.ts'
import { holds, useSession } from './session.tsx'

/** The kinds of records the reader may point to, as the capabilities list them. */
export function useSubjectKinds(): readonly SubjectKind[] {
  const session = useSession()
  return useScreens()
    .flatMap((each) => each.subjects ?? [])
    .filter((each) => holds(session, each.permission))
}

/** A record of any capability by its kind and title; a link where the reader may open it. */
export function SubjectLink({ subject, title }: { readonly subject: SubjectRef; readonly title: string }) {
  const { locale } = useLocale()
  const kind = useSubjectKinds().find((each) => each.kind === subject.kind)
  if (!kind) return <span>{title}</span>
  return (
    <span>
      <AppLink to={kind.pathOf(subject.id)}>{title}</AppLink> <span className="k-quiet">{kind.label(locale)}</span>
    </span>
  )
}
