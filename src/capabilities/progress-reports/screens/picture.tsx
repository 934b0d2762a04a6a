import { useEffect, useRef, useState } from 'react'
import { sendRequest } from '../../../ui/api.ts'
import { requestLocale, requestOf } from '../../../ui/request.ts'
import { showPhoto } from '../contract.ts'

/** The picture of a photo, fetched when it comes near the screen; a grey field of its shape until then. */
export function Picture({
  photoId,
  alt,
  width,
  height,
}: {
  readonly photoId: string
  readonly alt: string
  readonly width: number
  readonly height: number
}) {
  const place = useRef<HTMLDivElement>(null)
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const field = place.current
    if (!field) return undefined
    let made: string | undefined
    const aborting = new AbortController()
    const load = async (): Promise<void> => {
      const { url, ...request } = requestOf(showPhoto, { photoId }, requestLocale())
      const answer = await sendRequest(url, { ...request, signal: aborting.signal }).catch(() => undefined)
      if (!answer || aborting.signal.aborted) return
      made = URL.createObjectURL(await answer.blob())
      setAddress(made)
    }
    const watching = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        watching.disconnect()
        void load()
      },
      { rootMargin: '200px' },
    )
    watching.observe(field)
    return () => {
      watching.disconnect()
      aborting.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [photoId])
  return (
    <div ref={place} className="pr-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      {address ? (
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={alt} />
        </a>
      ) : (
        <span className="k-hidden">{alt}</span>
      )}
    </div>
  )
}
