### Who is the same child, and who was not yet seen: the coordinator's review, in English.
### Reading age 9 to 11.

nav-duplicates = Duplicates
nav-births = Births

## Records that may be one person

duplicates-title = May be the same person
duplicates-lead =
    { $count ->
        [0] No pair of records waits for you.
        [one] One pair of records waits for you.
       *[other] { $count } pairs of records wait for you.
    }
review-none = Nothing waits
review-none-sentence = When two records may be one person, they are shown here side by side.
review-pair-title = Pair { $at } of { $of }
review-why-contradicted = Decisions contradict each other.
review-why-conflict = They look like one person, but something keeps them apart.
review-why-unsure = They may be one person.
review-percent = { $percent } in 100 pairs like this are one person.
review-table = The two records side by side
review-differs = , not the same
review-relatives = Family
review-recorded = Written down
review-recorded-on = on { $day }
review-recorded-by = on { $day } by { $name }
review-seen = Seen
review-never-seen = not yet
review-seen-days =
    { $days ->
        [one] on one day, { $day }
       *[other] on { $days } days, last on { $day }
    }
review-blank = not known
review-no-name = No name
review-field-given-name = First name
review-field-surname = Surname
review-field-exchanged-names = Names the other way round
review-field-birth = Birth
review-field-postcode = Postcode
review-field-address = Address
review-reason = { $field }: { $likeness }
review-likeness-same = the same
review-likeness-one-slip = one letter off
review-likeness-transposed = two letters changed places
review-likeness-other-form = another form of it
review-likeness-few-slips = a few letters off
review-likeness-near = alike
review-likeness-day-month-exchanged = day and month changed places
review-likeness-two-parts = two of day, month and year
review-likeness-new-year = same year, one says 1 January
review-likeness-within = one is inside the other
review-likeness-same-year = only the year
review-likeness-same-sector = next door
review-likeness-same-district = same district
review-likeness-unlike = not alike
review-speaks-for = , speaks for one person
review-speaks-against = , speaks for two people
review-link = Same person
review-different = Two people
review-ask = Ask the champion
review-previous = Back one
review-next = Next
review-keys = Keys: L same person, D two people, A ask the champion, U undo, J next, K back one.
review-done-same = Shown as one person.
review-done-different = Kept as two people.
review-asked = The champion was asked and says: { $says }
review-says-same = the same person
review-says-different = two people
review-says-not-sure = not sure
review-says-nothing = no answer yet

## Corrections that disagree

review-disputes-title = Corrections that disagree
review-dispute = { $name }: { $field }
review-value = { $value }, said on { $day } by { $name }
review-centre = the centre
review-settle = This is right

## What was decided

review-decided = What was decided
review-column-who = Who
review-column-verdict = Decision
review-column-by = By
review-column-on = On
review-two = { $left } and { $right }
review-same = same person
review-two-people = two people
review-taken-back = taken back by { $name }
review-model = Found by { $name } ({ $hash }).

## Birth lists

births-title = Births and who was missed
births-lead = Lists that other controllers share, and the children on them whom nobody has seen.
births-none = No birth list yet
births-none-sentence = Whoever runs the centre takes one in, under an agreement that says what is shared and until when.
births-agreements = Agreements
births-column-with = With
births-column-shares = Shares
births-column-until = Until
births-column-holds = Holds
births-holds = yes
births-over = no longer
births-shares-counts = counts only
births-shares-encodings = keyed encodings
births-shares-named = names
births-list-title = Born { $from } to { $until }
births-list-about = { $births ->
    [one] One birth. Shared: { $shares }.
   *[other] { $births } births. Shared: { $shares }.
  }
births-unusable = Its agreement does not hold today, so it is not used.
births-bounds = The truth lies between { $low } and { $high }.
births-last = Last compared on { $day }.
births-compare = Compare now
births-encoded = An encoded list is compared on the command line, where its secret is.
births-missed = { $births ->
    [one] of one birth was missed
   *[other] of { $births } births were missed
  }
births-printed = In the return: { $printed }.
births-width = The interval spans { $width } births.
births-rule = Match rule { $rule } ({ $hash }).
births-areas = By small area
births-column-area = Area
births-column-births = Births
births-column-missed = Missed
births-column-between = Between
births-between = { $low } to { $high }
births-worklist = Not yet seen
births-worklist-count =
    { $count ->
        [0] Everybody on this list was seen or is closed.
        [one] One child is not yet seen.
       *[other] { $count } children are not yet seen.
    }
births-column-name = Child
births-column-born = Born
births-column-home = Home at birth
births-column-state = With
births-nobody = nobody yet
births-in-doubt = May be somebody on record: look before the family is contacted.
births-take-on = I take this on
births-contacted = Contacted
births-close = Close
births-close-title = Close { $name }
births-close-why = Why
births-closed-seen = Seen meanwhile
births-closed-moved-away = Moved away
births-closed-declined = Does not want to be asked
births-closed-not-reached = Could not be reached
births-closed-died = The child died
births-contact-title = Contact with { $name }
births-contact-outcome = What came of it
births-contact-no-answer = No answer
births-contact-informed = Told what there is
births-contact-coming = They mean to come
births-choose = Choose one
births-doubt-title =
    { $count ->
        [one] One birth may be somebody on record
       *[other] { $count } births may be somebody on record
    }
births-doubt-found = Counted as found until you look.
births-doubt-missed = Counted as missed until you look.
births-doubt-same = This is the child
births-doubt-other = Another child
