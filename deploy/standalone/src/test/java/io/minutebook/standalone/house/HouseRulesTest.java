package io.minutebook.standalone.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which room knows nothing of what: the table of rooms in the README. */
class HouseRulesTest {

  private static final String[] SPRING = {"org.springframework.."};
  private static final String[] AXON = {"org.axonframework.."};
  private static final String[] KAFKA = {"org.apache.kafka.."};
  private static final String[] MONGODB = {"com.mongodb..", "org.bson.."};
  private static final String[] HTTP = {
    "org.springframework.web..",
    "org.springframework.http..",
    "jakarta.servlet..",
    "java.net.http.."
  };
  private static final String[] GRAPHQL = {"graphql..", "org.springframework.graphql.."};

  private static final String[] DOMAIN = {
    "io.minutebook.event..",
    "io.minutebook.minutes..",
    "io.minutebook.markdown..",
    "io.minutebook.log..",
    "io.minutebook.seal..",
    "io.minutebook.command.meeting..",
    "io.minutebook.command.series.."
  };

  private static JavaClasses house;

  @BeforeAll
  static void look() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The contract suites come as a jar of their own once the modules are packaged.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.minutebook");
  }

  private static void knowNothingOf(String[] rooms, String[]... things) {
    for (String[] thing : things) {
      noClasses()
          .that()
          .resideInAnyPackage(rooms)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(thing)
          .check(house);
    }
  }

  private static void knowsNothingOf(String room, String[]... things) {
    knowNothingOf(new String[] {room}, things);
  }

  @Test
  void the_domain_knows_nothing_of_any_framework() {
    knowNothingOf(DOMAIN, SPRING, AXON, KAFKA, MONGODB, HTTP, GRAPHQL);
  }

  @Test
  void the_domain_asks_no_clock_and_makes_no_random_ids() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);
    rule.check(house);
  }

  @Test
  void only_the_axon_room_knows_axon() {
    DescribedPredicate<JavaClass> inAxonRoom =
        JavaClass.Predicates.resideInAPackage("io.minutebook.command.axon..");
    noClasses()
        .that(DescribedPredicate.not(inAxonRoom))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AXON)
        .check(house);
    knowsNothingOf("io.minutebook.command.axon..", HTTP);
  }

  @Test
  void the_event_store_knows_nothing_of_http_kafka_or_axon() {
    knowsNothingOf("io.minutebook.command.eventstore..", HTTP, KAFKA, AXON);
  }

  @Test
  void the_relay_knows_nothing_of_http_or_axon() {
    knowsNothingOf("io.minutebook.command.relay..", HTTP, AXON);
  }

  @Test
  void recovery_knows_nothing_of_http_or_axon() {
    knowsNothingOf("io.minutebook.command.recovery..", HTTP, AXON);
  }

  @Test
  void the_http_room_knows_nothing_of_mongodb_or_kafka() {
    knowsNothingOf("io.minutebook.command.http..", MONGODB, KAFKA);
  }

  @Test
  void projections_know_nothing_of_graphql() {
    knowsNothingOf("io.minutebook.query.projection..", GRAPHQL);
  }

  @Test
  void views_know_nothing_of_kafka() {
    knowsNothingOf("io.minutebook.query.view..", KAFKA);
  }

  @Test
  void graphql_knows_nothing_of_kafka_or_mongodb() {
    knowsNothingOf("io.minutebook.query.graphql..", KAFKA, MONGODB);
  }

  @Test
  void what_is_told_live_knows_nothing_of_kafka_http_or_graphql() {
    knowsNothingOf("io.minutebook.query.live..", KAFKA, HTTP, GRAPHQL);
  }

  @Test
  void transports_know_nothing_of_kafka_or_mongodb() {
    knowsNothingOf("io.minutebook.query.transport..", KAFKA, MONGODB);
  }

  @Test
  void the_audit_engine_knows_nothing_of_http() {
    knowsNothingOf("io.minutebook.query.audit..", HTTP);
  }

  @Test
  void the_two_sides_know_nothing_of_each_other() {
    knowsNothingOf("io.minutebook.command..", new String[] {"io.minutebook.query.."});
    knowsNothingOf("io.minutebook.query..", new String[] {"io.minutebook.command.."});
  }

  @Test
  void the_rooms_of_the_shared_language_have_no_cycles() {
    slices()
        .matching("io.minutebook.(event|minutes|markdown|log|seal)..")
        .should()
        .beFreeOfCycles()
        .check(house);
  }

  @Test
  void no_room_is_named_for_nothing() {
    classes()
        .that()
        .resideInAPackage("io.minutebook..")
        .should()
        .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..helper..", "..manager..")
        .check(house);
  }
}
