/**
 * The Dev Center of an applicant-tracking system, with Latchkey inside: start at {@link
 * io.latchkey.examples.devcenter.LatchkeyConfiguration}.
 */
package io.latchkey.examples.devcenter;
