/**
 * Shows Adaptive Cards with the library of that name, when it is installed.
 */
import { element, markdownNodes } from './markdown.ts';

/** As much of an action as is used here. */
export interface CardAction {
  readonly title?: string;
  getJsonTypeName(): string;
  /** Of `Action.Submit`, with what was filled in. */
  readonly data?: unknown;
  /** Of `Action.OpenUrl`. */
  readonly url?: string;
}

/** As much of the library as is used here. */
interface CardLibrary {
  readonly HostConfig: new (config: object) => object;
  readonly AdaptiveCard: {
    new (): ShownCard;
    onProcessMarkdown?: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
  };
}

interface ShownCard {
  hostConfig: object;
  onExecuteAction: (action: CardAction) => void;
  parse(card: unknown): void;
  render(): HTMLElement | undefined;
}

const ink = { default: 'var(--ink)', subtle: 'var(--quiet)' };
const colors = { default: ink, dark: ink, light: ink, accent: ink, good: ink, warning: ink, attention: ink };
const styles = ['default', 'emphasis', 'accent', 'good', 'attention', 'warning'] as const;

/** In the colours of the page, which follow the light or dark of the machine. */
const hostConfig = {
  fontFamily: 'inherit',
  actions: { actionsOrientation: 'vertical', actionAlignment: 'stretch', buttonSpacing: 8, maxActions: 30 },
  containerStyles: Object.fromEntries(
    styles.map((style) => [
      style,
      { backgroundColor: style === 'default' ? 'transparent' : 'var(--paper)', foregroundColors: colors },
    ]),
  ),
};

/** Null: it cannot be shown, because the library is not installed or the card is none. */
export function cardElement(card: unknown, onAction: (action: CardAction) => void): HTMLElement | null {
  const library = cardLibrary();
  if (library === null) return null;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    // Made of nodes that held text only, so this is no way in for HTML.
    result.outputHtml = element('div', markdownNodes(text)).innerHTML;
    result.didProcess = true;
  };
  const shown = new library.AdaptiveCard();
  shown.hostConfig = new library.HostConfig(hostConfig);
  shown.onExecuteAction = onAction;
  shown.parse(card);
  return shown.render() ?? null;
}

function cardLibrary(): CardLibrary | null {
  // The script of the library puts it there; without it there is nothing.
  return (globalThis as { readonly AdaptiveCards?: CardLibrary }).AdaptiveCards ?? null;
}
