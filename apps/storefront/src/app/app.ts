import { Component } from '@angular/core';
import { Shell } from '@mercury/storefront/shell/feature-shell';

@Component({ selector: 'm-root', imports: [Shell], template: '<m-shell />' })
export class App {}
