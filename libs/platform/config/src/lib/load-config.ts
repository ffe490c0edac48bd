import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

/** A configuration that does not hold; the message names every variable that is wrong, and why. */
export class ConfigError extends Error {}

/**
 * Reads a class-validator DTO from environment variables: field `databaseUrl` from `DATABASE_URL`. Empty variables count
 * as absent, so a field's initialiser is its default. The result is frozen. Throws ConfigError before anything starts.
 */
export function loadConfig<T extends object>(
  Config: ClassConstructor<T>,
  env: NodeJS.ProcessEnv = process.env,
): Readonly<T> {
  const given: Record<string, string> = {};
  for (const field of fieldsOf(Config)) {
    const value = env[variableName(field)]?.trim();
    if (value) given[field] = value;
  }
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const problems = validateSync(config, { forbidUnknownValues: true }).map(
    (error) => `  ${variableName(error.property)}: ${Object.values(error.constraints ?? {}).join('; ')}`,
  );
  if (problems.length > 0)
    throw new ConfigError(`The configuration is not valid:\n${problems.join('\n')}\nSee .env.example.`);
  return Object.freeze(config);
}

/** `databaseUrl` → `DATABASE_URL`. */
export function variableName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The names of the validated fields of a configuration class, those of its parents included. */
export function fieldsOf(Config: ClassConstructor<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
  return [...new Set(metadata.map((entry) => entry.propertyName))];
}
