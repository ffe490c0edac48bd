/** A value that should be nowhere: `label` says what it is, and is all that is ever printed of it. */
export interface Needle {
  readonly label: string;
  readonly text: string;
}

/** What a search of one place has found. */
export interface Finding {
  readonly place: string;
  /** How many rows, keys or lines were looked at. */
  readonly searched: number;
  /** How many of them hold at least one of the values. */
  readonly found: number;
  /** Which values, and where, as far as a few examples tell. */
  readonly labels: readonly string[];
  readonly examples: readonly string[];
}

/** One word of a few letters occurs in other people's texts too: it counts as a whole value only. */
const WHOLE_BELOW = 8;

/** Lower case for the letters of ASCII alone: what `lower` does under the collation "C", whatever the database's own is. */
export const asciiLower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The spellings under which a value is stored: as it is and as JSON writes it, lower case. A short word is looked for as
 * a whole string of JSON, which is how rows, streams and logs hold values.
 */
export function spellingsOf({ text }: Needle): string[] {
  const plain = asciiLower(text.trim());
  const escaped = JSON.stringify(plain).slice(1, -1);
  const whole = plain.length < WHOLE_BELOW && !/[\s@]/.test(plain);
  // JSON inside a string of JSON has its quotes escaped.
  const spellings = whole ? [`"${escaped}"`, `\\"${escaped}\\"`] : [plain, escaped];
  return [...new Set(spellings)];
}

/** A text with the values in it blotted out: a key of Redis may be named after one. */
export function blotted(text: string, needles: readonly Needle[]): string {
  const spellings = needles.flatMap(spellingsOf).sort((a, b) => b.length - a.length);
  let clean = text;
  for (const spelling of spellings)
    for (let at = asciiLower(clean).indexOf(spelling); at >= 0; at = asciiLower(clean).indexOf(spelling))
      clean = `${clean.slice(0, at)}…${clean.slice(at + spelling.length)}`;
  return clean;
}

/** A test of texts for any of the values. Answers with the labels that were found. */
export function matcher(needles: readonly Needle[]): (text: string) => string[] {
  const sought = needles.map((needle) => ({ label: needle.label, spellings: spellingsOf(needle) }));
  return (text) => {
    const lower = asciiLower(text);
    return sought.filter(({ spellings }) => spellings.some((each) => lower.includes(each))).map(({ label }) => label);
  };
}
