import nodemailer from 'nodemailer'
import { addressOf, type Reach, type Sent, unreachable } from './outside.ts'

/** A mail server and the account letters go out by. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` or nothing at all before anything is said. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string
  readonly password: string
  readonly from: string
  readonly fromName: string
}

/** One letter. `id` names it for ever: a letter sent twice bears the same Message-ID, and mail servers keep one. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

const TIMEOUT_MS = 15_000
/** Faults of the server or of our account with it, not of one letter. */
const OF_SERVER = new Set(['ECONNECTION', 'ETIMEDOUT', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EDNS', 'ESOCKET', 'ETLS'])

/**
 * Sends one letter. The server may stand on this machine (a relay), never on its link. Called by jobs only, never inside a transaction.
 */
export async function sendMail(server: MailServer, letter: Letter): Promise<Sent> {
  try {
    const { address } = await addressOf(server.host, RELAY)
    const transport = nodemailer.createTransport({
      host: address,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
      tls: { servername: server.host },
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      await transport.sendMail({
        from: { name: server.fromName, address: server.from },
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        messageId: `<${letter.id}@${server.from.split('@')[1] ?? 'clarion'}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    } finally {
      transport.close()
    }
    return { outcome: 'sent' }
  } catch (error) {
    return faultOf(error)
  }
}

const RELAY: Reach = { ownMachine: true }

function faultOf(error: unknown): Sent {
  const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string }
  if (responseCode === undefined || OF_SERVER.has(code ?? '')) {
    const fault = unreachable(error)
    return code === 'EAUTH' ? { outcome: 'unreachable', reason: `sign_in ${responseCode ?? ''}`.trim() } : fault
  }
  const reason = `smtp ${response ?? responseCode}`.slice(0, 300)
  return responseCode >= 500 ? { outcome: 'refused', reason } : { outcome: 'failed', reason }
}
