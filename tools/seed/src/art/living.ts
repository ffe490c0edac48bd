import { line, oval, path, rect, shine, type Drawing } from './scene';

export const chair: Drawing = (_, style) => `
  ${line('M330 640 L285 800 M670 640 L715 800 M400 650 L385 775 M600 650 L615 775', '#8a6038', 22)}
  ${style === 1 ? rect(318, 250, 364, 330, 160, '#side') : path('M320 600 C290 380 330 250 500 245 C670 250 710 380 680 600 Z', '#side')}
  ${path('M268 560 C268 520 320 515 340 560 L340 650 L290 650 C270 640 265 600 268 560 Z', '#base')}
  ${path('M732 560 C732 520 680 515 660 560 L660 650 L710 650 C730 640 735 600 732 560 Z', '#deep')}
  ${rect(325, 555, 350, 105, 44, '#base')}${shine('M350 575 Q500 555 650 575 L650 590 Q500 572 350 590 Z')}
  ${style === 2 ? rect(400, 420, 200, 140, 34, '#base', 'transform="rotate(-5 500 490)"') : ''}`;

export const sofa: Drawing = (_, style) => `
  ${line('M190 720 L180 800 M810 720 L820 800 M500 730 L500 795', '#8a6038', 22)}
  ${rect(170, 400, 660, 250, 60, '#side')}${rect(190, 420, 308, 210, 44, '#base')}${rect(502, 420, 308, 210, 44, '#base')}
  ${rect(105, 500, 125, 230, 56, '#base')}${rect(770, 500, 125, 230, 56, '#deep')}
  ${rect(205, 590, 296, 130, 34, '#base')}${rect(499, 590, 296, 130, 34, '#side')}
  ${shine('M225 605 Q350 592 480 605 L480 618 Q350 606 225 618 Z')}
  ${style > 0 ? rect(250, 480, 130, 130, 26, '#wood', 'transform="rotate(-9 315 545)"') : ''}
  ${style > 1 ? rect(640, 490, 120, 120, 26, '#brass', 'transform="rotate(8 700 550)"') : ''}`;

export const table: Drawing = (tones, style) =>
  style === 1
    ? `${path('M455 520 L545 520 L575 790 L425 790 Z', '#side')}${oval(500, 795, 190, 26, '#deep')}
       ${oval(500, 520, 370, 70, '#deep')}${oval(500, 505, 370, 70, '#base')}${oval(430, 492, 190, 26, '#ffffff', 'fill-opacity=".18"')}`
    : `${line('M210 540 L180 800 M790 540 L820 800', tones.deep, 28)}${line('M330 550 L318 770 M670 550 L682 770', tones.dark, 22)}
       ${path('M150 490 L850 490 L900 540 L100 540 Z', '#base')}${rect(100, 540, 800, 34, 10, '#side')}
       ${style === 2 ? rect(370, 574, 260, 62, 8, '#deep') + oval(500, 604, 12, 12, '#brass') : ''}`;

export const shelf: Drawing = (tones, style) => {
  const boards = [300, 430, 560, 690].map((y) => rect(260, y, 480, 22, 6, '#wood')).join('');
  const books = [0, 1, 2, 3, 4]
    .map((n) => rect(300 + n * 30, 440 - 90 + (n % 2) * 18, 24, 80 - (n % 2) * 18, 4, n % 2 ? '#base' : '#ink'))
    .join('');
  return `${rect(255, 170, 20, 630, 8, '#side')}${rect(725, 170, 20, 630, 8, '#deep')}${rect(260, 180, 480, 22, 6, '#wood')}${boards}${books}
    ${path('M600 300 C575 270 580 235 610 230 C640 235 645 270 620 300 Z', '#base')}${oval(560, 540, 44, 22, '#brass')}
    ${rect(330, 620, 150, 70, 10, '#side')}${style === 0 ? rect(540, 610, 150, 80, 10, '#base') : oval(620, 655, 50, 36, '#base')}
    ${rect(300, 712, 400, 70, 8, style === 2 ? '#base' : '#side')}${line('M500 712 L500 782', tones.deep, 4)}`;
};

export const cushion: Drawing = (_, style) => `
  ${path('M255 330 C400 360 600 360 745 330 C720 480 720 640 745 790 C600 762 400 762 255 790 C280 640 280 480 255 330 Z', '#base')}
  ${shine('M290 365 C400 385 520 388 600 380 C480 430 360 440 300 430 Z', 0.2)}
  ${[0, 1, 2, 3, 4].map((n) => (style === 0 ? line(`M285 ${430 + n * 75} Q500 ${448 + n * 75} 715 ${430 + n * 75}`, '#ffffff', 9, 'stroke-opacity=".3"') : style === 1 ? line(`M${340 + n * 80} 362 Q${350 + n * 75} 560 ${340 + n * 80} 758`, '#1b1512', 7, 'stroke-opacity=".16"') : oval(340 + n * 80, 470 + (n % 2) * 140, 26, 26, '#ffffff', 'fill-opacity=".25"'))).join('')}`;

export const blanket: Drawing = (_, style) => `
  ${[0, 1, 2, 3].map((n) => rect(230 + n * 8, 690 - n * 92, 540 - n * 16, 102, 48, n % 2 ? '#side' : '#base')).join('')}
  ${[0, 1, 2, 3].map((n) => line(`M270 ${742 - n * 92} L730 ${742 - n * 92}`, '#ffffff', style === 1 ? 16 : 6, `stroke-opacity="${style === 2 ? 0.12 : 0.3}"`)).join('')}
  ${Array.from({ length: 16 }, (_, n) => line(`M${290 + n * 28} 792 L${286 + n * 28} 824`, '#ffffff', 5, 'stroke-opacity=".55"')).join('')}`;
