import { englishTokens, standardTokens, type Token } from './analysis';
import { DoubleError, only } from './double-error';

interface FieldMapping {
  readonly type: string;
  readonly analyzer?: string;
  readonly normalizer?: string;
  readonly copy_to?: string;
  readonly enabled?: boolean;
  readonly format?: string;
  readonly fields?: Readonly<Record<string, FieldMapping>>;
}

export interface Terms {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

export interface StoredDocument {
  readonly id: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly version: number;
  /** Each analysed field's terms with their numbers, and how many there are in all. */
  readonly terms: ReadonlyMap<string, Terms>;
}

const fieldKeys = ['type', 'analyzer', 'normalizer', 'copy_to', 'enabled', 'format', 'fields'];
const types = ['keyword', 'text', 'long', 'boolean', 'date', 'object', 'search_as_you_type'];

/** One index: documents under a strict mapping, with external versions. */
export class DoubleIndex {
  readonly documents = new Map<string, StoredDocument>();
  private readonly gone = new Map<string, number>();
  private readonly frequencies = new Map<string, ReadonlyMap<string, number>>();

  private constructor(
    readonly name: string,
    private readonly fields: Readonly<Record<string, FieldMapping>>,
  ) {}

  static create(name: string, body: Record<string, unknown>): DoubleIndex {
    only(body, ['settings', 'mappings', 'aliases'], 'create index');
    const mappings = only(body['mappings'] ?? {}, ['dynamic', 'properties'], 'mappings');
    if (mappings['dynamic'] !== 'strict') throw new DoubleError(400, 'mapper_parsing_exception', 'map strictly');
    const fields = (mappings['properties'] ?? {}) as Record<string, FieldMapping>;
    for (const [field, mapping] of Object.entries(fields)) {
      only(mapping, fieldKeys, `mapping of ${field}`);
      if (!types.includes(mapping.type))
        throw new DoubleError(400, 'mapper_parsing_exception', `no type ${mapping.type}`);
    }
    return new DoubleIndex(name, fields);
  }

  /** The mapping of a field or of its sub-field. Throws for one that is not mapped. */
  field(name: string): FieldMapping {
    const [head = '', ...tail] = name.split('.');
    const mapping = this.fields[head];
    const found = tail.length === 0 ? mapping : mapping?.fields?.[tail[0] as string];
    if (!found) throw new DoubleError(400, 'query_shard_exception', `no mapping found for [${name}]`);
    return found;
  }

  /** Throws where a kind of query needs another kind of field: `term` on text finds nothing in real life either. */
  expect(name: string, ...wanted: readonly string[]): void {
    const { type } = this.field(name);
    if (!wanted.includes(type))
      throw new DoubleError(400, 'illegal_argument_exception', `[${name}] is ${type}, not ${wanted.join(' or ')}`);
  }

  tokens(field: string, text: string): Token[] {
    return this.field(field).analyzer === 'english_text' ? englishTokens(text) : standardTokens(text);
  }

  /** In how many documents each term of a field occurs; counted again after a change. */
  frequenciesOf(field: string): ReadonlyMap<string, number> {
    const known = this.frequencies.get(field);
    if (known) return known;
    const counted = new Map<string, number>();
    for (const { terms } of this.documents.values())
      for (const term of terms.get(field)?.counts.keys() ?? []) counted.set(term, (counted.get(term) ?? 0) + 1);
    this.frequencies.set(field, counted);
    return counted;
  }

  /** Adds or replaces. `external_gte`: a version below the known one is refused with 409. Resolves to whether it is new. */
  put(id: string, source: Record<string, unknown>, version?: number): boolean {
    this.checkVersion(id, version);
    const terms = new Map<string, string[]>();
    for (const [name, value] of Object.entries(source)) {
      const mapping = this.fields[name];
      if (!mapping)
        throw new DoubleError(400, 'strict_dynamic_mapping_exception', `[${name}] is not allowed by the mapping`);
      checkValue(name, mapping, value);
      if (mapping.type !== 'text') continue;
      const own = [value].flat().flatMap((text) => this.tokens(name, String(text)).map(({ term }) => term));
      for (const target of [name, mapping.copy_to])
        if (target) terms.set(target, [...(terms.get(target) ?? []), ...own]);
    }
    const isNew = !this.documents.has(id);
    const known = this.documents.get(id)?.version ?? 0;
    const counted = new Map([...terms].map(([field, all]) => [field, countedTerms(all)]));
    this.documents.set(id, { id, source: structuredClone(source), version: version ?? known + 1, terms: counted });
    this.frequencies.clear();
    return isNew;
  }

  /** Removes; a tombstone keeps the version, so that a late write cannot bring the document back. */
  remove(id: string, version?: number): boolean {
    this.checkVersion(id, version);
    if (version !== undefined) this.gone.set(id, version);
    this.frequencies.clear();
    return this.documents.delete(id);
  }

  private checkVersion(id: string, version: number | undefined): void {
    const known = this.documents.get(id)?.version ?? this.gone.get(id);
    if (version !== undefined && known !== undefined && version < known)
      throw new DoubleError(409, 'version_conflict_engine_exception', `[${id}]: ${version} is below ${known}`);
  }
}

function checkValue(name: string, { type, format }: FieldMapping, value: unknown): void {
  const good = (one: unknown): boolean => {
    if (one === null || type === 'object') return true;
    if (type === 'long') return Number.isSafeInteger(one);
    if (type === 'boolean') return typeof one === 'boolean';
    if (type === 'date') return typeof one === 'string' && (format !== 'yyyy-MM-dd' || /^\d{4}-\d\d-\d\d$/.test(one));
    return typeof one === 'string' || typeof one === 'number';
  };
  if (![value].flat().every(good))
    throw new DoubleError(400, 'document_parsing_exception', `failed to parse field [${name}] of type [${type}]`);
}

function countedTerms(terms: readonly string[]): Terms {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, length: terms.length };
}
