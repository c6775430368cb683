package dev.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between modules and packages: who may know Spark, who may know ND4J, and no cycles. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    private static final String[] SPARK = {"org.apache.spark..", "org.deeplearning4j.spark.."};
    private static final String[] TENSORS = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

    @ArchTest
    static final ArchRule sparkStaysBehindItsAdapters = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.millrace.pipeline.spark..",
                    "dev.millrace.trainer.distributed..",
                    "dev.millrace.trainer.feed..",
                    "dev.millrace.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK);

    @ArchTest
    static final ArchRule tensorsStayInTheTrainer = noClasses()
            .that()
            .resideOutsideOfPackage("dev.millrace.trainer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TENSORS);

    @ArchTest
    static final ArchRule theTokenizerStandsAlone = noClasses()
            .that()
            .resideInAPackage("dev.millrace.tokenizer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.millrace.pipeline..",
                    "dev.millrace.trainer..",
                    "dev.millrace.jobs..",
                    "org.apache.hadoop..",
                    "org.apache.parquet..");

    @ArchTest
    static final ArchRule thePipelineKnowsNoTrainerAndNoJob = noClasses()
            .that()
            .resideInAPackage("dev.millrace.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.trainer..", "dev.millrace.jobs..");

    @ArchTest
    static final ArchRule theTrainerKnowsNoPipelineAndNoJob = noClasses()
            .that()
            .resideInAPackage("dev.millrace.trainer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.pipeline..", "dev.millrace.jobs..");

    @ArchTest
    static final ArchRule packagesOfTheTokenizerHaveNoCycles =
            slices().matching("dev.millrace.tokenizer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfThePipelineHaveNoCycles =
            slices().matching("dev.millrace.pipeline.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheTrainerHaveNoCycles =
            slices().matching("dev.millrace.trainer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheJobsHaveNoCycles =
            slices().matching("dev.millrace.jobs.(*)..").should().beFreeOfCycles();
}
