package io.latchkey.examples.devcenter.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a user lands after signing in. */
@Controller
class HomePage {

  @GetMapping("/")
  String show() {
    return "home";
  }
}
