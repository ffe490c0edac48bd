/** A probability as people read it; null means that rules decided, since the model was away. */
export function percent(probability: number | null): string {
  return probability === null ? 'by rule' : `${(probability * 100).toFixed(probability < 0.1 ? 1 : 0)} %`;
}

/** How loud a score is shown. */
export function riskTone(probability: number | null): 'neutral' | 'warning' | 'danger' {
  if (probability === null) return 'neutral';
  return probability >= 0.5 ? 'danger' : 'warning';
}
