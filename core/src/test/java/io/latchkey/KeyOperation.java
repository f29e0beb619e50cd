package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every operation on a key, with the events that it leaves when it changes something. */
enum KeyOperation {
  ACKNOWLEDGE(
      "acknowledge",
      (world, actor, id) -> world.issuer().acknowledge(actor, id, 1),
      "key_acknowledged"),
  REPLACE_OVERLAPPING(
      "replace overlapping",
      (world, actor, id) ->
          world.issuer().replace(actor, Replacement.overlapping(id, Duration.ofDays(1))),
      "key_created key_replacement_started"),
  REPLACE_UNTIL_REVOKED(
      "replace untilRevoked",
      (world, actor, id) -> world.issuer().replace(actor, Replacement.untilRevoked(id)),
      "key_created key_replacement_started"),
  REPLACE_NOW(
      "replace now",
      (world, actor, id) -> world.issuer().replace(actor, Replacement.now(id)),
      "key_created key_replacement_started key_revoked"),
  DISABLE("disable", (world, actor, id) -> world.issuer().disable(actor, id), "key_disabled"),
  ENABLE("enable", (world, actor, id) -> world.issuer().enable(actor, id), "key_enabled"),
  REVOKE(
      "revoke",
      (world, actor, id) ->
          world.issuer().revoke(actor, id, Revocation.because(RevocationReason.LOST)),
      "key_revoked"),
  CHANGE_DESCRIPTION(
      "change description",
      (world, actor, id) -> world.issuer().changeDescription(actor, id, "Another name"),
      "key_description_updated"),
  CHANGE_EXPIRY(
      "change expiry",
      (world, actor, id) ->
          world.issuer().changeExpiry(actor, id, world.time.now().plus(Duration.ofDays(30))),
      "key_expiry_updated"),
  REASSIGN(
      "reassign",
      (world, actor, id) -> world.latchkey.permissions().reassign(actor, id),
      "key_permissions_updated");

  private final String label;
  private final Call call;
  private final String events;

  KeyOperation(String label, Call call, String events) {
    this.label = label;
    this.call = call;
    this.events = events;
  }

  @Immutable
  private interface Call {
    Object on(World world, Actor actor, KeyId id);
  }

  static KeyOperation named(String label) {
    return Stream.of(values()).filter(it -> it.label.equals(label)).findFirst().orElseThrow();
  }

  @CanIgnoreReturnValue
  Object on(World world, KeyId id) {
    return on(world, World.ADMIN, id);
  }

  @CanIgnoreReturnValue
  Object on(World world, Actor actor, KeyId id) {
    return call.on(world, actor, id);
  }

  List<String> events() {
    return List.of(events.split(" ", -1));
  }
}
