/**
 * Finds a dot on the map by its name, and the name of a dot. The page says everything without it too: this is for who looks
 * at the picture and wonders. The list to choose from is the browser's own, so keys and screen readers know it.
 */

/** How far from a dot a finger may come down, in units of the drawing. */
const reach = 40;

interface Spot {
  readonly x: number;
  readonly y: number;
  /** Its name first. */
  readonly lines: readonly string[];
}

function spotsIn(chart: SVGSVGElement): readonly Spot[] {
  return [...chart.querySelectorAll<SVGCircleElement>('.spots circle')].map((circle) => ({
    x: circle.cx.baseVal.value,
    y: circle.cy.baseVal.value,
    lines: (circle.textContent ?? '').split('\n'),
  }));
}

/** The place in the list of the dot that is nearest to where somebody tapped, or -1. */
function nearest(chart: SVGSVGElement, spots: readonly Spot[], event: MouseEvent): number {
  const matrix = chart.getScreenCTM();
  if (matrix === null) return -1;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  const away = spots.map((spot) => Math.hypot(spot.x - x, spot.y - y));
  const least = Math.min(...away);
  return least > reach ? -1 : away.indexOf(least);
}

function start(): void {
  const chart = document.querySelector<SVGSVGElement>('.chart');
  const here = document.querySelector<SVGCircleElement>('.here');
  const point = document.querySelector<HTMLElement>('.point');
  const select = document.querySelector<HTMLSelectElement>('.point select');
  const said = document.querySelector<HTMLElement>('.said');
  if (chart === null || here === null || point === null || select === null || said === null) return;
  const spots = spotsIn(chart);
  select.append(...spots.map(({ lines }, index) => new Option(lines[0], String(index))));
  const show = (spot: Spot | undefined): void => {
    here.setAttribute('cx', String(spot?.x ?? 0));
    here.setAttribute('cy', String(spot?.y ?? 0));
    here.setAttribute('r', spot === undefined ? '0' : '12');
    said.textContent = spot === undefined ? '' : `${spot.lines.join(' · ')}`;
  };
  select.addEventListener('change', () => show(select.value === '' ? undefined : spots[Number(select.value)]));
  chart.addEventListener('click', (event) => {
    const index = nearest(chart, spots, event);
    select.value = index < 0 ? '' : String(index);
    show(spots[index]);
  });
  // Whoever comes back finds nothing that was chosen.
  addEventListener('pageshow', () => {
    select.value = '';
    show(undefined);
  });
  point.hidden = false;
}

start();
