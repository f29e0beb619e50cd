package io.latchkey.examples.devcenter.web;

import io.latchkey.AccessDeniedException;
import io.latchkey.KeyId;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.StoreUnavailableException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What Latchkey's refusals look like when no page has a better place for them. */
@ControllerAdvice
class RefusalPages {

  private final Shell shell;

  RefusalPages(Shell shell) {
    this.shell = shell;
  }

  @ExceptionHandler
  ModelAndView denied(AccessDeniedException denied, @Nullable Principal reader) {
    return page(
        reader,
        HttpStatus.FORBIDDEN,
        "You can’t open this page",
        "Your user is missing: " + denied.missing() + ".",
        denied.nextStep());
  }

  @ExceptionHandler
  ModelAndView refused(RefusedException refused, @Nullable Principal reader) {
    return refused.reason() == RefusalReason.KEY_NOT_FOUND
        ? noSuchKey(reader)
        : page(
            reader,
            HttpStatus.CONFLICT,
            "This can’t be done",
            refused.summary() + ".",
            refused.nextStep());
  }

  /** What can't be the id of a key is no different from an id that no key has. */
  @ExceptionHandler
  ModelAndView malformed(
      MethodArgumentTypeMismatchException malformed, @Nullable Principal reader) {
    return KeyId.class.equals(malformed.getRequiredType())
        ? noSuchKey(reader)
        : page(
            reader,
            HttpStatus.BAD_REQUEST,
            "This can’t be done",
            "The request says something that this page does not know.",
            "Go back, reload the page and try again.");
  }

  private ModelAndView noSuchKey(@Nullable Principal reader) {
    return page(
        reader,
        HttpStatus.NOT_FOUND,
        "There is no such key",
        "Your account has no key with this id.",
        RefusalReason.KEY_NOT_FOUND.nextStep());
  }

  @ExceptionHandler
  ModelAndView unavailable(StoreUnavailableException unavailable, @Nullable Principal reader) {
    return page(
        reader,
        HttpStatus.SERVICE_UNAVAILABLE,
        "The keys can’t be reached right now",
        unavailable.outcomeUnknown()
            ? "It is not known whether your change was made."
            : "Nothing was changed.",
        "Try again in a moment.");
  }

  private ModelAndView page(
      @Nullable Principal reader, HttpStatus status, String title, String what, String next) {
    ModelAndView page = new ModelAndView("refusal", status);
    // What advice adds to the model of a page is lost with the page that could not be shown.
    page.addObject("shell", shell.shell(reader));
    page.addObject("refusal", new Refusal(status.value(), title, what, next));
    return page;
  }

  /** For the template. */
  record Refusal(int status, String title, String what, String next) {}
}
