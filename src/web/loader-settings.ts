/**
 * What a partner may set on `<weg-wijzer>`: where its frame opens, and where leaving leads.
 */

/** The whole address when it is a valid one by https without a user's name in it, otherwise nothing. Never throws. */
export function secureAddress(text: unknown): string | undefined {
  try {
    const { protocol, href, username } = new URL(text as string); // Whatever it is, it is read as text.
    return protocol === 'https:' && !username ? href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The page for frames, which lies beside the loader, with the settings of an element in the fragment: a fragment is
 * never sent, so no server learns them. That page judges the values, since anybody can write a fragment.
 */
export function frameAddress(loader: string, element: Pick<Element, 'getAttribute'>): string {
  const settings = ['lang', 'municipality', 'exit-url'].map((name) => [name, element.getAttribute(name) ?? '']);
  return `${new URL('embed', loader)}#${new URLSearchParams(settings)}`;
}
