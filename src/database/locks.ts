/** Advisory locks of the service; every number is used for one thing. */
export const LOCKS = {
  /** one process migrates */
  migration: 8_161_001,
  /**
   * What is recorded in the books gets its instant under this lock (exclusive); who asks what is known *now* takes it shared,
   * so that nothing with an earlier instant can still appear afterwards.
   */
  books: 8_161_002,
  /** order of the change feed = order of its commits */
  changes: 8_161_003,
} as const;
