/**
 * What latchkey is compared with, each configured as its documentation recommends. {@link
 * io.latchkey.benchmarks.peers.Peer} is what they have in common.
 */
@NullMarked
package io.latchkey.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
