package io.latchkey.examples.devcenter.users;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where users sign in; it names the users, because this is a demonstration. */
@Controller
class SignInPage {

  private final DemoUsers users;

  SignInPage(DemoUsers users) {
    this.users = users;
  }

  @GetMapping("/sign-in")
  String show(Model model) {
    model.addAttribute("users", users.all());
    model.addAttribute("password", DemoUsers.PASSWORD);
    return "sign-in";
  }
}
