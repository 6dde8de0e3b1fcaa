/** Bounds that real documents stay far below: the largest known is 136 MB, nests 8 deep. */

const mebibyte = 1024 * 1024;

/** Bytes of one document after unpacking. */
export const documentBytesMax = 512 * mebibyte;

/** Bytes of one document or archive as stored or sent. */
export const packedBytesMax = 128 * mebibyte;

/** How many bytes one packed byte may become (real archives: 34). Deflate could make it 1,032. */
export const unpackRatioMax = 200;

/** Characters of one row of a table, quoted line ends included. */
export const rowCharactersMax = mebibyte;

/** Elements inside each other. */
export const elementDepthMax = 64;
