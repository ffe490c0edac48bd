import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { trainShopModel } from './training/train-shop-model';

const MODEL_FILE = 'libs/risk/server/src/lib/model/default-model.json';

/** `npx nx run risk:train`: fits the shop's first model on invented traffic and writes it where the service reads it. */
function run(): void {
  const { values } = parseArgs({ options: { out: { type: 'string', default: MODEL_FILE } }, strict: false });
  const { model, steps, trainingRows, trainingFrauds, heldOut } = trainShopModel();
  writeFileSync(String(values.out), `${JSON.stringify(model, null, 2)}\n`);
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  console.log(`${model.modelId}: ${steps} steps over ${trainingRows} invented payments (${trainingFrauds} frauds)`);
  model.features.forEach((feature, n) =>
    console.log(`  ${feature.padEnd(24)} ${(model.weights[n] as number).toFixed(3).padStart(7)}`),
  );
  console.log(`Held-out days: ${heldOut.rows} payments (${heldOut.frauds} frauds)`);
  console.log(`  AUC ${heldOut.auc.toFixed(4)}, average precision ${heldOut.ap.toFixed(4)}`);
  console.log(`  review from ${model.thresholds.review}, decline from ${model.thresholds.decline}`);
  console.log(`  genuine: ${percent(heldOut.genuineStopped)} stopped, ${percent(heldOut.genuineDeclined)} declined`);
  console.log(`  frauds: ${percent(heldOut.fraudsStopped)} stopped, ${percent(heldOut.fraudsDeclined)} declined`);
}

run();
