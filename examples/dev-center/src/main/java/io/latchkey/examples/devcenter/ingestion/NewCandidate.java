package io.latchkey.examples.devcenter.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * A candidate as an integration sends it, checked.
 *
 * @param externalId the integration's own id of the person
 * @param firstName the first name
 * @param lastName the last name
 * @param prospect whether it is somebody who has not applied for a job
 * @param jobId the job; null for a prospect without one
 * @param details everything else that was sent, as JSON
 */
record NewCandidate(
    String externalId,
    String firstName,
    String lastName,
    boolean prospect,
    @Nullable Long jobId,
    String details) {}
