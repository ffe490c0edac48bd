import { Component } from '@angular/core';

@Component({ selector: 'm-product-page', template: '<div class="m-page"><h1 class="m-h1">Product</h1></div>' })
export class ProductPage {}
