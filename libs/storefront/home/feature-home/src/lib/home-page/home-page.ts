import { Component } from '@angular/core';

@Component({ selector: 'm-home-page', template: '<div class="m-page"><h1 class="m-h1">Mercury</h1></div>' })
export class HomePage {}
