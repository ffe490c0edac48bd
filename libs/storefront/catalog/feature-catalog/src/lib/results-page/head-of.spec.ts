import { headOf } from './head-of';

const sofas = { slug: 'sofas', title: 'Sofas', productCount: 40, children: [] };
const furniture = { slug: 'furniture', title: 'Furniture', productCount: 160, children: [sofas] };
const tree = {
  roots: () => [furniture],
  pathTo: (slug: string) => (slug === 'sofas' ? [furniture, sofas] : slug === 'furniture' ? [furniture] : []),
};

describe('the head of a list', () => {
  it('names a category, the way to it and the rooms below', () => {
    expect(headOf({}, 'furniture', tree)).toMatchObject({
      title: 'Furniture',
      canonicalPath: '/c/furniture',
      below: [sofas],
      crumbs: [{ title: 'Home', link: '/' }, { title: 'Furniture' }],
    });
    expect(headOf({}, 'sofas', tree).crumbs[1]).toEqual({ title: 'Furniture', link: ['/c', 'furniture'] });
  });

  it('says when there is no such category, but only when the categories are known', () => {
    expect(headOf({}, 'floor-lamps', tree).missing).toBe(true);
    expect(headOf({}, 'floor-lamps', { ...tree, roots: () => [] })).toMatchObject({
      missing: false,
      title: 'Floor lamps',
    });
  });

  it('keeps searches out of search engines', () => {
    expect(headOf({ q: 'lamp' }, undefined, tree)).toMatchObject({ title: 'Results for “lamp”' });
    expect(headOf({ q: 'lamp' }, undefined, tree).canonicalPath).toBeUndefined();
  });
});
