package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyPage;
import io.latchkey.KeyQuery;
import io.latchkey.Latchkey;
import io.latchkey.TimeSource;
import io.latchkey.examples.devcenter.ApiCatalogue;
import io.latchkey.examples.devcenter.DevCenterSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Configure &gt; Dev Center &gt; API Credential Management: the list. */
@Controller
class KeyListPage {

  static final String ADDRESS = "/dev-center/keys";

  private final Latchkey latchkey;
  private final KeyViews views;
  private final TimeSource time;
  private final int pageSize;

  KeyListPage(Latchkey latchkey, KeyViews views, TimeSource time, DevCenterSettings settings) {
    this.latchkey = latchkey;
    this.views = views;
    this.time = time;
    pageSize = settings.pageSize();
  }

  @GetMapping(ADDRESS)
  String show(
      Actor actor, KeyFilter filter, @RequestParam(required = false) String cursor, Model model) {
    Optional<KeyFilter> safe = filter.withoutPastedKey();
    if (safe.isPresent()) {
      return "redirect:" + safe.get().address(null);
    }
    KeyPage page = find(actor, filter, cursor);
    model.addAttribute("keys", views.views(page.keys()));
    model.addAttribute("filter", filter);
    model.addAttribute("first", cursor == null);
    model.addAttribute("firstPage", filter.address(null));
    model.addAttribute("nextPage", page.next().map(filter::address).orElse(null));
    model.addAttribute("apiTypes", ApiCatalogue.choices());
    model.addAttribute("partners", partners());
    return "keys/list";
  }

  /** Looks for the end of a key first: it is what people read off a screen. */
  private KeyPage find(Actor actor, KeyFilter filter, @Nullable String cursor) {
    Instant now = Instant.ofEpochMilli(time.epochMillis());
    Optional<String> tail = filter.tail();
    if (tail.isPresent()) {
      KeyPage page = list(actor, filter.byTail(tail.get(), now), null);
      if (!page.keys().isEmpty()) {
        return page;
      }
    }
    return list(actor, filter.byText(now), cursor);
  }

  private List<PartnerOption> partners() {
    return latchkey.partners().search("").stream()
        .map(partner -> new PartnerOption(partner.id().value(), partner.displayName()))
        .toList();
  }

  private KeyPage list(Actor actor, KeyQuery query, @Nullable String cursor) {
    try {
      return latchkey.keys().list(actor, query, cursor, pageSize);
    } catch (IllegalArgumentException e) {
      // The page size is ours; the cursor is what somebody may have written into the address.
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such page", e);
    }
  }

  /** A partner that the list can be narrowed to. */
  record PartnerOption(String id, String name) {}
}
