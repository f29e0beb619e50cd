/**
 * Load on the ingestion endpoint from a second process: {@link
 * io.latchkey.examples.devcenter.load.LoadGenerator} sends, the test beside the other ones starts
 * it, revokes keys under it and judges what it reports.
 */
package io.latchkey.examples.devcenter.load;
