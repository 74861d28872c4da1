/** Largest workbook that may be handed in. */
export const MAX_UPLOAD_BYTES = 32 * 1024 * 1024;

/** Largest JSON or form body. */
export const MAX_BODY_BYTES = 1024 * 1024;
