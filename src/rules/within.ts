import { isPlace, type Spot } from '../core/place.ts';

/** The spot of a field of a record, from the spot of the record. */
export const within = (spot: Spot, ...path: (string | number)[]): Spot =>
  isPlace(spot) ? spot : { ...spot, path: [...spot.path, ...path] };
