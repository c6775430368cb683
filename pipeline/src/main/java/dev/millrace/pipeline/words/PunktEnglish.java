package dev.millrace.pipeline.words;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What NLTK's English Punkt model knows: abbreviations without their last period, words that often begin sentences,
 * pairs over which no sentence ends. Of its 20,000 words with the cases that they were seen in, only the frequent ones
 * are here, so that after an abbreviation a rarer capitalised word counts as a name.
 */
final class PunktEnglish {
    private static final Set<String> ABBREVIATIONS = Set.of("""
            a.a a.c a.d a.g a.h a.m a.m.e a.s a.t adm ala ariz aug ave b.f b.v bros c c.i.t c.o.m.b c.v calif chg cie co \
            col colo conn corp cos ct d d.c d.h d.w dec dr e e.f e.h e.l e.m f f.g f.j feb fla fri ft g g.d g.f g.k ga \
            gen h h.c h.f h.m i.m.s ill inc j.b j.c j.j j.k j.p j.r jan jr k kan ky l l.a l.f l.p lt ltd m m.b.a m.d.c \
            m.j maj messrs mg mich minn mr mrs ms n n.c n.d n.h n.j n.m n.v n.y nev nov oct ok okla ore p p.a.m p.m pa \
            ph.d prof r r.a r.h r.i r.j r.k r.t rep reps s s.a s.a.y s.c s.g s.p.a s.s sen sep sept sr st sw t t.j tenn \
            tues u.k u.n u.s u.s.a u.s.s.r v va vs vt w w.c w.r w.va w.w wash wed wis yr""".split("\\s+"));

    private static final Set<String> STARTERS = Set.of("""
            according although among both but despite even he however i if in indeed instead it many meanwhile moreover \
            most nevertheless nonetheless nor sales separately similarly since so some the there these they this though \
            thus under when while yet""".split("\\s+"));

    private static final Set<String> COLLOCATIONS = Set.of("""
            ##number##|abreast ##number##|aes ##number##|business ##number##|cbot ##number##|colgate \
            ##number##|commodities ##number##|cooper ##number##|corrections ##number##|credit ##number##|dividend \
            ##number##|financing ##number##|genentech ##number##|henley ##number##|insider ##number##|international \
            ##number##|leisure ##number##|letters ##number##|notable ##number##|pay-fone ##number##|pegasus \
            ##number##|pepper ##number##|review ##number##|rj ##number##|wedgestone ##number##|who ##number##|zimmer \
            b|edelman b|levine b|smith b|stewart b|wigton i|magnin i|toussie j|aron j|fialka j|walter \
            o|ludcke""".split("\\s+"));

    /** Seen in lower case; with a capital inside of sentences too. */
    private static final Set<String> LOWER_CASE = Set.of("""
            a about above after again all also am an and another any are around as ask at be because been before below \
            big but by can come could day did do does down each even every few first for from get give go good great \
            had has have he help her here him his how i if in into is it its just last like little live long look made \
            make many may me might more most much must my near never new next no not now of off old on one only open \
            or other our out over own part place put right said same second she should show small so some state still \
            such take ten than that the their them then there these they thing third this those three through time to \
            today too top two under until up us use very was way we well were what when where which while who why will \
            with work would year yet you your""".split("\\s+"));

    /** Seen in lower case, and with a capital only where a sentence begins. */
    private static final Set<String> NEVER_NAMES = Set.of("""
            actually additionally afterwards again almost already always analysts anyone anything apparently because \
            besides certainly clearly consequently critics currently during earlier either eventually everyone \
            everything finally fortunately further furthermore generally hence historically hopefully investors later \
            let literally maybe moreover neither nobody none nothing obviously occasionally officials often once \
            originally otherwise overall particularly perhaps please possibly presumably previously probably rather \
            recently sadly several shares she shortly someone something sometimes somehow soon sources specifically \
            suddenly surely surprisingly their then therefore throughout together traders typically unfortunately \
            unless unlike usually whatever whenever whereas whether without""".split("\\s+"));

    static final PunktModel MODEL = model();

    private PunktEnglish() {}

    private static PunktModel model() {
        Map<String, Integer> cases = new HashMap<>();
        LOWER_CASE.forEach(
                word -> cases.put(word, PunktModel.BEGIN_UPPER | PunktModel.MIDDLE_UPPER | PunktModel.MIDDLE_LOWER));
        NEVER_NAMES.forEach(word -> cases.put(word, PunktModel.BEGIN_UPPER | PunktModel.MIDDLE_LOWER));
        Set<String> collocations = new HashSet<>();
        COLLOCATIONS.forEach(pair -> collocations.add(pair.replace('|', '\t')));
        return new PunktModel(ABBREVIATIONS, STARTERS, collocations, cases);
    }
}
