package io.latchkey;

import io.latchkey.spi.KeyStore;

/** What the services share. */
record Engine(
    KeyStore store,
    Settings settings,
    ApiTypes types,
    VerdictClock clock,
    Transactions transactions,
    Authorizer authorizer,
    EntitlementPolicy entitlement,
    PartnerEngine partners,
    KeyGenerator generator,
    OpenReveals reveals,
    RequestChecks checks) {}
