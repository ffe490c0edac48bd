import { isPlatformBrowser } from '@angular/common';
import { inject, PLATFORM_ID } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { Toaster } from '@mercury/shared/ui';

const TRIED = 'mercury.reloaded';
const CHUNK_GONE = /dynamically imported module|importing a module script failed/i;

/**
 * For the router. After a new release the old page's chunks are gone: the wanted page is loaded as a whole, once. What
 * else keeps a page from opening is said, with the way to try again.
 */
export function recoverNavigation(error: NavigationError): void {
  if (!isPlatformBrowser(inject(PLATFORM_ID))) return;
  const open = () => location.assign(error.url);
  if (CHUNK_GONE.test(String(error.error)) && sessionStorage.getItem(TRIED) !== error.url) {
    sessionStorage.setItem(TRIED, error.url);
    open();
    return;
  }
  inject(Toaster).show('That page did not open.', { tone: 'danger', action: { label: 'Try again', run: open } });
}
