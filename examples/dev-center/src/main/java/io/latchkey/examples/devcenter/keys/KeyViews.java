package io.latchkey.examples.devcenter.keys;

import io.latchkey.KeyInfo;
import io.latchkey.KeyState;
import io.latchkey.Latchkey;
import io.latchkey.Permission;
import io.latchkey.examples.devcenter.ApiCatalogue;
import io.latchkey.examples.devcenter.users.DemoUsers;
import io.latchkey.examples.devcenter.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of keys what the pages show of them. */
@Component
class KeyViews {

  private final Latchkey latchkey;
  private final DemoUsers users;
  private final OneTimePanels panels;

  KeyViews(Latchkey latchkey, DemoUsers users, OneTimePanels panels) {
    this.latchkey = latchkey;
    this.users = users;
    this.panels = panels;
  }

  KeyView view(KeyInfo key) {
    return view(key, new PartnerNames(latchkey));
  }

  List<KeyView> views(List<KeyInfo> keys) {
    PartnerNames names = new PartnerNames(latchkey);
    return keys.stream().map(key -> view(key, names)).toList();
  }

  private KeyView view(KeyInfo key, PartnerNames names) {
    return new KeyView(
        key.id().value(),
        ApiCatalogue.title(key.apiType()),
        names.of(key.partner()),
        key.description(),
        key.tail(),
        StateBadge.of(key, panels.isOpen(key.id())),
        users.nameOf(key.account(), key.createdBy().value()),
        Moment.of(key.createdAt()),
        Moment.orNull(key.lastUsedAt()),
        Moment.orNull(key.expiresAt()),
        key.permissions().stream().map(Permission::name).toList(),
        successor(key),
        key.predecessor().map(Object::toString).orElse(null),
        KeyActions.of(key, panels.isOpen(key.id())));
  }

  /** The key that takes over while both live: the replacement is open. */
  private static @Nullable String successor(KeyInfo key) {
    return key.state() == KeyState.ACTIVE || key.state() == KeyState.DISABLED
        ? key.successor().map(Object::toString).orElse(null)
        : null;
  }
}
