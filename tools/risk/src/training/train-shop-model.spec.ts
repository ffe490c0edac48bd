import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainShopModel } from './train-shop-model';

const shipped = join(__dirname, '../../../../libs/risk/server/src/lib/model/default-model.json');

describe('training the shop’s model', () => {
  const report = trainShopModel();

  it('makes the file that the service ships', () => {
    expect(report.model).toEqual(JSON.parse(readFileSync(shipped, 'utf8')));
  });

  it('finds fraud on days that it has not seen, and bothers few genuine customers', () => {
    const { auc, ap, frauds, rows, genuineStopped, fraudsStopped } = report.heldOut;
    expect(auc).toBeGreaterThan(0.9);
    expect(ap).toBeGreaterThan(10 * (frauds / rows));
    expect(genuineStopped).toBeLessThan(1 / 200);
    expect(fraudsStopped).toBeGreaterThan(0.2);
  });
});
