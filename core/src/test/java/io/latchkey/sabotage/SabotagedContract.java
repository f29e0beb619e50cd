package io.latchkey.sabotage;

import io.latchkey.contract.DurableKeyStoreContract;
import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.KeyStore;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract on a store named by a configuration parameter; run by {@link SabotageTest} only. */
@ExtendWith(SabotagedContract.Named.class)
final class SabotagedContract extends DurableKeyStoreContract {

  static final String PARAMETER = "latchkey.sabotage";

  private final Sabotage sabotage;

  SabotagedContract(Sabotage sabotage) {
    this.sabotage = sabotage;
  }

  @Override
  protected KeyStore createStore() {
    return sabotage.newStore();
  }

  @Override
  protected KeyStore reopen(KeyStore used) {
    return sabotage == Sabotage.FORGETS_ON_RESTART ? sabotage.newStore() : used;
  }

  @Override
  protected HostTransaction beginHostTransaction(KeyStore used) {
    return HonestStore.begin(used);
  }

  /** Finds the store by its name. */
  static final class Named implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Sabotage.class;
    }

    @Override
    public Sabotage resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getConfigurationParameter(PARAMETER)
          .map(Sabotage::valueOf)
          .orElse(Sabotage.NONE);
    }
  }
}
