/** The pages of the keys, one class for each, and what they show. */
package io.latchkey.examples.devcenter.keys;
