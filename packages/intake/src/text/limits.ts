/** Largest file that is read: a fleet's worth of inventories, and far from what would fill memory. */
export const fileBytesMax = 64 * 1024 * 1024;
/** Longest line of a text: no inventory has a longer one, and parsers stay quick. */
export const lineCharactersMax = 1024 * 1024;
