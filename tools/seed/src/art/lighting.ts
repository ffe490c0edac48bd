import { line, oval, path, rect, shine, type Drawing } from './scene';

export const floorLamp: Drawing = (_, style) =>
  style === 1
    ? `${oval(620, 330, 250, 190, '#glow')}${line('M400 795 C395 420 420 190 600 215', '#77746f', 16)}${oval(400, 797, 120, 22, '#ink')}
       ${path('M520 300 C520 225 680 195 725 285 Z', '#base', 'transform="rotate(12 620 270)"')}`
    : `${oval(500, 380, 270, 210, '#glow')}${line('M500 400 L500 790', '#77746f', 14)}${oval(500, 797, 130, 22, '#ink')}
       ${path('M420 180 L580 180 L650 400 L350 400 Z', '#base')}${oval(500, 400, 150, 16, '#side')}
       ${style === 2 ? line('M500 420 L400 796 M500 420 L610 796', '#8a6038', 14) : ''}${shine('M430 195 L470 195 L440 385 L385 385 Z', 0.22)}`;

export const pendant: Drawing = (
  _,
  style,
) => `${line('M500 0 L500 300', '#33302d', 8)}${rect(478, 280, 44, 50, 10, '#brass')}
  ${oval(500, 640, 330, 210, '#glow')}
  ${
    style === 0
      ? path('M330 590 C330 400 420 325 500 325 C580 325 670 400 670 590 Z', '#base') + oval(500, 590, 170, 22, '#side')
      : style === 1
        ? path('M240 560 C330 430 420 330 500 325 C580 330 670 430 760 560 Z', '#base') +
          oval(500, 560, 260, 24, '#side')
        : oval(500, 490, 190, 175, '#base') + oval(500, 640, 90, 14, '#side')
  }${shine('M400 400 C370 450 360 510 360 560 L395 560 C395 500 410 440 440 390 Z', 0.25)}`;

export const tableLamp: Drawing = (_, style) => `${oval(500, 470, 300, 230, '#glow')}
  ${style === 1 ? path('M420 790 C360 720 400 600 470 560 L530 560 C600 600 640 720 580 790 Z', '#base') : style === 2 ? rect(470, 540, 60, 240, 20, '#wood') + oval(500, 785, 120, 26, '#base') : oval(500, 690, 115, 108, '#base') + rect(470, 560, 60, 40, 8, '#brass')}
  ${path('M385 300 L615 300 L690 560 L310 560 Z', style === 0 ? '#side' : '#base')}${oval(500, 560, 190, 18, '#deep')}
  ${shine('M400 315 L450 315 L410 545 L345 545 Z', 0.22)}`;

export const lantern: Drawing = (_, style) => `${line('M390 300 C390 160 610 160 610 300', '#77746f', 14)}
  ${rect(380, 290, 240, 60, 22, '#base')}${rect(350, 700, 300, 95, 26, '#side')}
  ${style === 1 ? oval(500, 525, 150, 178, '#ffffff', 'fill-opacity=".5"') : rect(390, 350, 220, 350, 30, '#ffffff', 'fill-opacity=".5"')}
  ${oval(500, 540, 190, 220, '#glow')}${line('M395 350 L395 700 M605 350 L605 700', '#77746f', 10)}${style === 2 ? line('M500 350 L500 700', '#77746f', 8) : ''}`;
