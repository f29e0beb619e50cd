package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditChain;
import java.util.LinkedHashSet;
import java.util.Set;

/** Asks the host's policies and records every no. */
final class Authorizer {

  private final AccessPolicy accessPolicy;
  private final HostPolicy hostPolicy;
  private final ApiTypes types;
  private final DenialLog denials;

  Authorizer(AccessPolicy accessPolicy, HostPolicy hostPolicy, ApiTypes types, DenialLog denials) {
    this.accessPolicy = accessPolicy;
    this.hostPolicy = hostPolicy;
    this.types = types;
    this.denials = denials;
  }

  /** For an operation whose API type the request itself names. */
  void actor(Actor actor, Operation operation, ApiType type) {
    AccessPolicy.Decision decision = accessPolicy.decide(actor, operation, type);
    if (!decision.isAllowed()) {
      throw denied(actor, operation, decision.missing().orElse("permission"));
    }
  }

  /**
   * The API types on which an actor may do an operation; none is a denial. It is decided before
   * anything is looked up, and a key of another type counts as not found, so that a denial says
   * nothing about what exists.
   */
  @CanIgnoreReturnValue
  Set<ApiType> allowed(Actor actor, Operation operation) {
    Set<ApiType> allowed = new LinkedHashSet<>();
    String missing = "an API type";
    for (ApiType type : types.all()) {
      AccessPolicy.Decision decision = accessPolicy.decide(actor, operation, type);
      if (decision.isAllowed()) {
        allowed.add(type);
      } else {
        missing = decision.missing().orElse("permission");
      }
    }
    if (allowed.isEmpty()) {
      throw denied(actor, operation, missing);
    }
    return allowed;
  }

  void host(HostActor host, HostOperation operation) {
    AccessPolicy.Decision decision = hostPolicy.decide(host, operation);
    if (!decision.isAllowed()) {
      String missing = decision.missing().orElse("permission");
      denials.record(
          new DenialLog.Denial(AuditChain.HOST, Events.Who.of(host), operation.code(), missing));
      throw new AccessDeniedException(host.id(), operation.code(), missing);
    }
  }

  /** Records a denial that is not the policy's and makes the exception for it. */
  RefusedException notTheCreator(Actor actor, KeyId keyId) {
    record(actor, Operation.ACKNOWLEDGE_KEY, "being the key's creator");
    return new RefusedException(
        RefusalReason.NOT_THE_CREATOR,
        "actor " + actor.id() + " did not create key " + keyId,
        keyId);
  }

  private AccessDeniedException denied(Actor actor, Operation operation, String missing) {
    record(actor, operation, missing);
    return new AccessDeniedException(actor.id(), operation.code(), missing);
  }

  private void record(Actor actor, Operation operation, String missing) {
    denials.record(
        new DenialLog.Denial(
            actor.account().value(), Events.Who.of(actor), operation.code(), missing));
  }
}
