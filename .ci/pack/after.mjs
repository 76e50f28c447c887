// Runs after `npm pack`; by hand, after one that broke off.
import { restore } from './package-file.mjs';

restore();
