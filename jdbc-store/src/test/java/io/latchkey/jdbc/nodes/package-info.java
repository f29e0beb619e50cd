/**
 * Nodes in processes of their own on one database: they verify while another process issues,
 * replaces and revokes, and while notifications, connections, processes and servers are taken away.
 *
 * <p>The processes do not judge. The issuer writes down when each answer came, a node when each of
 * its verdicts began and ended, and {@link io.latchkey.jdbc.nodes.Judge} compares the two. All
 * moments are {@link System#nanoTime}: on Linux that is CLOCK_MONOTONIC, one clock for all
 * processes of a machine.
 */
package io.latchkey.jdbc.nodes;
