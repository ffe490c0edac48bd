// `npm start`: from a fresh clone to a running shop. This file runs on any Node from 20 on, before anything is installed.
import { ensureDependencies } from './machine/dependencies.mjs';
import { loadLocalSettings } from './machine/local-settings.mjs';
import { continueOnRightNode } from './machine/node-version.mjs';

loadLocalSettings();
await ensureDependencies();
await continueOnRightNode();
const { runShop } = await import('./shop/run-shop.mjs');
await runShop();
