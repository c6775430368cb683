package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Connected components by alternating large-star and small-star (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii:
 * Connected Components in MapReduce and Beyond, SoCC 2014). The graph lies in files; the driver sees counts only.
 *
 * <p>large-star: every node u links its larger neighbours to the least of u and its neighbours. small-star: every node
 * u links itself and its smaller neighbours to the least of them. Both keep the components; when neither changes
 * anything, every node is linked to the least of its component and to nothing else.
 */
final class ConnectedComponents {
    /** The larger end of a link. */
    static final String NODE = "node";

    /** The smaller end of a link; in the result, the least node of the component. */
    static final String ROOT = "root";

    private static final String LEAST = "least";

    private ConnectedComponents() {}

    /**
     * Components of a graph.
     *
     * @param links distinct rows of long columns {@link #NODE} and {@link #ROOT}, the node larger than the root
     * @return one row for each node that is not the least of its component, with that least node as its root
     */
    static Dataset<Row> of(Dataset<Row> links, WorkFolder work) throws IOException {
        Dataset<Row> current = links;
        for (int round = 0; !areStars(current); round++) {
            Dataset<Row> next = work.keep("links-" + round, smallStar(largeStar(current)));
            work.drop("links-" + (round - 1));
            current = next;
        }
        return current;
    }

    /** Every node has one link, and what it is linked to has none. */
    private static boolean areStars(Dataset<Row> links) {
        boolean oneLinkEach =
                links.groupBy(NODE).count().where(col("count").gt(1)).isEmpty();
        return oneLinkEach
                && links.select(col(ROOT).as("middle"))
                        .distinct()
                        .join(links, col("middle").equalTo(col(NODE)), "left_semi")
                        .isEmpty();
    }

    private static Dataset<Row> largeStar(Dataset<Row> links) {
        Dataset<Row> bothWays = links.select(explode(array(
                                struct(col(NODE).as("u"), col(ROOT).as("v")),
                                struct(col(ROOT).as("u"), col(NODE).as("v"))))
                        .as("link"))
                .select("link.u", "link.v");
        Dataset<Row> leasts = bothWays.groupBy(col("u").as("center"))
                .agg(min("v").as("least_neighbour"))
                .select(
                        col("center"),
                        least(col("center"), col("least_neighbour")).as(LEAST));
        return bothWays.where(col("v").gt(col("u")))
                .join(leasts, col("u").equalTo(col("center")))
                .select(col("v").as(NODE), col(LEAST).as(ROOT))
                .distinct();
    }

    private static Dataset<Row> smallStar(Dataset<Row> links) {
        // every link has the larger end as its node, so that a node's links are those to its smaller neighbours
        Dataset<Row> leasts =
                links.groupBy(col(NODE).as("center")).agg(min(ROOT).as(LEAST));
        Dataset<Row> neighbours = links.join(leasts, col(NODE).equalTo(col("center")))
                .where(col(ROOT).gt(col(LEAST)))
                .select(col(ROOT).as(NODE), col(LEAST).as(ROOT));
        return neighbours
                .union(leasts.select(col("center").as(NODE), col(LEAST).as(ROOT)))
                .distinct();
    }
}
