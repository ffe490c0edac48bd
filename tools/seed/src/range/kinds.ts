import { indoors } from './kinds-indoors';
import type { Kind } from './kind';
import { outdoors } from './kinds-outdoors';

/** The whole range. */
export const kinds: readonly Kind[] = [...indoors, ...outdoors];
