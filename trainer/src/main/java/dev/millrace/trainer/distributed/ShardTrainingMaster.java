package dev.millrace.trainer.distributed;

import java.util.Collection;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The parts of DL4J's TrainingMaster that do not apply to training on token shards: those that take data sets, DL4J's
 * own workers and hooks refuse, saying so.
 */
abstract class ShardTrainingMaster implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {
    private List<TrainingListener> listeners = List.of();

    List<TrainingListener> listeners() {
        return listeners;
    }

    @Override
    public void setListeners(Collection<TrainingListener> given) {
        listeners = List.copyOf(given);
    }

    @Override
    public void setListeners(StatsStorageRouter router, Collection<TrainingListener> given) {
        setListeners(given);
    }

    @Override
    public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
        throw refused("data sets");
    }

    @Override
    public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
        throw refused("data sets");
    }

    @Override
    public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
        throw refused("data sets");
    }

    @Override
    public void addHook(TrainingHook hook) {
        throw refused("hooks");
    }

    @Override
    public void removeHook(TrainingHook hook) {
        throw refused("hooks");
    }

    @Override
    public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
        throw refused("DL4J workers");
    }

    @Override
    public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
        throw refused("DL4J workers");
    }

    @Override
    public String toJson() {
        throw refused("JSON");
    }

    @Override
    public String toYaml() {
        throw refused("YAML");
    }

    @Override
    public void setCollectTrainingStats(boolean collect) {
        if (collect) {
            throw refused("DL4J's training statistics");
        }
    }

    @Override
    public boolean getIsCollectTrainingStats() {
        return false;
    }

    @Override
    public SparkTrainingStats getTrainingStats() {
        throw refused("DL4J's training statistics");
    }

    /** There are none. */
    @Override
    public boolean deleteTempFiles(JavaSparkContext spark) {
        return true;
    }

    /** There are none. */
    @Override
    public boolean deleteTempFiles(SparkContext spark) {
        return true;
    }

    private static UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException(
                "Training on token shards has no use for " + what + "; call fitPaths with a shard folder");
    }
}
