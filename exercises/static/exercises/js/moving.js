// Lets the large figure of an exercise page move, with its pause button.
import { mount } from './figure.js';

mount();
