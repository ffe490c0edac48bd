import { afterNextRender, Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { type Theme, THEME_KEY, themes } from '@mercury/shared/tokens';
import { Button, Icon } from '@mercury/shared/ui';

const names: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** Light, dark, or as the system has it. Kept in the browser; index.html applies it before the first paint. */
@Component({
  selector: 'm-theme-switch',
  imports: [Button, Icon],
  template: `
    <button
      mButton
      type="button"
      variant="ghost"
      size="icon"
      [attr.aria-label]="label()"
      [title]="label()"
      (click)="turn()"
    >
      @switch (theme()) {
        @case ('light') {
          <m-icon name="sun" [size]="21" />
        }
        @case ('dark') {
          <m-icon name="moon" [size]="21" />
        }
        @default {
          <m-icon name="monitor" [size]="21" />
        }
      }
    </button>
  `,
})
export class ThemeSwitch {
  private readonly root = inject(DOCUMENT).documentElement;
  protected readonly theme = signal<Theme>('system');
  protected readonly label = computed(() => `Colours: ${names[this.theme()]}`);

  constructor() {
    // After hydration: the server cannot know the choice.
    afterNextRender(() => this.theme.set((this.root.dataset['theme'] as Theme | undefined) ?? 'system'));
  }

  protected turn(): void {
    const next = themes[(themes.indexOf(this.theme()) + 1) % themes.length] as Theme;
    this.theme.set(next);
    if (next === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = next;
    try {
      localStorage.setItem(THEME_KEY, next);
    } catch {
      // Storage can be denied: the choice lasts as long as the page.
    }
  }
}
