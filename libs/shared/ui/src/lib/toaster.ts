import { Service, signal } from '@angular/core';

/** A short message with at most one thing to do about it. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: 'neutral' | 'danger';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6_000;
const MOST = 3;

/** Shows messages over the page; they go by themselves, unless there is something to do or they are looked at. */
@Service()
export class Toaster {
  private readonly list = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private next = 1;
  readonly toasts = this.list.asReadonly();

  show(message: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    const toast: Toast = { id: this.next++, message, tone: options.tone ?? 'neutral', action: options.action };
    this.list.update((toasts) => [...toasts.slice(1 - MOST), toast]);
    this.release(toast.id);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Keeps a message while it is looked at. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  release(id: number): void {
    this.hold(id);
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }
}
