/** Indices of `scores`, highest first; equal scores in the order of their indices. */
function ranked(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
}

/** Groups of equal scores, highest first: how many rows and how many positives each holds. */
function* groups(scores: ArrayLike<number>, labels: ArrayLike<number>): Generator<{ rows: number; positives: number }> {
  const order = ranked(scores);
  for (let start = 0; start < order.length;) {
    const value = scores[order[start] as number];
    let end = start;
    let positives = 0;
    for (; end < order.length && scores[order[end] as number] === value; end += 1)
      positives += labels[order[end] as number] as number;
    yield { rows: end - start, positives };
    start = end;
  }
}

/** Area under the ROC curve: how often a positive row outranks a negative one, ties counted one half. */
export function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let positivesAbove = 0;
  let pairs = 0;
  let negatives = 0;
  for (const group of groups(scores, labels)) {
    const others = group.rows - group.positives;
    pairs += others * (positivesAbove + group.positives / 2);
    positivesAbove += group.positives;
    negatives += others;
  }
  return pairs / (positivesAbove * negatives);
}

/** Average precision: the sum over distinct scores, descending, of precision times the increase in recall. */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const { rows, positives } of groups(scores, labels)) {
    seen += rows;
    found += positives;
    sum += (found / seen) * positives;
  }
  return sum / found;
}
