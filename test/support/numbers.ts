/** The three numbers that stand on every screen: emergency, Veilig Thuis, and from abroad. */

/** As people read them. */
export const numbers = ['112', '0800-2000', '+31 247 247 247'] as const;
/** As a page has them to be tapped. */
export const links = ['tel:112', 'tel:08002000', 'tel:+31247247247'] as const;
