import { DoubleError, only } from './double-error';
import { DoubleIndex } from './double-index';

/** Indices and the aliases that point at them. */
export class Cluster {
  private readonly indices = new Map<string, DoubleIndex>();
  private readonly aliases = new Map<string, Set<string>>();

  exists(name: string): boolean {
    return this.indices.has(name) || (this.aliases.get(name)?.size ?? 0) > 0;
  }

  isAlias(name: string): boolean {
    return (this.aliases.get(name)?.size ?? 0) > 0;
  }

  /** The index of a name or of an alias. Throws 404. */
  index(name: string): DoubleIndex {
    const index = this.indices.get(name) ?? this.indices.get([...(this.aliases.get(name) ?? [])][0] ?? '');
    if (!index) throw new DoubleError(404, 'index_not_found_exception', `no such index [${name}]`);
    return index;
  }

  create(name: string, body: Record<string, unknown>): void {
    if (this.exists(name))
      throw new DoubleError(400, 'resource_already_exists_exception', `index [${name}] already exists`);
    this.indices.set(name, DoubleIndex.create(name, body));
    for (const alias of Object.keys((body['aliases'] ?? {}) as object)) this.point(alias, name);
  }

  delete(name: string): void {
    this.index(name);
    this.indices.delete(name);
    for (const targets of this.aliases.values()) targets.delete(name);
  }

  /** All actions or none. */
  changeAliases(body: unknown): void {
    const { actions } = only(body, ['actions'], '_aliases');
    const planned = (actions as Record<string, unknown>[]).map((action) => {
      const { add, remove } = only(action, ['add', 'remove'], 'action');
      const { index, alias } = only(add ?? remove, ['index', 'alias', 'must_exist'], 'action') as Record<
        string,
        string
      >;
      const pattern = new RegExp(`^${String(index).replaceAll('*', '.*')}$`);
      const names = [...this.indices.keys()].filter((name) => pattern.test(name));
      if (add && names.length === 0)
        throw new DoubleError(404, 'index_not_found_exception', `no such index [${index}]`);
      return { names, alias: alias as string, isAdd: add !== undefined };
    });
    for (const { names, alias, isAdd } of planned)
      for (const name of names) {
        if (isAdd) this.point(alias, name);
        else this.aliases.get(alias)?.delete(name);
      }
  }

  /** Each operation by itself: one that is refused does not keep the others from being done. */
  bulk(lines: readonly unknown[], target: string | undefined, requireAlias: boolean): object {
    const items: object[] = [];
    for (let n = 0; n < lines.length; n += 1) {
      const operation = only(lines[n], ['index', 'delete'], 'bulk');
      const kind = operation['index'] ? 'index' : 'delete';
      const keys = ['_index', '_id', 'version', 'version_type'];
      const meta = only(operation[kind], keys, kind) as Record<string, string | number>;
      const source = kind === 'index' ? (lines[(n += 1)] as Record<string, unknown>) : undefined;
      items.push({ [kind]: this.bulkItem(String(meta['_index'] ?? target), meta, source, requireAlias) });
    }
    const failed = items.some((item) => Object.values(item).some((result) => 'error' in (result as object)));
    return { took: 1, errors: failed, items };
  }

  private bulkItem(
    name: string,
    { _id, version, version_type }: Record<string, string | number>,
    source: Record<string, unknown> | undefined,
    requireAlias: boolean,
  ): object {
    try {
      if (requireAlias && !this.isAlias(name))
        throw new DoubleError(404, 'index_not_found_exception', `[${name}] is not an alias and require_alias is set`);
      if (version !== undefined && version_type !== 'external_gte')
        throw new DoubleError(400, 'illegal_argument_exception', 'the double knows external_gte only');
      const index = this.index(name);
      const external = version === undefined ? undefined : Number(version);
      if (source) {
        const created = index.put(String(_id), source, external);
        return { _index: index.name, _id, status: created ? 201 : 200, result: created ? 'created' : 'updated' };
      }
      const deleted = index.remove(String(_id), external);
      return { _index: index.name, _id, status: deleted ? 200 : 404, result: deleted ? 'deleted' : 'not_found' };
    } catch (error) {
      if (!(error instanceof DoubleError)) throw error;
      return { _index: name, _id, status: error.status, error: { type: error.type, reason: error.message } };
    }
  }

  private point(alias: string, name: string): void {
    this.aliases.set(alias, (this.aliases.get(alias) ?? new Set()).add(name));
  }
}
