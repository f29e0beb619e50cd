package io.latchkey;

/**
 * What became of a leaked key.
 *
 * @param key the key as it is now
 * @param revokedNow true if this report revoked it, false if it had ended before
 * @since 1.0
 */
public record LeakReport(KeyInfo key, boolean revokedNow) {}
