package dev.millrace.trainer.loop;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A model by hand for tests: logits of the next token are a row of a V × V table. */
public final class BigramStep implements TrainingStep {
    private final int vocabulary;

    public BigramStep(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public long parameterCount() {
        return (long) vocabulary * vocabulary;
    }

    @Override
    public Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient) {
        float[] sum = new float[vocabulary * vocabulary];
        Loss loss = walk(parameters, batch, sum);
        FlatVectors.write(sum, gradient);
        return loss;
    }

    @Override
    public Loss evaluate(INDArray parameters, TokenBatch batch) {
        return walk(parameters, batch, new float[vocabulary * vocabulary]);
    }

    private Loss walk(INDArray parameters, TokenBatch batch, float[] gradient) {
        float[] table = new float[gradient.length];
        FlatVectors.read(parameters, table);
        double nats = 0;
        for (int row = 0; row < batch.sequences(); row++) {
            for (int i = 0; i < batch.lengths()[row] - 1; i++) {
                int at = row * (batch.context() + 1) + i;
                int base = batch.ids()[at] * vocabulary;
                int target = batch.ids()[at + 1];
                double total = 0;
                for (int j = 0; j < vocabulary; j++) {
                    total += Math.exp(table[base + j]);
                }
                for (int j = 0; j < vocabulary; j++) {
                    double p = Math.exp(table[base + j]) / total;
                    gradient[base + j] += (float) ((p - (j == target ? 1 : 0)) / batch.context());
                }
                nats -= table[base + target] - Math.log(total);
            }
        }
        return new Loss(nats, batch.targets());
    }

    @Override
    public void close() {}
}
