package io.latchkey;

import io.latchkey.internal.KeyRequestForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The constraints on what people ask for. Everything that is wrong with a request is reported
 * together.
 */
final class RequestChecks {

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(366);
  private static final int LONGEST_SEARCHED = 1_024;
  private static final String VALID = "valid";

  private final Settings settings;
  private final BeanChecks beans;

  RequestChecks(Settings settings, BeanChecks beans) {
    this.settings = settings;
    this.beans = beans;
  }

  void newKey(NewKey request, Instant now) {
    throwIfAny(violations(request, now));
  }

  /** The same for a key that is created within a transaction of the host's. */
  void newStagedKey(NewKey request, Instant now) {
    List<Violation> violations = violations(request, now);
    requireNoIdempotencyKey(request.idempotencyKey(), violations);
    throwIfAny(violations);
  }

  private List<Violation> violations(NewKey request, Instant now) {
    List<Violation> violations = new ArrayList<>();
    violations.addAll(
        form(request.description(), request.idempotencyKey(), null, request.labels()));
    request
        .environment()
        .filter(environment -> !settings.environments().contains(environment))
        .ifPresent(
            e ->
                violations.add(
                    new Violation("environment", "must be one of " + settings.environments())));
    term(request.term(), now, violations);
    return violations;
  }

  void replacement(Replacement request, Instant now) {
    throwIfAny(violations(request, now));
  }

  /** The same for a replacement within a transaction of the host's. */
  void stagedReplacement(Replacement request, Instant now) {
    List<Violation> violations = violations(request, now);
    requireNoIdempotencyKey(request.idempotencyKey(), violations);
    throwIfAny(violations);
  }

  private static void requireNoIdempotencyKey(
      Optional<String> idempotencyKey, List<Violation> violations) {
    if (idempotencyKey.isPresent()) {
      violations.add(
          new Violation(
              "idempotencyKey",
              "must not be set within a transaction of the host, which makes the request happen once"));
    }
  }

  private List<Violation> violations(Replacement request, Instant now) {
    List<Violation> violations = new ArrayList<>();
    violations.addAll(
        form(request.description().orElse(VALID), request.idempotencyKey(), null, Map.of()));
    request
        .overlap()
        .filter(overlap -> overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0)
        .ifPresent(overlap -> violations.add(new Violation("overlap", "must be zero to 366 days")));
    term(request.term(), now, violations);
    return violations;
  }

  void description(String trimmed) {
    throwIfAny(form(trimmed, Optional.empty(), null, Map.of()));
  }

  void note(Revocation revocation) {
    throwIfAny(form(VALID, Optional.empty(), revocation.note().orElse(null), Map.of()));
  }

  /** The instant a stated term ends at; empty for never. */
  Optional<Instant> expiry(Term term, Instant now) {
    List<Violation> violations = new ArrayList<>();
    term(term, now, violations);
    throwIfAny(violations);
    return term.endFrom(now);
  }

  /**
   * The folded form under which a description is found; cut so that every database can index it,
   * and never within a character.
   */
  static String searchText(String description) {
    String folded = Texts.fold(description);
    if (folded.length() <= LONGEST_SEARCHED) {
      return folded;
    }
    boolean splitsAPair = Character.isHighSurrogate(folded.charAt(LONGEST_SEARCHED - 1));
    return folded.substring(0, splitsAPair ? LONGEST_SEARCHED - 1 : LONGEST_SEARCHED);
  }

  private void term(Term term, Instant now, List<Violation> violations) {
    Duration max = settings.maxTerm();
    if (term.isUnlimited() && max != null) {
      violations.add(
          new Violation(
              "expiresAt", "must be set: keys of this host live for at most " + Texts.days(max)));
    }
    term.endFrom(now)
        .ifPresent(
            end -> {
              if (!end.isAfter(now)) {
                violations.add(new Violation("expiresAt", "must be in the future"));
              } else if (max != null && end.isAfter(now.plus(max))) {
                violations.add(
                    new Violation("expiresAt", "must be at most " + Texts.days(max) + " from now"));
              }
            });
  }

  private List<Violation> form(
      String description,
      Optional<String> idempotencyKey,
      @Nullable String note,
      Map<String, String> labels) {
    List<Violation> violations = new ArrayList<>();
    for (Violation found :
        beans.check(new KeyRequestForm(description, idempotencyKey.orElse(null), note, labels))) {
      // A path holds the name of a label, which can be anything.
      violations.add(new Violation(Texts.printable(place(found.path())), found.message()));
    }
    return violations;
  }

  /** Without the validator's own words for the parts of a map: {@code labels[team]}. */
  private static String place(String path) {
    return path.replace("<K>[", "[").replace("].<map key>", "]").replace("].<map value>", "]");
  }

  private static void throwIfAny(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }
}
