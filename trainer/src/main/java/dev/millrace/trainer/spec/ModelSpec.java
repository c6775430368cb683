package dev.millrace.trainer.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** The architecture and sizes of a model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecoderSpec.class, name = "decoder"),
    @JsonSubTypes.Type(value = EncoderSpec.class, name = "encoder"),
    @JsonSubTypes.Type(value = EncoderDecoderSpec.class, name = "encoder-decoder"),
    @JsonSubTypes.Type(value = ElectraSpec.class, name = "electra")
})
public sealed interface ModelSpec extends Serializable
        permits DecoderSpec, EncoderSpec, EncoderDecoderSpec, ElectraSpec {

    /** Number of token ids; every id is below it. */
    int vocabularySize();

    /** Most tokens that the model sees at once. */
    int context();

    /** Every parameter, in the order in which the flat vector holds them, without gaps. */
    List<Parameter> parameters();

    /** Length of the flat vector. */
    default long parameterCount() {
        List<Parameter> all = parameters();
        return all.get(all.size() - 1).end();
    }
}
