"""What any English sheet needs: small words, question frames, chat spellings, number words, synonyms.

Nothing here belongs to one briefing; words of a briefing are the curator's, in the sheet's vocabulary.
"""

# Words that carry grammar rather than matter; they weigh little.
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those it its they them their he she him her his hers we our i me my mine
    you your yours us is are was were be been being am do does did done doing has have had having will
    would shall should can could may might must of in on at to from by with as for into onto over under
    about between among through during after before since until till up down out off than then so if or
    and but because while there here such any some all both each every either other others another same
    own very too also just only even still already yet more most less least much many few lot lots one
    ones who what which when where why how whose whom whether get gets got getting go goes going gone
    went come comes came coming let make makes made making take takes took put say says said saying tell
    tells told give gives given gave happen happens happened occur occurs occurred thing things stuff
    someone somebody anyone anybody everyone everybody something anything everything now today currently
    ever again along across around per via within upon toward towards against like well itself himself
    herself themselves myself yourself ourselves else always often sometimes quite rather enough instead
    soon really whole use used using uses try tries tried keep keeps kept seem seems seemed become
    becomes became talk talks talking talked
    """.split()
)

# Words that belong to the asking and not to what is asked; they weigh next to nothing.
FILLER_WORDS = frozenset(
    """
    please pls plz tell me know wonder wondering curious explain describe say mention mentions mentioned
    according article text briefing document question answer hello hi hey thanks thank thx lol lmao bro
    dude man mate guys yo ok okay well actually really basically literally exactly btw tbh imo ur um uh
    hmm idk kinda sorta like possible possibly perhaps maybe sure true correct false right information
    info details detail regarding concerning remind clarify confirm understand looking find finding need
    want love interested mr mrs ms miss dr prof sir madam apparently supposedly reckon precisely chiefly
    mainly wow aww lil legit seriously honestly insane crazy random weird tf wtf omg fr ngl ikr nvm rn
    smh hell heck haha hahaha hehe bloke lads lad pal buddy ugh oops aww yay wait confused deal dear folks
    team everybody quiz anyway though definitely simply quick quickly briefly short kindly could would
    """.split()
)

NEGATIONS = frozenset(
    """
    not no never without nobody nothing none neither nor nowhere cannot cant dont doesnt didnt isnt
    wasnt arent werent wont wouldnt shouldnt couldnt hasnt havent hadnt aint nah
    """.split()
)

# Chat spellings, short forms and number words, `word=meaning`.
ALIASES = dict(
    pair.split("=")
    for pair in """
    whats=what wheres=where whens=when whos=who hows=how whys=why wat=what wut=what u=you r=are ur=your
    n=and w=with b4=before ppl=people abt=about bc=because cuz=because coz=because wanna=want
    gonna=going gotta=must yr=year yrs=years mins=minutes min=minutes hrs=hours hr=hour govt=government
    gov=government pic=picture pics=pictures fav=favourite fave=favourite tho=though thru=through
    vs=versus im=i ive=i theyre=they youre=you thats=that theres=there its=it lets=let nite=night y=why
    da=the dat=that dis=this teh=the tv=television jan=january feb=february apr=april aug=august
    sept=september oct=october nov=november dec=december mon=monday tues=tuesday tue=tuesday
    weds=wednesday thurs=thursday thur=thursday fri=friday zero=0 two=2 three=3 four=4 five=5 six=6
    seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16
    seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70
    eighty=80 ninety=90 hundred=100 thousand=1000 dozen=12 twice=2 trio=3 smth=something sth=something
    ppls=people every1=everyone some1=someone any1=anyone 1st=first 2nd=second 3rd=third dunno=know
    pix=pictures desc=description addr=address bio=biography intl=international approx=approximately
    abbr=abbreviation pls=please dept=department est=estimated max=maximum info=information vid=video
    wen=when foto=photo fotos=photos lemme=let gimme=give
    """.split()
)

# Words that open a question, in all their spellings but single letters.
ASKING_WORDS = frozenset("who whom whose what when where why which how".split())
ASKING_WORDS |= {word for word, meaning in ALIASES.items() if meaning in ASKING_WORDS and len(word) > 1}
# Words of people about themselves; words that point back to what was said.
SELF_WORDS = frozenset("i im ive id ill my me mine myself we our us ours your ur".split())
POINTING_WORDS = frozenset("he him his she her hers it its that those these".split())

# Ways to ask for the same kind of answer. The first member names the frame.
FRAMES = (
    ("who", "whom", "whose", "which person", "which people", "what person", "by whom"),
    ("when", "what date", "which date", "what day", "which day", "on what date", "what year", "which year",
     "what month", "which month", "date of"),
    ("where", "what place", "which place", "what location", "which location", "location of", "whereabouts"),
    ("why", "how come", "what reason", "for what reason", "reason for", "reason why", "reasons for",
     "what made", "what caused", "cause of", "what for"),
    ("how many", "number of", "what number of", "how much", "count of", "total number", "amount of"),
    ("how long", "duration", "length of time", "how much time", "what length of time", "for how long"),
    ("how old", "what age", "age of"),
    ("how far", "what distance", "distance"),
    ("how fast", "what speed", "speed"),
    ("how often", "frequency", "how frequently"),
)  # fmt: skip

# Everyday words that nobody would tell apart in a question.
SYNONYMS = (
    ("picture", "photo", "photograph", "image", "snapshot", "snap"),
    ("person", "guy", "bloke", "fella", "individual"),
    ("people", "folk", "persons", "individuals"),
    ("begin", "start", "commence", "kick off"),
    ("end", "finish", "conclude"),
    ("buy", "purchase"),
    ("big", "large", "huge"),
    ("help", "assist", "assistance"),
    ("choose", "select", "pick"),
    ("try", "attempt"),
    ("show", "display", "depict"),
    ("child", "children", "kid"),
    ("mom", "mother", "mum"),
    ("dad", "father"),
    ("car", "automobile"),
    ("job", "occupation", "profession"),
    ("price", "cost", "fee"),
    ("mistake", "error"),
    ("delete", "remove", "erase"),
    ("fix", "repair"),
    ("build", "construct", "construction"),
    ("allow", "permit", "allowed", "permitted"),
    ("country", "nation"),
    ("country of origin", "nationality"),
    ("email", "e mail", "mail address"),
    ("mean", "stand for", "meaning", "signify"),
    ("different", "difference", "differ"),
    ("fast", "quick", "rapid", "swift"),
    ("study", "learn"),
    ("doctor", "physician"),
    ("goal", "aim", "purpose", "objective"),
    ("plan", "intend", "intention"),
    ("agree", "consent"),
    ("refuse", "reject", "decline"),
    ("important", "significant", "importance", "significance"),
    ("about", "concerning", "regarding"),
    ("total", "altogether", "in all", "overall"),
    ("together", "jointly", "joint"),
    ("future", "upcoming"),
    ("trip", "journey", "visit", "travel"),
    ("leave", "depart", "departure"),
    ("arrive", "reach", "arrival"),
    ("hug", "embrace"),
    ("also", "as well", "too"),
)
