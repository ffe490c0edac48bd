import { line, oval, path, rect, shine, type Drawing } from './scene';

export const headphones: Drawing = (
  tones,
  style,
) => `${line('M270 600 C230 180 770 180 730 600', tones.dark, style === 1 ? 46 : 64)}${line('M300 520 C290 240 710 240 700 520', '#1b1512', 14, 'stroke-opacity=".3"')}
  ${rect(205, 520, 130, 250, 62, '#base')}${rect(300, 540, 70, 210, 34, '#ink')}${rect(665, 520, 130, 250, 62, '#side')}${rect(630, 540, 70, 210, 34, '#ink')}
  ${style === 2 ? oval(262, 645, 34, 60, '#brass') : ''}${shine('M232 570 Q238 545 262 540 L258 740 Q236 735 232 710 Z')}`;

export const speaker: Drawing = (tones, style) =>
  style === 1
    ? `${rect(170, 480, 660, 315, 150, '#base')}${Array.from({ length: 12 }, (_, n) => line(`M${300 + n * 37} 530 L${300 + n * 37} 745`, tones.deep, 9, 'stroke-opacity=".55"')).join('')}${line('M300 480 C350 400 650 400 700 480', '#8a6038', 18)}`
    : `${rect(330, 230, 340, 570, style === 2 ? 120 : 30, '#base')}${oval(500, 610, 128, 128, '#ink')}${oval(500, 610, 84, 84, tones.deep)}${oval(500, 610, 34, 34, '#metal')}${oval(500, 375, 66, 66, '#ink')}${oval(500, 375, 26, 26, '#metal')}${shine('M350 260 L385 250 L385 780 L355 770 Z', 0.2)}`;

export const notebook: Drawing = (
  tones,
  style,
) => `<g transform="rotate(-7 500 520)">${rect(335, 225, 370, 560, 18, '#f4efe6')}${rect(315, 215, 370, 560, 18, '#base')}${rect(315, 215, 58, 560, 18, '#deep')}
  ${style === 1 ? line('M630 215 L630 775', tones.deep, 14) : rect(430, 320, 190, 90, 8, '#ffffff', 'fill-opacity=".75"')}${style === 2 ? line('M450 350 L600 350 M450 378 L560 378', tones.deep, 8) : ''}</g>
  ${rect(720, 300, 26, 420, 10, '#wood', 'transform="rotate(14 733 500)"')}${path('M720 716 L746 716 L733 760 Z', '#ink', 'transform="rotate(14 733 500)"')}`;

export const organiser: Drawing = (
  _,
  style,
) => `${rect(330, 330, 20, 260, 8, '#brass')}${rect(380, 290, 20, 300, 8, '#ink')}${rect(425, 350, 20, 240, 8, '#wood')}${rect(560, 390, 130, 200, 10, '#f4efe6')}
  ${rect(250, 540, 500, 250, style === 1 ? 70 : 24, '#base')}${rect(500, 500, 250, 290, style === 1 ? 70 : 24, '#side')}${style === 2 ? rect(280, 660, 190, 96, 12, '#deep') + oval(375, 706, 12, 12, '#brass') : ''}${shine('M275 575 L310 575 L310 760 L278 750 Z', 0.25)}`;

export const tent: Drawing = (_, style) =>
  style === 1
    ? `${path('M110 790 C180 380 350 290 500 285 C650 290 820 380 890 790 Z', '#base')}${path('M500 285 C650 290 820 380 890 790 L640 790 C640 560 580 380 500 285 Z', '#side')}${path('M360 790 C370 600 430 470 500 420 C570 470 600 600 610 790 Z', '#ink')}`
    : `${path('M500 260 L890 790 L620 790 Z', '#side')}${path('M500 260 L620 790 L130 790 Z', '#base')}${path('M490 330 L520 790 L330 790 Z', '#ink')}${path('M490 330 L330 790 L250 790 Q380 620 490 330 Z', '#deep')}
       ${line('M500 260 L500 200 M130 790 L70 805 M890 790 L940 805', '#8a6038', 10)}${style === 2 ? path('M500 210 L580 232 L500 256 Z', '#brass') : ''}`;

export const clock: Drawing = (
  tones,
  style,
) => `${style === 2 ? rect(230, 260, 540, 540, 90, '#base') : oval(500, 520, 280, 280, '#base')}${oval(500, style === 2 ? 530 : 520, 226, 226, '#f4efe6')}
  ${Array.from({ length: 12 }, (_, n) => line(`M500 ${style === 1 ? 318 : 322} L500 ${n % 3 ? 338 : 356}`, tones.deep, n % 3 ? 7 : 13, `transform="rotate(${n * 30} 500 525)"`)).join('')}
  ${line('M500 525 L500 372', '#191817', 14, 'transform="rotate(52 500 525)"')}${line('M500 525 L500 410', '#191817', 18, 'transform="rotate(-58 500 525)"')}${oval(500, 525, 16, 16, '#brass')}`;

/** A plain box, for imported goods of which we know no shape. */
export const parcel: Drawing = (
  _,
  style,
) => `${path('M230 430 L500 350 L770 430 L500 520 Z', '#base')}${path('M230 430 L500 520 L500 810 L230 710 Z', '#side')}${path('M770 430 L500 520 L500 810 L770 710 Z', '#deep')}
  ${style === 1 ? path('M345 396 L615 484 L650 472 L385 384 Z', '#ffffff', 'fill-opacity=".4"') : style === 2 ? path('M280 590 L420 638 L420 720 L280 670 Z', '#ffffff', 'fill-opacity=".55"') : path('M560 600 L700 552 L700 600 L560 648 Z', '#ffffff', 'fill-opacity=".4"')}${shine('M230 430 L500 350 L520 356 L258 440 Z', 0.3)}`;
