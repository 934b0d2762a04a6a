/** The web server as a capability's edge sees it. */
export type { FastifyInstance as WebServer, FastifyReply as WebReply, FastifyRequest as WebRequest } from 'fastify'
