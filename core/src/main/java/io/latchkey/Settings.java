package io.latchkey;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host decided at build time, apart from the policies.
 *
 * @param brand the brand of new keys
 * @param environments the environments accepted, the default first
 * @param pendingDeadline how long a key can be acknowledged
 * @param defaultTerm the term of a key for which none is stated; null for unlimited
 * @param maxTerm the longest term; null for none
 * @param maxLiveKeys the limit of live keys per account, partner and API type; 0 for none
 * @param activateOnCreate whether a key is active before it is acknowledged
 * @param anyoneMayAcknowledge whether others than the creator may acknowledge
 * @param replaceForClosedPartners whether keys for retired partners, and those moved to OAuth, can
 *     be replaced
 */
record Settings(
    String brand,
    List<String> environments,
    Duration pendingDeadline,
    @Nullable Duration defaultTerm,
    @Nullable Duration maxTerm,
    int maxLiveKeys,
    boolean activateOnCreate,
    boolean anyoneMayAcknowledge,
    boolean replaceForClosedPartners) {}
