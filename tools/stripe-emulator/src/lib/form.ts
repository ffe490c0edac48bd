/** Parameters as Stripe's SDK sends them: `metadata[orderId]=1&expand[0]=latest_charge`, nested to any depth. */
export type FormValue = string | FormObject;
export interface FormObject {
  [key: string]: FormValue;
}

/** Reads a form-encoded body or query. Lists come out as objects with numeric keys: use `list()`. */
export function parseForm(text: string): FormObject {
  const root: FormObject = Object.create(null);
  let unnamed = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    const [first = '', ...rest] = name.split('[');
    const keys = [first, ...rest.map((part) => part.replace(/\]$/, '') || String(unnamed++))];
    const last = keys.pop() ?? '';
    let target = root;
    for (const key of keys) {
      const next = target[key];
      if (typeof next === 'object') target = next;
      else target = target[key] = Object.create(null) as FormObject;
    }
    target[last] = value;
  }
  return root;
}

export function text(form: FormObject, key: string): string | undefined {
  const value = form[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function object(form: FormObject, key: string): FormObject {
  const value = form[key];
  return typeof value === 'object' ? value : {};
}

export function list(form: FormObject, key: string): string[] {
  return Object.values(object(form, key)).filter((value): value is string => typeof value === 'string');
}

/** The strings of a nested object: Stripe's metadata. */
export function strings(form: FormObject, key: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(form, key)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
