const secretField = /(key|secret|password|token|salt)$/i;

/** A configuration as it may be printed: secrets are starred, passwords inside URLs too. */
export function redact(config: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([field, value]) => {
      if (secretField.test(field) && value) return [field, '***'];
      if (typeof value === 'string') return [field, value.replace(/:\/\/([^:/@]*):[^@]*@/, '://$1:***@')];
      return [field, value];
    }),
  );
}
