package io.latchkey.examples.devcenter.audit;

import io.latchkey.Actor;
import io.latchkey.AuditCheck;
import io.latchkey.AuditEntry;
import io.latchkey.Latchkey;
import io.latchkey.examples.devcenter.users.DemoUsers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail of the account, or of one of its keys, newest first, with its verification. */
@Controller
class AuditPage {

  private static final int PAGE = 25;

  /** So many of the newest events are looked through for one key. */
  private static final int SEARCHED = 1_000;

  private final Latchkey latchkey;
  private final DemoUsers users;

  AuditPage(Latchkey latchkey, DemoUsers users) {
    this.latchkey = latchkey;
    this.users = users;
  }

  @GetMapping("/dev-center/audit")
  String show(
      Actor actor,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(required = false) @Nullable String key,
      Model model) {
    AuditCheck check = latchkey.audit().check(actor);
    long newest = latchkey.audit().head(actor).sequence();
    long end = before == null ? newest + 1 : Math.max(1, Math.min(before, newest + 1));
    List<AuditEntry> entries = entries(actor, end, key);
    model.addAttribute("check", Verified.of(check));
    model.addAttribute("keyId", key);
    model.addAttribute(
        "lines", entries.stream().map(entry -> AuditLine.of(entry, actor, users)).toList());
    model.addAttribute("older", key == null && end > PAGE + 1 ? end - PAGE : null);
    return "audit";
  }

  /** The events before a number, newest first. */
  private List<AuditEntry> entries(Actor actor, long end, @Nullable String key) {
    if (end <= 1) {
      return List.of();
    }
    int limit = key == null ? PAGE : SEARCHED;
    long after = Math.max(0, end - 1 - limit);
    List<AuditEntry> entries =
        new ArrayList<>(latchkey.audit().read(actor, after, (int) (end - 1 - after)));
    if (key != null) {
      entries.removeIf(entry -> !entry.subject().equals(key));
    }
    Collections.reverse(entries);
    return entries;
  }

  /** The whole trail, to be checked elsewhere. */
  @GetMapping("/dev-center/audit/export")
  void export(Actor actor, HttpServletResponse response) throws IOException {
    // Asked before anything is written, so that a denial is a page and not half a file.
    long newest = latchkey.audit().head(actor).sequence();
    response.setContentType("application/x-ndjson;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-" + actor.account() + "-" + newest + ".jsonl\"");
    PrintWriter out = response.getWriter();
    latchkey.audit().export(actor, out);
    out.flush();
  }

  /** What the check of the trail found, for the template. */
  record Verified(boolean intact, long events, @Nullable String fault, @Nullable String head) {

    static Verified of(AuditCheck check) {
      return new Verified(
          check.intact(),
          check.events(),
          check.fault().map(fault -> fault.sequence() + ": " + fault.what()).orElse(null),
          check.head().map(head -> head.sequence() + " · " + head.hash()).orElse(null));
    }
  }
}
