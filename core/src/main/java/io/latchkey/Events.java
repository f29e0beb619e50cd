package io.latchkey;

import io.latchkey.spi.EventDraft;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes audit events. */
final class Events {

  static final String KEY = "key";
  static final String PARTNER = "partner";
  static final String ACCOUNT = "account";
  static final String FEED = "feed";
  static final String SNAPSHOT = "snapshot";

  static final String BY_ACTOR = "actor";
  static final String BY_HOST = "host";
  static final String BY_SYSTEM = "system";

  /** The library itself, when it records that time ended a key. */
  static final String SYSTEM_ID = "latchkey";

  static final String ACCESS_DENIED = "access_denied";

  private Events() {}

  static EventDraft actor(
      Instant at,
      Actor actor,
      String type,
      String subjectKind,
      String subjectId,
      Map<String, String> details) {
    return draft(at, BY_ACTOR, actor.id().value(), type, subjectKind, subjectId, details);
  }

  static EventDraft host(
      Instant at,
      HostActor host,
      String type,
      String subjectKind,
      String subjectId,
      Map<String, String> details) {
    return draft(at, BY_HOST, host.id().value(), type, subjectKind, subjectId, details);
  }

  static EventDraft system(
      Instant at, String type, String subjectKind, String subjectId, Map<String, String> details) {
    return draft(at, BY_SYSTEM, SYSTEM_ID, type, subjectKind, subjectId, details);
  }

  /** An event by whoever acts, be it a user, the host or the library itself. */
  static EventDraft by(
      Who who,
      Instant at,
      String type,
      String subjectKind,
      String subjectId,
      Map<String, String> details) {
    return draft(at, who.kind(), who.id(), type, subjectKind, subjectId, details);
  }

  private static EventDraft draft(
      Instant at,
      String actorKind,
      String actorId,
      String type,
      String subjectKind,
      String subjectId,
      Map<String, String> details) {
    return new EventDraft(
        at, actorKind, actorId, type, subjectKind, subjectId, new TreeMap<>(details));
  }

  /** Who acts, reduced to what an event holds. */
  record Who(String kind, String id) {

    static Who of(Actor actor) {
      return new Who(BY_ACTOR, actor.id().value());
    }

    static Who of(HostActor host) {
      return new Who(BY_HOST, host.id().value());
    }

    /** Whoever created a key. */
    static Who creator(StoredKey key) {
      return new Who(BY_ACTOR, key.details().createdBy());
    }

    static Who system() {
      return new Who(BY_SYSTEM, SYSTEM_ID);
    }
  }
}
