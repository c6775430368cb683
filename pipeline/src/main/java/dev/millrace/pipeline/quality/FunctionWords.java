package dev.millrace.pipeline.quality;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commonest function words of languages, in lower case: few enough to name, and in running text a fifth to a half
 * of its words. Those of Chinese, Japanese and Thai are words of ICU's dictionaries.
 */
final class FunctionWords {
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            of("ar", "في من على إلى أن إن عن مع هذا هذه التي الذي كان كانت قد لا ما لم بعد بين كل هو هي أو ثم حتى ذلك"),
            of("bg", "и в на да се за от е с по не че като са до или при но който която което си ще след бе те той"),
            of("cs", "a v na se je že to s z do o i k za by pro ve jako po jeho ale tak si od které který při byl u"),
            of("da", "og i at det er en til af på for den med de der som ikke et har fra var han kan vi eller om men"),
            of(
                    "de",
                    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden"
                            + " aus er hat dass sie nach bei oder wie"),
            of("el", "και το να του η της με που την από για τα είναι οι στο σε τον ο των δεν θα στην τη ότι μια ένα"),
            of(
                    "en",
                    "the of and to in a is that for it as was with be by on not he i this are or his from at which but"
                            + " have an they you were her she we their had has"),
            of(
                    "es",
                    "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha"
                            + " este sí porque esta son"),
            of("fa", "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می ها شد بود او ما دارد"),
            of(
                    "fi",
                    "ja on ei se että oli hän en ovat kun niin myös mutta joka ole tai kuin jos sen hänen vain mukaan"),
            of(
                    "fr",
                    "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont"
                            + " avec ou son mais comme"),
            of("he", "של את על לא הוא זה עם כי גם או היא אל אני כל יש אם אבל היה רק יותר הם מה בין אך"),
            of("hi", "के में की है और का से को पर यह हैं ने कि एक इस भी नहीं था लिए कर तो ही या वह थे"),
            of("hu", "a az és hogy nem is egy van de ez meg volt csak ha el mint már azt vagy még ki fel sem ezt"),
            of(
                    "id",
                    "yang dan di dari untuk dengan pada ini itu dalam tidak adalah akan juga oleh ke sebagai atau telah"
                            + " ada karena bisa mereka"),
            of(
                    "it",
                    "di e il la che in a per un è del non una i le si con da come al dei sono della nel più alla anche"
                            + " lo gli ha"),
            of("ja", "の は に を が と で た し て も な ます です から ない いる する ある この その れ"),
            of(
                    "nl",
                    "de van het een en in is dat op te zijn met voor die niet aan er om als ook door bij uit dan maar"
                            + " naar of nog wordt"),
            of("no", "og i det er på en til av for at som den med de et ikke har om fra var han men kan seg vi eller"),
            of("pl", "i w na z się do nie to że jest o jak za od po a przez ale dla co tak był jego lub są jako tym"),
            of(
                    "pt",
                    "de a que o e do da em um para é com não uma os no se na por mais as dos como mas ao ele das à seu"
                            + " sua ou"),
            of("ro", "de și în a la cu pe care un nu o din că se pentru este sau mai fi au al ca dar lui ale prin"),
            of("ru", "и в не на что с он как это по но из у за к от так же для то о все был его или бы при мы вы"),
            of(
                    "sv",
                    "och i att det som en på är av för den med till inte om ett har de jag var han så men från kan vi"),
            of("th", "ที่ ใน และ เป็น การ ของ มี ได้ ว่า ไม่ จะ ให้ จาก กับ แต่ หรือ ก็ โดย นี้ ไป มา"),
            of("tr", "ve bir bu da de için ile çok ne daha gibi olarak o ama en olan kadar sonra ki var mi her değil"),
            of("uk", "і в на не з що у до як та за це від по для але або його він про є й так було які при"),
            of("vi", "và của là có trong cho không được các một với người đã những này để từ khi đến như về tại cũng"),
            of("zh", "的 了 在 是 和 有 不 也 就 人 都 一个 我 他 这 上 中 为 与 对 等 而 到 以 被 从"));

    private FunctionWords() {}

    private static Map.Entry<String, Set<String>> of(String language, String words) {
        return Map.entry(language, Set.copyOf(Arrays.asList(words.split(" "))));
    }

    static Optional<Set<String>> of(String language) {
        return Optional.ofNullable(WORDS.get(language));
    }
}
