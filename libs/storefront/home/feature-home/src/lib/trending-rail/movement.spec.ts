import { TestBed } from '@angular/core/testing';
import { Movement } from './movement';

async function shown(rank: number, previousRank: number | null): Promise<string> {
  const fixture = TestBed.createComponent(Movement);
  fixture.componentRef.setInput('rank', rank);
  fixture.componentRef.setInput('previousRank', previousRank);
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent.trim();
}

describe('Movement', () => {
  it('says how many places a product climbed', async () => {
    expect(await shown(2, 5)).toBe('▲ Up 3 places');
    expect(await shown(2, 3)).toBe('▲ Up 1 place');
  });

  it('says that a product is new', async () => {
    expect(await shown(4, null)).toBe('✦ New here');
  });

  it('says nothing of a product that stayed', async () => {
    expect(await shown(4, 4)).toBe('');
  });
});
