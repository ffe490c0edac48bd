// Who may know whom. The probe beside this file proves that each rule fails on a violation.
const nodeOnly = ['@nestjs/*', '@mikro-orm/*', 'mikro-orm', 'ioredis', 'pg', 'stripe'];
const browserOnly = ['@angular/*', '@ngrx/*'];
const contexts = [
  'catalog',
  'search',
  'orders',
  'payment',
  'risk',
  'activity',
  'trending',
  'recommendations',
  'identity',
];

/** Constraints of `@nx/enforce-module-boundaries`: platforms, layers, then contexts. */
export const depConstraints = [
  {
    sourceTag: 'platform:browser',
    onlyDependOnLibsWithTags: ['platform:browser', 'platform:any'],
    bannedExternalImports: nodeOnly,
  },
  {
    sourceTag: 'platform:server',
    onlyDependOnLibsWithTags: ['platform:server', 'platform:any'],
    bannedExternalImports: browserOnly,
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts', 'type:util'],
    bannedExternalImports: [...nodeOnly, ...browserOnly, 'rxjs', 'class-validator', 'class-transformer'],
  },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:util'],
    bannedExternalImports: [...nodeOnly, ...browserOnly, 'rxjs'],
  },
  { sourceTag: 'type:util', onlyDependOnLibsWithTags: ['type:util'] },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:platform', 'type:util'] },
  {
    sourceTag: 'type:feature',
    onlyDependOnLibsWithTags: ['type:feature', 'type:data-access', 'type:ui', 'type:contracts', 'type:util'],
  },
  { sourceTag: 'type:data-access', onlyDependOnLibsWithTags: ['type:data-access', 'type:contracts', 'type:util'] },
  { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:ui', 'type:contracts', 'type:util'] },
  ...contexts.map((context) => ({
    sourceTag: `scope:${context}`,
    onlyDependOnLibsWithTags: [`scope:${context}`, 'scope:shared', 'scope:platform', 'type:contracts'],
  })),
  // The gateway decides nothing: it speaks to every context by its contracts, and is home to identity.
  {
    sourceTag: 'scope:gateway',
    onlyDependOnLibsWithTags: ['scope:gateway', 'scope:identity', 'scope:shared', 'scope:platform', 'type:contracts'],
  },
  { sourceTag: 'scope:platform', onlyDependOnLibsWithTags: ['scope:platform', 'scope:shared'] },
  { sourceTag: 'scope:storefront', onlyDependOnLibsWithTags: ['scope:storefront', 'scope:shared', 'type:contracts'] },
];
