import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModel, type RiskModel } from '@mercury/risk/domain';

/** The model of a file, or the one that Mercury ships. Throws MalformedModelError, so that a bad file stops the start. */
export function loadModel(file = join(__dirname, 'default-model.json')): RiskModel {
  return parseModel(JSON.parse(readFileSync(file, 'utf8')));
}
