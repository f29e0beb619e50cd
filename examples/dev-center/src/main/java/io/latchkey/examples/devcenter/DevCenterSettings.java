package io.latchkey.examples.devcenter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator can set.
 *
 * @param acknowledgeWithin how long a new key can be read and stored
 * @param closingGrace how long after the one-time panel was left it may be opened again; a reload
 *     leaves it, too
 * @param pageSize how many keys a page of the list shows
 * @param quietPeriod how long a replaced key must not have been used before its end is recommended
 * @param signIns how many times a minute one address, or somebody under one user name, may try to
 *     sign in
 */
@ConfigurationProperties("devcenter")
public record DevCenterSettings(
    @DefaultValue("15m") Duration acknowledgeWithin,
    @DefaultValue("8s") Duration closingGrace,
    @DefaultValue("10") int pageSize,
    @DefaultValue("24h") Duration quietPeriod,
    @DefaultValue("20") int signIns) {}
