/** What all pages share: security, the frame around them, and how refusals look. */
package io.latchkey.examples.devcenter.web;
