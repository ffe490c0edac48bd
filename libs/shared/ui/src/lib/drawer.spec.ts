import { TestBed } from '@angular/core/testing';
import { Drawer } from './drawer';

// jsdom knows the element, but not how to open it.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

async function render() {
  const fixture = TestBed.createComponent(Drawer);
  const set = async (open: boolean) => {
    fixture.componentRef.setInput('open', open);
    fixture.componentRef.setInput('label', 'Filter');
    await fixture.whenStable();
  };
  await set(false);
  let closed = 0;
  fixture.componentInstance.closed.subscribe(() => (closed += 1));
  const dialog = (fixture.nativeElement as HTMLElement).querySelector('dialog') as HTMLDialogElement;
  return { dialog, set, closed: () => closed };
}

describe('Drawer', () => {
  it('is a modal dialog with a name, open when it is told to be', async () => {
    const { dialog, set } = await render();
    expect(dialog.open).toBe(false);
    await set(true);
    expect(dialog.open).toBe(true);
    expect(dialog.getAttribute('aria-label')).toBe('Filter');
    await set(false);
    expect(dialog.open).toBe(false);
  });

  it('asks to be closed by Escape, by its button, and by a click beside it', async () => {
    const { dialog, set, closed } = await render();
    await set(true);
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    dialog.querySelector<HTMLButtonElement>('[aria-label=Close]')?.click();
    dialog.click();
    expect(closed()).toBe(3);
    dialog.querySelector('h2')?.click();
    expect(closed()).toBe(3);
  });
});
