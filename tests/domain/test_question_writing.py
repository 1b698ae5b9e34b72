"""A statement's form tells a question that it answers."""

import pytest

from bot.domain.question_writing import question_of, subject_of


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("To report a member, send a message.", "How do I report a member?"),
        ("A tram from end to end will take 29 minutes.", "How long will a tram from end to end take?"),
        ("The company will deliver 22 trams for €88 million.", "How many trams will the company deliver?"),
        ("Garrow Line has paid 2.1 million crowns so far.", "How much has Garrow Line paid?"),
        ("The hall's energy use has fallen by 37 percent.", "By how much has the hall's energy use fallen?"),
        ("Memory use fell by 35 percent.", "By how much did memory use fall?"),
        ("The lease runs for five years.", "How long does the lease run?"),
        ("You are welcome to show your projects.", "Am I welcome to show my projects?"),
        ("If no one answered your question, wait.", "What should I do if no one answered my question?"),
        ("Mount Orrun is 1,874 metres high.", "How high is Mount Orrun?"),
        ("You can take up to eight bags of seeds.", "How many bags of seeds can I take?"),
        (
            "Of the 38 appeals in 2024, 11 were successful.",
            "How many of the 38 appeals in 2024 were successful?",
        ),
        ("Dogs aren't allowed inside.", "Are dogs allowed inside?"),
        ("Foghorn does not read direct messages.", "Does Foghorn read direct messages?"),
        ("Nobody under 14 may belay.", "May anybody under 14 belay?"),
        ("The town itself pays nothing.", "Does the town itself pay anything?"),
        ("Sofia Lindgren, who owns the bakery, does not agree.", "Does Sofia Lindgren agree?"),
        ("Safety officer: Kate Braithwaite.", "Who is the safety officer?"),
        ("Java address: play.mossgate.example", "What is the Java address?"),
        ("20 August: Instruments show the first uplift.", "What happened on 20 August?"),
        ("No griefing and no stealing.", "Is griefing allowed?"),
        ("The audit also doubts the passenger numbers.", "Does the audit doubt the passenger numbers?"),
        ("Students report a smell of sulphur.", "Do students report a smell of sulphur?"),
        (
            "In Karsholm, the council chose the cheaper route.",
            "Did the council choose the cheaper route in Karsholm?",
        ),
        ("KARSHOLM – The council approved the tram on Tuesday.", "When did the council approve the tram?"),
        ("Sign the waiver at the desk.", "Should I sign the waiver at the desk?"),
        ("Umbrellas in the arena.", None),
        ("If you want to share code, please use the paste bin.", "How do I share code?"),
        ("If you are late, call us.", "What should I do if I am late?"),
        ("When you are ill, you can stay at home.", "What can I do when I am ill?"),
        ("If two teams are level, the match decides.", "What happens if two teams are level?"),
        ("You can keep your ticket.", "Can I keep my ticket?"),
        ("You cannot bring your dog.", "Can I bring my dog?"),
        ("You do not need to tell us.", "Do I have to tell you?"),
        ("There are 14 pilots at the moment.", "How many pilots at the moment are there?"),
        ("In 2024 there were 87 entries.", "How many entries are there?"),
        ("The mill was built in 1790.", "When was the mill built?"),
        ("Mill Lane was closed in 1790.", "When was Mill Lane closed?"),
        ("CARS were built in 1790.", "When were CARS built?"),
        ("Cars were built in 1790.", "When were cars built?"),
        (
            "Passes are not refunded in winter, but they can be given to others.",
            "Are passes refunded in winter?",
        ),
        ("A discount applies until 5 May.", "When does a discount apply?"),
        ("A ticket costs 4 crowns.", "How much does a ticket cost?"),
        ("An appointment lasts 12 minutes.", "How long does an appointment last?"),
        ("The phone lines open at 8.15.", "When do the phone lines open?"),
        ("Petra Lindqvane is the architect of the wing.", "Who is Petra Lindqvane?"),
        ("The minimum price is 2 euros.", "What is the minimum price?"),
        ("Dogs are not allowed in the building.", "Are dogs allowed in the building?"),
        ("`/roll` rolls dice.".replace("`", ""), "What does /roll do?"),
        ("A warning expires after 90 days.", "When does a warning expire?"),
        ("Foghorn keeps its logs for 14 days.", "What does Foghorn keep?"),
        ("Our rules apply to you.", "Do your rules apply to me?"),
        ("On Thursdays we are closed.", "Are you closed on Thursdays?"),
        ("From Monday to Friday the museum opens at 10:00.", "When does the museum open?"),
        ("The pharmacy delivers to homes in Pym.", "Does the pharmacy deliver to homes in Pym?"),
        ("Medicines go back to the shelf.", "Do medicines go back to the shelf?"),
        ("A team has 3 starters and 2 substitutes.", "How many starters does a team have?"),
        ("There is room for 48 teams.", "How many teams is there room for?"),
        ("Three players have been banned so far.", "How many players have been banned so far?"),
        ("Every player must be at least 15 years old.", "How old must every player be?"),
        ("The winners of Silver get 100 euros each.", "How much do the winners of Silver get?"),
        ("Bookings can be changed up to two days before.", "When can bookings be changed?"),
        ("The rent was last raised on 1 January 2025, by 2.4 percent.", "When was the rent last raised?"),
        ("Lost property is kept at the desk for 60 days.", "How long is lost property kept at the desk?"),
        ("The board is elected every three years.", "How often is the board elected?"),
        ("The treasurer is Samir Holt.", "Who is the treasurer?"),
        (
            "The hut on Corrow, with 36 beds, will be closed in 2028.",
            "When will the hut on Corrow be closed?",
        ),
        ("In 2024 the park counted 612,000 visits.", "How many visits did the park count?"),
        ("In April 2024 we opened the new hall.", "When did you open the new hall?"),
        ("The board met five times in 2024.", "How many times did the board meet?"),
        ("Lynx returned to the park in 2011.", "When did Lynx return to the park?"),
        ("Ticket sales brought £1.36 million.", "How much did ticket sales bring?"),
        ("In addition, a wash costs 2 euros.", "How much does a wash cost?"),
        ("Passengers who need help should call.", "Should passengers who need help call?"),
        ("No lynx will be released.", "Will any lynx be released?"),
        ("The season is played on PC; consoles cannot.", "Is the season played on PC?"),
        ("The last two of Gold move down.", None),
    ],
)
def test_a_form_makes_a_question(statement: str, question: str | None) -> None:
    assert question_of(statement) == question


def test_a_pronoun_is_no_subject() -> None:
    assert subject_of("The mill is old.") == "The mill"
    assert subject_of("It is old.") is None
