/** The page of the audit trail. */
package io.latchkey.examples.devcenter.audit;
