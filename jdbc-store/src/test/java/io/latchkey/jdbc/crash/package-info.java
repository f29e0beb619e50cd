/**
 * Processes that are killed while they issue, change and end keys, and a checker of its own that
 * looks at what they left behind: whatever was answered as done is there, and nothing is there by
 * half.
 */
package io.latchkey.jdbc.crash;
