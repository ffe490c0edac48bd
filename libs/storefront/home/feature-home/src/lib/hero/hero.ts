import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@mercury/shared/ui';

/** What this shop is, in one look. The wall and the floor are the theme's; the picture brings what stands in the room. */
@Component({
  selector: 'm-hero',
  imports: [Button, RouterLink],
  templateUrl: './hero.html',
  styleUrl: './hero.css',
})
export class Hero {}
