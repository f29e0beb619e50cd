package io.latchkey;

import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import java.time.Instant;
import java.util.Objects;

/**
 * Stages keys in a transaction of the host's. Decides as an ordinary creation does, but writes one
 * row and guards nothing: {@link Adoption} decides again, under guards.
 */
final class StagingEngine implements StagingIssuer {

  private final Engine engine;
  private final KeyCreation creation;
  private final KeyReplacement replacement;
  private final Staging staging;

  StagingEngine(Engine engine, KeyCreation creation, KeyReplacement replacement, Staging staging) {
    this.engine = engine;
    this.creation = creation;
    this.replacement = replacement;
    this.staging = staging;
  }

  @Override
  public IssuedKey create(Actor actor, NewKey request) {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(request, "request");
    engine.types().requireKnown(request.apiType());
    return engine
        .transactions()
        .run(
            Operation.CREATE_KEY.code(),
            now -> staged(creation.draft(actor, request, now), StagedOperation.CREATE, now));
  }

  @Override
  public IssuedKey replace(Actor actor, Replacement request) {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(request, "request");
    StagedOperation operation =
        request.revokesAtOnce() ? StagedOperation.REPLACE_AT_ONCE : StagedOperation.REPLACE;
    return engine
        .transactions()
        .run(
            Operation.REPLACE_KEY.code(),
            now -> staged(replacement.draft(actor, request, now), operation, now));
  }

  /**
   * The reveal is open before the row is written, so that no other node's adoption can come
   * between.
   */
  private Plan<IssuedKey> staged(KeyDraft draft, StagedOperation operation, Instant now) {
    KeyMaker.Made made = draft.made();
    IssuedKey issued =
        engine
            .reveals()
            .openStaged(
                made.info(now),
                draft.change(),
                made.secret(),
                made.key().record(),
                made.readableUntil());
    boolean staged = false;
    try {
      staging.stage(engine.transactions().sealed(new StagedKey(made.key(), operation.code())));
      staged = true;
      return Plan.staged(issued);
    } finally {
      if (!staged) {
        issued.close();
      }
    }
  }
}
