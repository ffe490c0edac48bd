import { Component } from '@angular/core';

@Component({ selector: 'm-results-page', template: '<div class="m-page"><h1 class="m-h1">Shop</h1></div>' })
export class ResultsPage {}
