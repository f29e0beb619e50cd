package io.latchkey.examples.devcenter.ingestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A candidate as it is stored.
 *
 * @param id the candidate's id
 * @param applicationId the id of the application, which a prospect has as well
 * @param externalId the integration's own id
 * @param firstName the first name
 * @param lastName the last name
 * @param prospect whether it is somebody who has not applied for a job
 * @param jobId the job, or null
 * @param source the partner's id
 * @param keyId the key that it came in with
 * @param onBehalfOf the user that the integration acted for
 * @param receivedAt when it came in
 */
record Candidate(
    long id,
    long applicationId,
    String externalId,
    String firstName,
    String lastName,
    boolean prospect,
    @Nullable Long jobId,
    String source,
    String keyId,
    String onBehalfOf,
    Instant receivedAt) {}
