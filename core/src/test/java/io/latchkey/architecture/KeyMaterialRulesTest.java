package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which objects can hold the text of a key, its secret or its digest: these and no others. */
class KeyMaterialRulesTest {

  private static final String[] HOLDERS = {
    // The text, from the drawing of a key to the end of its reveal; wiped by their owners.
    "io.latchkey.GeneratedKey.text",
    "io.latchkey.IssuedKey.text",
    // Scratch of one verification or drawing; wiped after each.
    "io.latchkey.Hasher.text",
    "io.latchkey.Hasher.digest",
    // The digest, on its way to the store and from it.
    "io.latchkey.GeneratedKey.digest",
    "io.latchkey.spi.KeyRecord.digest",
    "io.latchkey.spi.KeyRecord$Builder.digest",
    // A row on its way into a MAC, its digest included; never a secret.
    "io.latchkey.SealForm.bytes",
    // A sum of MACs, and one of them.
    "io.latchkey.ChainSum.sum",
    "io.latchkey.FollowedRows$Row.element",
    // Brand, type and environment alone: the part of a key that all keys of a host share.
    "io.latchkey.KeyPrefix.text",
    // Seven bits of each id, mixed, and which of them were used.
    "io.latchkey.SlotTable$Cells.tags",
    "io.latchkey.SlotTable$Cells.marks",
    // The signed header and the tables of a snapshot, while they are read: public ids alone.
    "io.latchkey.SnapshotInput.part",
    // What people search for, and a description folded for searches: not keys, unless somebody
    // pastes one, and never printed.
    "io.latchkey.KeyQuery$Parts.text",
    "io.latchkey.PartnerQuery.text",
    "io.latchkey.spi.KeyCriteria.text",
    "io.latchkey.spi.KeyCriteria$Builder.text",
    "io.latchkey.spi.KeyDetails.searchText",
    "io.latchkey.spi.KeyDetails$Builder.searchText",
  };

  @Test
  void keyMaterial_isHeldByTheseFieldsAlone() {
    assertThat(fieldsFor(Gate.CORE)).containsExactlyInAnyOrder(HOLDERS);
  }

  @Test
  void search_findsPlantedFields() {
    JavaClasses planted =
        new ClassFileImporter()
            .importClasses(
                PlantedTypes.KeepsText.class,
                PlantedTypes.KeepsNamedText.class,
                PlantedTypes.KeepsBuilder.class);
    assertThat(fieldsFor(planted)).hasSize(3);
  }

  private static Set<String> fieldsFor(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .filter(KeyMaterial::canBeIn)
        .map(field -> field.getOwner().getName() + "." + field.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
