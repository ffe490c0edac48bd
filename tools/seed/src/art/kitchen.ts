import { line, oval, path, rect, shine, type Drawing } from './scene';

export const mug: Drawing = (tones, style) => `${line('M640 470 C770 450 770 680 635 670', tones.dark, 38)}
  ${style === 1 ? path('M320 400 L660 400 L620 770 Q490 815 360 770 Z', '#base') : path('M330 400 L660 400 L660 720 Q655 800 570 800 L420 800 Q335 800 330 720 Z', '#base')}
  ${oval(495, 400, 166, 34, '#deep')}${oval(495, 406, 140, 24, '#4a2f20')}${shine('M360 440 L400 445 L400 720 Q375 715 362 690 Z')}
  ${style === 2 ? line('M331 620 L659 620', '#ffffff', 60, 'stroke-opacity=".22" ') : ''}`;

export const bowl: Drawing = (_, style) =>
  Array.from({ length: style + 1 }, (_, n) => {
    const y = 560 - n * 86 + style * 20;
    const w = 300 - n * 40;
    return `${path(`M${500 - w} ${y} C${500 - w * 0.8} ${y + 250} ${500 + w * 0.8} ${y + 250} ${500 + w} ${y} Z`, n % 2 ? '#side' : '#base')}
      ${oval(500, y, w, w * 0.17, '#deep')}${oval(500, y + 6, w * 0.9, w * 0.13, '#side')}`;
  }).join('') + oval(500, 780, 110, 20, '#deep');

export const kettle: Drawing = (_, style) => `${line('M360 420 C340 220 660 220 640 420', '#33302d', 30)}
  ${path('M640 560 C720 540 760 470 800 420 L840 450 C800 560 740 640 650 670 Z', '#side')}
  ${path('M300 780 C250 600 330 420 500 410 C670 420 750 600 700 780 Q500 815 300 780 Z', '#base')}
  ${oval(500, 425, 110, 24, '#deep')}${oval(500, 395, 24, 24, style === 1 ? '#wood' : '#brass')}${shine('M350 560 C345 640 350 710 365 760 L400 765 C385 700 385 620 400 520 Z')}
  ${style === 2 ? line('M290 700 Q500 735 710 700', '#ffffff', 18, 'stroke-opacity=".3"') : ''}`;

export const pan: Drawing = (_, style) =>
  style === 1
    ? `${rect(230, 520, 540, 260, 46, '#base')}${oval(500, 520, 270, 50, '#deep')}${path('M250 500 C300 420 700 420 750 500 Z', '#side')}
       ${oval(500, 430, 40, 24, '#brass')}${rect(170, 570, 70, 46, 20, '#deep')}${rect(760, 570, 70, 46, 20, '#deep')}${shine('M265 570 L310 575 L310 740 Q275 735 268 700 Z')}`
    : `${rect(640, 610, 300, 44, 22, style === 2 ? '#wood' : '#ink', 'transform="rotate(-14 640 630)"')}
       ${path('M150 600 L690 600 C680 740 620 770 560 775 L290 775 C210 770 160 730 150 600 Z', '#base')}${oval(420, 600, 270, 52, '#deep')}${oval(420, 608, 235, 38, '#ink')}`;

export const bottle: Drawing = (_, style) => `${rect(440, 180, 120, 100, 24, style === 2 ? '#wood' : '#ink')}
  ${path('M430 280 L570 280 C640 330 650 380 650 440 L650 740 Q650 800 590 800 L410 800 Q350 800 350 740 L350 440 C350 380 360 330 430 280 Z', '#base')}
  ${shine('M385 420 C385 380 400 350 420 330 L445 330 C425 370 420 400 420 440 L420 750 Q390 745 385 720 Z')}
  ${style === 1 ? rect(350, 560, 300, 120, 0, '#ffffff', 'fill-opacity=".2"') : ''}${line('M440 235 L560 235', '#ffffff', 6, 'stroke-opacity=".3"')}`;

export const planter: Drawing = (_, style) => {
  const leaf = (angle: number, length: number) =>
    path(
      `M500 560 C${460} ${520 - length / 2} 470 ${560 - length} 500 ${540 - length} C530 ${560 - length} 540 ${520 - length / 2} 500 560 Z`,
      '#leaf',
      `transform="rotate(${angle} 500 570)"`,
    );
  const angles = style === 1 ? [-70, -45, -22, 0, 22, 45, 70] : style === 2 ? [-30, -12, 8, 26] : [-55, -28, 0, 28, 55];
  return `${angles.map((angle, n) => leaf(angle, style === 2 ? 380 - n * 30 : 300 - (n % 2) * 70)).join('')}
    ${path(style === 2 ? 'M370 550 L630 550 L630 800 L370 800 Z' : 'M340 550 L660 550 L610 800 L390 800 Z', '#base')}${rect(325, 530, 350, 56, 16, '#side')}${shine('M380 595 L415 595 L435 780 L412 780 Z')}`;
};

export const wateringCan: Drawing = (
  tones,
  style,
) => `${line('M340 520 C180 450 200 760 345 720', tones.dark, 30)}${line('M370 450 C420 300 560 300 600 450', tones.deep, 24)}
  ${path('M630 690 L800 430 L845 455 L660 770 Z', '#side')}${path('M770 400 L880 440 L850 500 L760 445 Z', style === 1 ? '#brass' : '#deep')}
  ${rect(330, 450, 320, 345, style === 2 ? 90 : 34, '#base')}${oval(490, 455, 150, 28, '#deep')}${shine('M365 510 L405 515 L405 750 Q375 745 368 720 Z')}`;
