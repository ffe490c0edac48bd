/** Why a row cannot be loaded, in words for whoever sends the file. */
export class BadRow extends Error {}
