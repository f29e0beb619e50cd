package io.latchkey.examples.devcenter.ingestion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator can set about the API.
 *
 * @param requests how many requests a key may make in a window
 * @param unlistedRequests the same for keys of unlisted vendors, whom nobody has vetted
 * @param window the window
 * @param bodySize the greatest size of a request's body
 * @param batchSize the greatest number of candidates in a request, and of ids in a question
 */
@ConfigurationProperties("devcenter.api")
record IngestionSettings(
    @DefaultValue("50") int requests,
    @DefaultValue("10") int unlistedRequests,
    @DefaultValue("10s") Duration window,
    @DefaultValue("256KB") DataSize bodySize,
    @DefaultValue("100") int batchSize) {}
