import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { matcher, type Finding, type Needle } from './needle';

const EXAMPLES = 5;

/** Searches the files of a folder, and of the folders in it, line by line. One finding a file; examples are line numbers. */
export async function searchFiles(folder: string, needles: readonly Needle[]): Promise<Finding[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const matches = matcher(needles);
  return Promise.all(files.sort().map((file) => searchFile(file, matches)));
}

async function searchFile(file: string, matches: (text: string) => string[]): Promise<Finding> {
  const found = { place: file, searched: 0, found: 0, labels: new Set<string>(), examples: [] as string[] };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    found.searched += 1;
    const labels = matches(line);
    if (labels.length === 0) continue;
    found.found += 1;
    for (const label of labels) found.labels.add(label);
    if (found.examples.length < EXAMPLES) found.examples.push(`line ${found.searched}`);
  }
  return { ...found, labels: [...found.labels] };
}
