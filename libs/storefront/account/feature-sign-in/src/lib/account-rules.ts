import { maxLength, minLength, pattern, validate, type SchemaPath } from '@angular/forms/signals';

const EMAIL = /^\s*[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}\s*$/;

/** At least this many characters: long beats complicated. As RegisterDto has it. */
export const SHORTEST_PASSWORD = 10;

export function emailRules(path: SchemaPath<string>): void {
  filled(path, 'Enter your email address.');
  pattern(path, EMAIL, { message: 'Enter the email address as in name@example.com.' });
}

export function newPasswordRules(path: SchemaPath<string>): void {
  filled(path, 'Choose a password.');
  minLength(path, SHORTEST_PASSWORD, { message: `The password needs at least ${SHORTEST_PASSWORD} characters.` });
  maxLength(path, 200, { message: 'The password has 200 characters at most.' });
}

export function filled(path: SchemaPath<string>, message: string): void {
  validate(path, ({ value }) => (value().trim() === '' ? { kind: 'required', message } : undefined));
}
