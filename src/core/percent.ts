/**
 * A percentage as it is written everywhere: the number, a no-break space, the sign. The number comes as text, rounded
 * by whoever knows how finely it is known.
 * Source: SI Brochure (9th edition, 2019) § 5.4.7: “a space separates the number and the symbol %”.
 */
export const percent = (number: string | number): string => `${number}\u00a0%`;
