package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail over a store. */
final class AuditEngine implements AuditTrail {

  private static final int PAGE = 500;
  private static final int MAX_LIMIT = 1_000;

  private final Engine engine;
  private final KeyAccess access;
  private final @Nullable PrivateKey signingKey;

  AuditEngine(Engine engine, KeyAccess access, @Nullable PrivateKey signingKey) {
    this.engine = engine;
    this.access = access;
    this.signingKey = signingKey;
  }

  @Override
  public List<AuditEntry> read(Actor actor, long after, int limit) {
    return read(authorized(actor), after, limit);
  }

  @Override
  public List<AuditEntry> read(HostActor host, long after, int limit) {
    return read(authorized(host), after, limit);
  }

  @Override
  public AuditHead head(Actor actor) {
    return head(authorized(actor));
  }

  @Override
  public AuditHead head(HostActor host) {
    return head(authorized(host));
  }

  @Override
  public AuditHead export(Actor actor, Appendable out) throws IOException {
    return export(authorized(actor), out, () -> access(actor));
  }

  @Override
  public AuditHead export(HostActor host, Appendable out) throws IOException {
    return export(authorized(host), out, () -> {});
  }

  @Override
  public AuditCheck check(Actor actor) {
    AuditCheck found = check(authorized(actor));
    access(actor);
    return found;
  }

  @Override
  public AuditCheck check(HostActor host) {
    return check(authorized(host));
  }

  private String authorized(Actor actor) {
    return engine
        .transactions()
        .read(
            () -> {
              engine.authorizer().allowed(actor, Operation.READ_AUDIT);
              access.account(actor.account(), Operation.READ_AUDIT);
              return actor.account().value();
            });
  }

  /**
   * Refuses if the account was erased while its trail was read: what is missing then is missing
   * rightly, and must neither be called broken nor pass for whole.
   */
  private void access(Actor actor) {
    engine.transactions().read(() -> access.account(actor.account(), Operation.READ_AUDIT));
  }

  private String authorized(HostActor host) {
    engine.authorizer().host(host, HostOperation.READ_HOST_AUDIT);
    return AuditChain.HOST;
  }

  private List<AuditEntry> read(String chain, long after, int limit) {
    if (after < 0 || limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "after must not be negative and limit 1 to 1000: " + after + ", " + limit);
    }
    List<AuditEntry> entries = new ArrayList<>();
    page(chain, after, limit).events().forEach(event -> entries.add(new AuditEntry(event)));
    return List.copyOf(entries);
  }

  private AuditHead head(String chain) {
    return AuditHead.of(page(chain, 0, 1).head());
  }

  private AuditHead export(String chain, Appendable out, Runnable beforeTheHead)
      throws IOException {
    AuditHead head = head(chain);
    long after = 0;
    while (after < head.sequence()) {
      List<AuditEvent> events = page(chain, after, PAGE).events();
      if (events.isEmpty()) {
        break;
      }
      for (AuditEvent event : events) {
        after = event.sequence();
        if (after <= head.sequence()) {
          out.append(AuditLines.line(event)).append('\n');
        }
      }
    }
    beforeTheHead.run();
    String signature = signingKey == null ? null : HeadSignature.sign(signingKey, head);
    out.append(AuditLines.line(head, signature)).append('\n');
    return head;
  }

  private AuditCheck check(String chain) {
    ChainChecker checker = new ChainChecker(null, null);
    AuditPage page = page(chain, 0, PAGE);
    AuditHead head = AuditHead.of(page.head());
    boolean whole = true;
    while (whole && !page.events().isEmpty()) {
      long last = 0;
      for (AuditEvent event : page.events()) {
        last = event.sequence();
        whole = whole && (last > head.sequence() || checker.event(event));
      }
      page =
          last < head.sequence() ? page(chain, last, PAGE) : new AuditPage(page.head(), List.of());
    }
    if (whole) {
      checker.head(head, null);
    }
    return checker.result();
  }

  private AuditPage page(String chain, long after, int limit) {
    return engine.transactions().read(() -> engine.store().audit(chain, after, limit));
  }
}
