/** The embedded PostgreSQL cannot run; the message is a Vietnamese sentence that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
