package io.latchkey.examples.devcenter.keys;

import io.latchkey.Permission;
import io.latchkey.PermissionChange;
import io.latchkey.TimeSource;
import io.latchkey.examples.devcenter.web.Moment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Writes the panel. The template is rendered with a mark in place of the key; the key itself goes
 * straight into the answer, so that no template engine, model or string ever holds it.
 */
@Component
class OneTimePanelView {

  private final ThymeleafViewResolver templates;
  private final TimeSource time;

  OneTimePanelView(ThymeleafViewResolver templates, TimeSource time) {
    this.templates = templates;
    this.time = time;
  }

  ModelAndView of(OneTimePanel panel, KeyView key, boolean reminder) {
    // Nobody can guess the mark, so nobody can write it into a description.
    String mark = UUID.randomUUID().toString();
    View view =
        (model, request, response) ->
            write(panel, mark, Objects.requireNonNull(model, "model"), request, response);
    ModelAndView page = new ModelAndView(view);
    page.addObject("key", key);
    page.addObject("mark", mark);
    page.addObject("viewNumber", panel.show());
    page.addObject("revealNumber", panel.issued().revealNumber());
    page.addObject("readableUntil", Moment.of(panel.issued().readableUntil()));
    page.addObject("reminder", reminder);
    page.addObject(
        "millisLeft", panel.issued().readableUntil().toEpochMilli() - time.epochMillis());
    page.addObject("changed", key.predecessor() == null ? null : changed(panel));
    return page;
  }

  /** What a successor may do more and less than the key that it replaces; null if nothing. */
  private static @Nullable String changed(OneTimePanel panel) {
    PermissionChange change = panel.issued().permissionChange();
    if (change.isEmpty()) {
      return null;
    }
    return Stream.of(words("more: ", change.added()), words("less: ", change.removed()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String words(String how, Set<Permission> permissions) {
    return permissions.isEmpty()
        ? ""
        : how + permissions.stream().map(Permission::name).collect(Collectors.joining(", "));
  }

  private void write(
      OneTimePanel panel,
      String mark,
      Map<String, ?> model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws Exception {
    Locale locale = RequestContextUtils.getLocale(request);
    View template = templates.resolveViewName("keys/panel", locale);
    if (template == null) {
      throw new IllegalStateException("no template for the panel");
    }
    RenderedText rendered = new RenderedText(response);
    template.render(model, request, rendered);
    rendered.writeWith(mark, panel.issued());
  }
}
