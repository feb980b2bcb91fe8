//! The words of claims in English.

use super::cue::Modifier::{About, Above, AtLeast, AtMost, Below, JustAbove, JustBelow, Large, Vast};
use super::cue::{Cue, Words};

pub(super) static WORDS: Words = Words {
    cues: &[
        // Shares in words.
        (Cue::Share(50.001, 100.0), "majority|majorities|mostly|most of|the bulk of|predominantly"),
        (Cue::Most, "most"),
        (Cue::Share(0.0, 49.999), "minority|a minority|few of"),
        (
            Cue::Share(0.0, 10.0),
            "hardly any|hardly anyone|hardly anybody|barely any|barely anyone|almost no one|almost nobody|almost none|almost no|virtually no|virtually nobody|virtually no one|virtually none|scarcely any|scarcely anyone|next to no|next to nobody|practically no|practically nobody|practically no one|only a handful|a mere handful|nearly no one|next to no one",
        ),
        (
            Cue::Share(0.0, 25.0),
            "only a few|very few|a small minority|small minority|only a small minority|only a fraction|a tiny minority|tiny minority",
        ),
        (
            Cue::Share(0.0, 0.499),
            "nobody|no one|none of the respondents|none of the towns|none of|not a single|not one of",
        ),
        (
            Cue::Share(88.0, 100.0),
            "almost all|nearly all|virtually all|practically all|almost everyone|nearly everyone|virtually everyone|close to all|almost everybody|all but a few|almost without exception",
        ),
        (
            Cue::Share(99.5, 100.0),
            "all|everyone|everybody|every single|without exception|unanimous|unanimously|each and every|universally",
        ),
        (Cue::Part(50.0), "half|½"),
        (Cue::Part(100.0 / 3.0), "third|thirds"),
        (Cue::Part(25.0), "quarter|quarters"),
        (Cue::Part(100.0 / 3.0), "⅓"),
        (Cue::Part(200.0 / 3.0), "⅔"),
        (Cue::Part(25.0), "¼"),
        (Cue::Part(75.0), "¾"),
        (Cue::Part(20.0), "fifth|fifths"),
        (Cue::Part(100.0 / 6.0), "sixth|sixths"),
        (Cue::Part(12.5), "eighth|eighths"),
        (Cue::Part(10.0), "tenth|tenths"),
        (Cue::Every, "every|each"),
        (Cue::Nth(2.0), "second|other"),
        (Cue::Number(1.0), "a|an|one"),
        (Cue::Number(2.0), "two"),
        (Cue::Number(3.0), "three"),
        (Cue::Number(4.0), "four"),
        (Cue::Number(5.0), "five"),
        (Cue::Number(6.0), "six"),
        (Cue::Number(7.0), "seven"),
        (Cue::Number(8.0), "eight"),
        (Cue::Number(9.0), "nine"),
        (Cue::Number(10.0), "ten"),
        (Cue::Number(12.0), "twelve"),
        (Cue::Number(20.0), "twenty"),
        (Cue::Number(100.0), "hundred"),
        (Cue::Of, "in|of|out of|in every|out of every|of every"),
        (Cue::Percent, "%|percent|per cent"),
        (Cue::Points, "percentage point|percentage points|point|points|pp|pts|% points|% point"),
        // What changes them.
        (
            Cue::Modify(About),
            "about|around|roughly|some|approximately|circa|in the region of|something like|more or less",
        ),
        (
            Cue::Modify(JustBelow),
            "almost|nearly|just under|just below|not quite|close to|slightly under|slightly less than|slightly fewer than|a little under|a little less than|just short of|slightly below|approaching|a shade under|barely|a bit under",
        ),
        (
            Cue::Modify(JustAbove),
            "just over|slightly more than|a little over|slightly over|a little more than|just above|just more than|a shade over|a bit over|a good",
        ),
        (
            Cue::Modify(Above),
            "more than|over|above|well over|far more than|upwards of|in excess of|greater than|exceeding|much more than|well above",
        ),
        (
            Cue::Modify(Below),
            "less than|fewer than|under|below|well under|far fewer than|not even|well below|far less than|fewer",
        ),
        (Cue::Modify(AtLeast), "at least|no fewer than|no less than|a minimum of"),
        (Cue::Modify(AtMost), "at most|up to|no more than|not more than|a maximum of"),
        (
            Cue::Modify(Large),
            "large|clear|broad|big|comfortable|solid|strong|sizeable|decisive|great|substantial|sizable",
        ),
        (Cue::Modify(Vast), "vast|overwhelming|huge|massive|crushing"),
        // Comparisons.
        (
            Cue::More,
            "more|more often|more frequently|higher|larger|greater|bigger|stronger|more common|more popular|more important|more likely|more widespread|more widely|rather|oftener|worse|more pressing|more prevalent|more concerned|more worried|keener",
        ),
        (
            Cue::Less,
            "less|less often|less frequently|lower|smaller|fewer|weaker|less common|less popular|less important|less likely|less widespread|rarer|less concerned|less worried",
        ),
        (Cue::Than, "than"),
        (
            Cue::Times(2.0),
            "twice as many|twice as much|twice as often|twice as likely|twice as common|twice as high|twice as large|twice as popular|twice as widespread|twice as frequently|twice as important|twice the share of|twice the share|two times as many|double the share of|double the share|twice as satisfied|twice as big|double the number of|double the proportion of|twice the proportion of",
        ),
        (
            Cue::Times(3.0),
            "three times as many|three times as often|three times as likely|three times as common|three times as high|three times as large|three times the share of|three times the share|three times as popular|three times as frequently|triple the share of|triple the share|three times as much|thrice as many",
        ),
        (
            Cue::Times(4.0),
            "four times as many|four times as often|four times as likely|four times as common|four times as high|four times the share of|four times the share|four times as popular",
        ),
        (
            Cue::Times(5.0),
            "five times as many|five times as often|five times as likely|five times as common|five times as high|five times the share of",
        ),
        (
            Cue::Times(0.5),
            "half as many|half as often|half as likely|half as common|half as high|half as large|half the share of|half as popular|half as much|half as frequently",
        ),
        (Cue::As, "as"),
        (Cue::Before, "ahead of|in front of"),
        (Cue::Behind, "behind|trails|trail|trailed|lags behind|lag behind|trailing"),
        (
            Cue::Beats,
            "leads|lead|led|beats|beat|exceeds|exceed|exceeded|outweighs|outweigh|outnumber|outnumbers|outnumbered|overtakes|overtake|overtook|overtaken|outpaces|outpace|outstrips|outstrip|tops|surpasses|surpass|surpassed|eclipses|outranks|outrank|dwarfs|outperform|outperforms|outrun|has overtaken|have overtaken",
        ),
        (
            Cue::Best,
            "top worry|top issue|top problem|top fear|top complaint|top source|top motive|top factor|top topic|top challenge|top driver|top wish|top demand|top benefit|top activity|top method|main worry|main issue|main challenge|main source|main driver|main use|main topic|main complaint|main benefit|main factor|main fear|chief concern|chief worry|leading source|leading worry|prime concern|most often|most frequently|most common|most commonly|most popular|most important|most cited|most widespread|most frequent|most mentioned|most likely|most satisfied|most pressing|most named|most widely|most sceptical|most optimistic|most prevalent|most used|most frequently named|highest|largest|biggest|greatest|strongest|number one|no 1|number 1|top of the list|tops the list|top the list|topped the list|leads the list|lead the list|tops the ranking|tops the table|leads the field|leads the ranking|heads the list|in first place|first place|in the lead|comes first|ranks first|ranked first|come first|rank first|comes top|came first|came top|comes out on top|out in front|top reason|top answer|top barrier|top concern|top priority|top obstacle|top choice|main reason|main barrier|main obstacle|main concern|main motive|main problem|foremost|front runner|frontrunner|favourite|favorite|dominates|leads with|leads at|plurality|chief obstacle|chief reason|leading reason|leading answer|leading concern|leading barrier|leading obstacle|leads the way|the lead|top spot|head the list|pole position|matters most|at the top|most concerned|most worried|prime reason|nowhere … higher|nowhere … more|nowhere else … as many|nowhere … as many|nowhere … so many",
        ),
        (
            Cue::Worst,
            "least often|least frequently|least common|least popular|least important|least cited|least likely|least satisfied|least widespread|least mentioned|least frequent|lowest|smallest|rarest|weakest|bottom of the list|bottom of the table|bottom of the ranking|in last place|last place|comes last|ranks last|come last|came last|rank last|ranked last|bottom place|brings up the rear|bring up the rear|at the bottom|dead last|wooden spoon|least named|least used|least concerned|least worried|fewest mentions|finishes last",
        ),
        (
            Cue::Place(2),
            "rank second|ranking second|number 2|no 2|in second place|second place|comes second|ranks second|ranked second|come second|came second|second most|second largest|second highest|second biggest|runner up|number two|second only to",
        ),
        (
            Cue::Place(3),
            "rank third|ranking third|number 3|no 3|in third place|third place|comes third|ranks third|ranked third|come third|came third|third most|third largest|third highest|third biggest|number three",
        ),
        (Cue::Significant, "significantly|significant|statistically significant"),
        // Change.
        (
            Cue::Up,
            "become more|becomes more|becoming more|became more|mounting|mounts|mounted|swelled|swells|crept up|edged up|inched up|ticked up|creeping up|shot up|spreading|spreads|catching on|gathering pace|taken off|takes off|booming|boomed|in the ascendant|gain in popularity|grown in popularity|leapt|leaps|rocketed|heading up|trending up|has picked up|making gains|strengthened|rises|rise|rose|risen|rising|grows|grow|grew|grown|growing|increases|increase|increased|increasing|climbs|climb|climbed|gains|gained|gaining|up from|is up|are up|was up|went up|goes up|more and more|on the rise|upward|jumps|jumped|soars|soared|surges|surged|up by|gains ground|expanded|expands|has spread|picks up|has picked up|up to",
        ),
        (
            Cue::Down,
            "become less|becomes less|becoming less|became less|eases|eased|easing|subsided|subsides|tailed off|tails off|softened|retreated|retreats|retreating|diminished|diminishes|diminishing|lessened|lessens|edged down|inched down|ticked down|crept down|faded|fades|fading|cooled|shed|tapering|tapers off|on the wane|on the retreat|losing ground|fell back|fallen back|fallen away|going down|heading down|weakened|eroded|erodes|thinning|come down|came down|falls|fall|fell|fallen|falling|drops|drop|dropped|declines|decline|declined|declining|decreases|decrease|decreased|shrinks|shrank|shrunk|shrinking|down from|is down|are down|was down|went down|fewer and fewer|less and less|on the decline|downward|slips|slipped|slides|slid|plunges|plunged|plummets|plummeted|collapses|collapsed|dwindles|dwindled|dwindling|recedes|receded|wanes|waned|waning|loses ground|lost ground|ebbs|down by|tumbled|tumbles|dips|dipped|sinks|sank",
        ),
        (
            Cue::Flat,
            "back to the level of|back at the level of|at the level of|at the same level|on the same level|unchanged|stagnates|stagnated|stagnant|stable|remained constant|constant|flat|no change|hardly changed|stayed the same|stays the same|steady|at a standstill|has not changed|not changed|barely changed|plateaued",
        ),
        (Cue::Grown(2.0), "doubled|doubles|doubling|has doubled|double since"),
        (Cue::Grown(3.0), "tripled|triples|trebled|tripling|threefold|trebles"),
        (Cue::Grown(4.0), "quadrupled|quadruples|fourfold"),
        (Cue::Grown(0.5), "halved|halves|halving|cut in half"),
        (
            Cue::Closing,
            "catches up|catch up|catching up|caught up|closes the gap|closing the gap|closed the gap|narrows the gap|gap narrows|gap is narrowing|gap has narrowed|gap is closing|narrowed the gap|gap closes",
        ),
        (
            Cue::Feels(1),
            "more satisfied|happier|more optimistic|more confident|more positive|more content|more hopeful|more supportive|more favourable|keener on|less sceptical|less critical|less pessimistic",
        ),
        (
            Cue::Feels(-1),
            "less satisfied|unhappier|more sceptical|more skeptical|more pessimistic|more negative|more critical|more dissatisfied|less optimistic|less confident|gloomier|less supportive|more opposed|more hostile",
        ),
        (
            Cue::Level,
            "about equally|equally often|equally common|roughly level|level with|neck and neck|on a par|about level|equally likely|equally popular|just as many|just as likely|just as often|just as common|as many women as|evenly split|evenly divided|evenly balanced|equally divided|equally split|are level|is level|dead level",
        ),
        (
            Cue::Record,
            "all time high|record high|highest level ever|highest level yet|never been higher|never been more|never been so|record number|record share|record levels|record level|highest on record|more than ever|more people than ever|higher than ever|most popular it has ever|never before have so many|never before",
        ),
        (
            Cue::Low,
            "all time low|record low|lowest level ever|lowest level yet|never been lower|lowest on record|fewer than ever|never before have so few|never so few|never been so low|never been so rare|never … so low|never … so few|never been less|never before … so few",
        ),
        (Cue::First, "for the first time"),
        (
            Cue::Since,
            "since|compared with|compared to|in comparison with|after peaking in|peaked in|after|following|unlike|as against",
        ),
        (
            Cue::Counts,
            "drew|draws|attracted|attracts|welcomed|welcomes|employs|employ|represents|represent|operates|runs some|has some|sold|serves|counted|there are|there were|exist|exists",
        ),
        (Cue::By, "by|plus|minus"),
        // Who is meant.
        (
            Cue::Respondent,
            "respondents|respondent|towns|town|people|persons|companies|company|firms|firm|businesses|business|members|member|households|household|schools|school|employees|employee|workers|worker|adults|adult|parents|parent|voters|voter|customers|teachers|teacher|nurses|nurse|students|student|councils|council|citizens|citizen|residents|participants|patients|patient|users|user|germans|britons|americans|europeans|commuters|passengers|farmers|drivers|shops|hospitals|hospital|municipalities|municipality|cities|city|women|men|managers|staff|doctors|visitors|readers|clinics|libraries|charities|practices|organisations|organisation|organizations|tenants|landlords|consumers|shoppers|graduates|apprentices|universities|population|those asked|those surveyed|authorities|offices|clubs|museums|pharmacies|trainees|pensioners|subscribers|undergraduates|travellers|diners|guests|freelancers|jobseekers|carers|pupils|young people",
        ),
        (Cue::Total, "total|all|overall|all respondents|everyone|whole sample"),
        (Cue::Together, "together|combined|taken together|in total|altogether|both|or|between them|added up"),
        (
            Cue::Earlier,
            "before the pandemic|a year before|two years ago|three years ago|in the last survey|in the previous survey|in the last wave|in the year before|in previous years|twelve months ago|before|back then|at the time|formerly|once|a year earlier|previously|earlier|in the first wave|a year ago|used to|the year before|in the previous wave|two years earlier|last year",
        ),
        (
            Cue::Yes,
            "yes|agree|agrees|agreed|support|supports|supported|in favour|in favor|favour|favours|favor|back|backs|backed|approve|approves|approved|approval|welcome|welcomes|endorse|endorses",
        ),
        (
            Cue::No,
            "no to|say no|says no|said no|saying no|answer no|answers no|answered no|vote no|votes no|voted no|oppose|opposes|opposed|against|reject|rejects|rejected|disagree|disagrees|disagreed|disapprove|disapproves",
        ),
        // What takes a claim away.
        (
            Cue::Not,
            "not|no|never|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|won't|can't|cannot|hasn't|haven't|neither|nor|without|nowhere near|none|falls short of|fall short of|fell short of|falling short of|short of a|nowhere near a|far from a|far from the|misses a|missed a",
        ),
        (
            Cue::Plain,
            "not only|at a glance|most of all|not least|above all|after all|at all|in all|all in all|all but|first of all|of all ages|all year|all kinds|all sorts|for all|half a year|half year|the first half|the second half|first half|second half|half an hour|half hour|the other half|first quarter|second quarter|third quarter|fourth quarter|last quarter|next quarter|quarter of 20*|quarter of an hour|this quarter|each quarter|third party|third parties|third wave|second wave|third time|second time|third parties|fifth edition|in one|one of the|one of|no doubt|no longer than|no wonder|more or less|before long|before the survey|rather than|other than|most of the time|rising costs|rising prices|rising demand|growing demand|rising rents|growing pressure|increasing pressure|largest cities|biggest cities|largest towns|smallest towns|smallest firms|largest firms|largest companies|biggest employers|key findings|fall into|falls into|in the fall|back office|back pain|back to|second language|as well as|such as|as part of|as a result|as a whole|as the|as usual|as soon as|in support of|support for|highest time|all figures|all shares|all percentages|all answers|all questions|the lead author|lead times|lead time|point of view|starting point|at this point|points out|point out|points to|point to|at that point|every year|every month|every day|every week|every two years|each year|each month|up to date|set up|grew up|grown up|make up|makes up|high street|the second|the third|half way|halfway|a day|a week|a month|a year|once a|in the second|at best|all over|all other|all others|all age|all regions|all groups|as many as|as often as|as common as",
        ),
        (
            Cue::Silent,
            "may|might|could|possibly|perhaps|probably|presumably|apparently|seems|seem|appears|appear|suggests|suggest|likely to|tends|tend|arguably|allegedly|estimate|estimated|estimates|we expected|had expected|hypothesis|if|unless|provided that|assuming|whether|legal|legally|obliged|mandatory|parliament|senate|bundestag|coalition|government|two thirds majority|qualified majority|absolute majority|simple majority|sample|sampled|response rate|questionnaire|questionnaires|weighted|weighting|confidence|interviews|interviewed|were surveyed|was surveyed|were asked|was asked|took part|fieldwork|scale from|on a scale|panel|multiple answers|rounded|rounding|defined as|means that|how to read|aim|aims|target|targets|goal|goals|should|must|ought|need to reach|by 2030|by 2035|by 2040|by 2045|by 2050|plans to|intends to|calls for|demand that|forecast|scenario|told us|explained|quote|chapter|proverb|saying|as the old|figure speech|would have",
        ),
        (
            Cue::Elsewhere,
            "law|laws|act|regulation|regulations|directive|statute|article|section|§|required by|quorum|constitution|eurostat|ons|census|oecd|destatis|statistical office|office for national statistics|federal statistical|according to the|another study|were invited|was invited|other studies|other surveys|earlier studies|€|$|£|euros|euro|dollars|pounds|million|billion|tonnes|miles|kilometres|megawatts|inflation|prices|vat|interest rate|interest rates|revenue|turnover|spending|budgets of|funding|sales|headcount|turnout|price|rents|rent rose|wages|salaries|salary|pay rose|pay fell|worldwide|globally|nationwide|gdp|unemployment|production|exports|imports|tax|taxes|fees|costs rose|costs fell|litres|kilograms|acres|hectares|gigawatts|kilowatt*|minimum wage|inhabitants|official statistics|official figures|waiting lists|donations|in real terms|pension age|retirement age|emissions|carbon",
        ),
        (
            Cue::Chance,
            "margin of error|margins of error|sampling error|statistical uncertainty|statistical tie|statistically tied|not significant*|not statistically|by chance|confidence interval|confidence intervals|within the error|error margin|no significant|too close to call|random variation|due to chance|be chance",
        ),
        (
            Cue::Everyone,
            "of all respondents|of all towns|of all companies|of all firms|of all businesses|of all employees|of all households|of all adults|of all members|of all schools|of all parents|of all people|of all citizens|of all workers|of all participants|of all municipalities|of all students|of all patients|of all voters|of all hospitals|of all residents|of the population|of the public|all respondents|of everyone asked|of everyone|of the whole sample|of the total sample|of all germans|of all customers|of all teachers|of all councils|of all staff|of all users|of all drivers|of the entire workforce|of the workforce|of all nurses|of all farmers|of all passengers|of all those surveyed|of all those asked|of all consumers|of all organisations|of all shops|of all commuters|of all women|of all charities|of all tenants|of all graduates|of all visitors|of all doctors|of all practices|of all managers",
        ),
        (
            Cue::Representative,
            "representative|representatively|representativeness|nationally representative|reflect the views of|reflects the views of|speaks for all|speak for all|mirror the views|mirrors the views|stands for all|representing the whole|true of the population|holds for the population|generalise to|generalises to",
        ),
        (
            Cue::SelfSelected,
            "website|home page|instagram|facebook|linkedin|readers|open form|self enrolled|anyone who wished|whoever wished|street poll|online form|open consultation|public consultation|viewers|listeners|followers|self selected|self selecting|self selection|open online|open link|open survey|open invitation|open call|opt in|readers' poll|reader poll|reader survey|website poll|voluntary|volunteers|newsletter|social media|convenience*|snowball*|anyone could|open to all|open to everyone|mailing list|call for participation|passers by|click poll|no sampling|public link|publicly accessible|river sample|self recruited",
        ),
        (
            Cue::Cause,
            "leads to|lead to|led to|causes|cause|caused|because of|because|due to|thanks to|makes … happy|makes … happier|makes … satisfied|make … happy|makes … ill|makes … unhappy|make … happier|makes … productive|boosts|boost|improves|improve|increases satisfaction|drives|reduces|prevents|results in|result in|brings about|as a result of|responsible for|triggers|harms|undermines|fuels|breeds|creates|have driven|has driven|driven by|drove|pushed|have pushed|has pushed",
        ),
        (Cue::And, "and|but|while|whereas|though|although"),
    ],
    stop: "the a an of in on at to for with by from and or as is are was were be been being has have had do does did not no it its their there this that these those our we they he she his her which who what when than more less lack other others too very can will would all any some such per about into up out off over under between after before because so year years yes high low",
    degrees: "strongly rather fairly somewhat completely mostly partly slightly quite daily weekly sometimes always often rarely never fully regularly occasionally",
    endings: &["ings", "ing", "ied", "ies", "ed", "es", "s", "y", "e"],
};
