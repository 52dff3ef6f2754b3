### The coordinator's desk, in English.
### Reading age 9 to 11; state words are Draft, Saved on this phone, Sent, Safe, and no others.

continue-button = Continue
back-button = Back
not-now-button = Not now
close-button = Close
print-button = Print

## The frame

nav-label = The desk
nav-week = The week
nav-reach = Reach
nav-returns = Returns
nav-champions = Champions
nav-accounts = Accounts
nav-audit = Audit
account-who = { $name } · { $role }
role-coordinator = Coordinator
role-commissioner = Commissioner
role-data-officer = Data officer
role-administrator = Administrator
sign-out = Sign out
nowhere-title = There is no such page
nowhere-lead = The address may be old. Choose a page above.

## Signing in

sign-in-title = Sign in
sign-in-name = Your name at the desk
sign-in-name-missing = Enter your name at the desk
sign-in-password = Password
sign-in-password-missing = Enter your password
sign-in-code-title = Enter your code
sign-in-code = Code
sign-in-code-hint = Six digits from your authenticator app, or one of your recovery codes.
sign-in-code-missing = Enter the code from your authenticator app
sign-in-button = Sign in
sign-in-set-up = I have a one-time code to set up my account
sign-in-was-over = You were signed out
sign-in-was-over-sentence = That happens after a while without work. Nothing is lost.
set-up-title = Set up your account
set-up-lead = Whoever runs the accounts gave you a one-time code.
set-up-code = One-time code
set-up-code-hint = Capitals and spaces do not matter.
set-up-code-missing = Enter the one-time code
set-up-second-title = Make the account yours
set-up-second-lead = This is the account of { $name }. You need an authenticator app on your phone, such as the one you use for other work.
set-up-scan-title = 1. Let the app read this
set-up-scan-sentence = Choose “add an account” in the app and point the camera at the picture.
set-up-qr-label = The secret for your authenticator app, to read with its camera
set-up-secret = No camera? Type this into the app:
set-up-prove-title = 2. Show that it works
set-up-totp = The six digits that the app shows now
set-up-totp-hint = They change every half minute.
set-up-totp-missing = Enter the six digits that the app shows
set-up-totp-wrong = These are not the digits that the app shows now. Wait for the next ones, then enter them.
set-up-password = Choose a password
set-up-password-hint = At least { $least } characters. Three or more words that do not belong together are good.
set-up-password-missing = Choose a password of at least { $least } characters
set-up-button = Set up my account
recovery-title = Keep these recovery codes
recovery-lead = If you lose your phone, each of these lets you in once. They are shown now and never again: print them, or write them down, and keep them where only you can get at them.
recovery-done = I have kept them
step-up-title = Is it still you?
step-up-sentence = Figures of people leave the desk with this, so prove once more who you are. That is good for ten minutes.
step-up-code-hint = New six digits from your authenticator app: the ones you used before are used up.

## Figures

as-of = Counted from all that reached the centre by { DATETIME($day, weekday: "short", day: "numeric", month: "short", year: "numeric") } (record { $n }).
bounds-words = Where the truth may lie
kept-back = Kept back: too few to show
weekday = { DATETIME($day, weekday: "short", day: "numeric", month: "short") }
long-day = { DATETIME($day, day: "numeric", month: "long", year: "numeric") }
column-day = Day
column-champion = Champion
column-closed = This week
column-contact = Last contact
column-record = Record
column-why = Why

## The week

week-loading = Fetching the week…
week-title = Week { $number }, { $days }
week-now = This week. It is still going on.
week-due = The last whole week.
week-before = Week before
week-after = Week after
week-waiting-title = { $count ->
    [one] One correction waits for what it corrects
   *[other] { $count } corrections wait for what they correct
  }
week-waiting-sentence = It is on another phone that has not sent yet. Nothing is lost.
return-card-title = Week { $number }, { $days }:
return-card-ready = ready
return-card-ready-sentence = Every phone has closed the week.
return-card-open = { $closed } of { $all } phones have reported
return-card-open-sentence = Not yet: { $names }. You can freeze it now; what comes later makes a revision.
return-card-nobody = no phone yet
return-card-nobody-sentence = No champion's phone has been let in, so nothing was recorded. Invite the first one.
return-card-early = not over yet
return-card-early-sentence = Its return can be frozen once the week is over. You can look at it now.
return-card-frozen = frozen
return-card-frozen-sentence = { $count ->
    [one] Its return is frozen.
   *[other] Its return is frozen, in { $count } revisions.
  }
return-card-review = Review the return
came-in-title = What came in
came-in-sessions = { $count ->
    [one] session
   *[other] sessions
  }
came-in-attendances = { $count ->
    [one] person at sessions
   *[other] people at sessions
  }
came-in-visits = { $count ->
    [one] home visit
   *[other] home visits
  }
came-in-signposts = { $count ->
    [one] signpost
   *[other] signposts
  }
came-in-responses = { $count ->
    [one] survey answer
   *[other] survey answers
  }
came-in-by-day = People at sessions, by day
came-in-by-day-table = What came in, by day
came-in-summary = { $count } in all. Most came on { DATETIME($day, weekday: "long") }: { $most }.
came-in-nobody = Nobody was recorded at a session.
came-in-nothing = Nothing has come in for this week yet
came-in-nothing-sentence = What champions record appears here as soon as their phones have a signal.
phones-title = Phones
phones-closed = { $closed } of { $all } have closed the week: they have sent all that they recorded in it.
phones-table = Phones and their last contact
phones-has-closed = Closed
phones-has-not = Not closed
phones-never = Never
phones-contact-time = { DATETIME($at, weekday: "short", hour: "numeric", minute: "numeric", hourCycle: "h23") }
phones-contact-day = { DATETIME($at, day: "numeric", month: "short") }
phones-none = No phones yet
phones-none-sentence = Invite a champion under “Champions”. Their phone appears here once it is set up.
kept-title = Records to mend
kept-sentence = They are kept and do not count yet. Nothing is lost.
kept-table = { $count ->
    [one] One record to mend
   *[other] { $count } records to mend
  }
kept-of-centre = The centre itself
kept-of-day = { $kind }, { $day }
kept-none = No record needs mending
kept-none-sentence = A record that breaks a rule is kept here, with the reason, until it is mended.
held-title = { $count ->
    [one] { $name }: one record came after the phone was shut out
   *[other] { $name }: { $count } records came after the phone was shut out
  }
held-sentence = Whoever had the phone may have written this. Ask the champion. If it is theirs, take it in.
held-button = Take in
held-ask-title = { $count ->
    [one] Take in one record?
   *[other] Take in { $count } records?
  }
held-ask-sentence = Only if { $name } says that they wrote all of it themselves. It counts from now on; a record that is wrong can be withdrawn.
held-yes = Take in
record-attendance = Attendance
record-family = Family
record-person = Person
record-registration = Registration
record-response = Survey answer
record-session = Session
record-shift = Hours
record-signpost = Signpost
record-unread = Cannot be read
record-visit = Visit
record-week = Close of a week

## Reach

reach-loading = Counting…
reach-title = Reach
reach-lead = How many of the area’s children under five were seen, up to { DATETIME($day, day: "numeric", month: "long", year: "numeric") }.
reach-none = There is no reach yet
reach-none-sentence = It needs the area’s population. Whoever looks after the centre loads it with `doorstep central import`.
reach-unreleased = No figures are released yet
reach-unreleased-sentence = Figures appear here once a month is over and its figures are released.
reach-counts = { $counts } children
reach-bounds = The truth lies between { $low } and { $high }.
reach-with-anonymous = With children counted without a name: between { $low } and { $high }.
reach-above-hundred = More than all of them: the population may be too low, or children live elsewhere.
reach-period = From { DATETIME($first, day: "numeric", month: "short", year: "numeric") } to { DATETIME($last, day: "numeric", month: "short", year: "numeric") }.
reach-reason-amount = (down by { $lowers }, up by { $raises })
reach-reason-narrowed = – to narrow it: { $how }
how-counted = How is this counted?
how-sure = How sure is this?
definition-id = Definition
population-title = Measured against
population-residents = Children under { $under } in the area
population-range = May be
population-range-value = { $least } to { $most }
population-as-of = On
population-source = Source
population-spread = Why it may differ
population-phones = Phones that closed the week
population-phones-value = { $closed } of { $all }
population-old = This population is more than five years old
population-old-sentence = A newer estimate would make reach surer.
population-none = No population is loaded
population-none-sentence = There are counts and no rates until the area’s population is loaded.
short-day = { DATETIME($day, day: "numeric", month: "short") }
percent = { $value }%
column-reach = Reach
column-area = Small area
column-decile = Deprivation (1 is most)
column-measure = Measure
column-figure = Figure
trend-title = Reach over time
trend-column-day = Up to
trend-summary = { $first } on { DATETIME($firstDay, day: "numeric", month: "short") }; { $last } on { DATETIME($lastDay, day: "numeric", month: "short") }.
trend-none = Not enough time for a line yet
trend-none-sentence = Reach over time appears once there are two dates to compare.
areas-title = Reach by small area
areas-summary = { $area } in { $count } small areas. { $kept ->
    [0] All can be shown.
    [one] One is hatched: too few children to show.
   *[other] { $kept } are hatched: too few children to show.
  }
areas-none = There is no map yet
areas-none-sentence = It needs the area’s outlines, which come with its population.
band-first = Under { $to }%
band-between = { $from }–{ $to }%
band-last = { $from }% or more
others-title = More figures
others-sentence = Press a measure to read how it is counted.
others-table = Other measures of the same days
model = Which records are one child was decided by the model { $model },

## Returns

returns-title = Returns
returns-lead = What each week amounts to. A frozen return can never be changed; what comes later makes a revision.
returns-none = No week is over yet
returns-none-sentence = The first return is ready after the first week’s Sunday.
returns-table = The past weeks
returns-frozen = { $count ->
    [one] frozen
   *[other] frozen, { $count } revisions
  }
column-week = Week
column-state = State
review-loading = Counting the week…
review-title = Return for week { $number }, { $days }
review-lead = Look it over, then freeze it. This page is what will be in the file.
review-nothing = This return is not there yet
review-nothing-sentence = It appears here once it is frozen.
review-frozen-lead = As it was frozen.
review-open = { $count ->
    [one] One phone has not closed this week
   *[other] { $count } phones have not closed this week
  }
review-open-sentence = The return says so. What they send later makes a revision.
review-population = Rates are of: { $title }, { $source }, { DATETIME($day, day: "numeric", month: "short", year: "numeric") }.
send-sentence = Freezing signs these figures. Nobody can change them after that; a correction makes a revision.
send-again-sentence = New records have come in since the last revision. Freezing makes a new one beside it.
send-same-sentence = This return is frozen, and nothing has changed since.
send-early = This week is not over. Its return can be frozen from its Sunday on.
send-button = Freeze and download
send-again-button = Freeze the revision and download
send-same-button = Download
send-freezing = Freezing…
send-fetching = Fetching the file…
send-done = Revision { $revision } is frozen, and its workbook is among your downloads.
send-failed = It could not be done
column-this-week = This week
column-last-week = Last week
column-year = Year to date
changes-title = What a new revision would change
changes-sentence = { $count ->
    [one] One figure is not what it was.
   *[other] { $count } figures are not what they were.
  }
changes-table = Figures that changed
column-of = Of
column-was = Was
column-is = Is
cancelled-title = Sessions that were called off
cancelled-table = Sessions that were called off, and why
column-begins = Begins
column-venue = Venue
revision-title = Revision { $revision }
revision-n = Counts all up to record
revision-sha256 = SHA-256
files-staff = For staff, with exact figures
files-public = For anybody, with small numbers kept back
verify-button = Check that it still stands
verify-checking = Counting again from the records…
verify-failed = It could not be checked
verify-title = Check a file
verify-lead = Is this return what the centre froze, and do the records still say the same? Nothing of the file is kept.
verify-file = The return’s JSON file
verify-file-hint = The file that ends in .json. Workbooks are made from it.
verify-file-missing = Choose the return’s JSON file
verify-file-button = Check it
verdict-stands = Week { $number }, revision { $revision } stands
verdict-does-not-stand = Week { $number }, revision { $revision } does not stand
verdict-file = The file
verdict-recount = Counted again
verdict-erased = Records erased since
verdict-differing = Figures that differ
verdict-genuine = Genuine: signed by this centre and unchanged
verdict-not-in-ledger = Signed by this centre, but not in its records
verdict-changed = Changed after it was signed
verdict-other-centre = Signed by another centre
verdict-equal = The same
verdict-equal-less-erased = { $count ->
    [one] The same, less one record erased since
   *[other] The same, less { $count } records erased since
  }
verdict-differs = Not the same
verdict-ledger-ends-before = The records here end before the return does

## Champions and their devices

moment = { DATETIME($at, day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23") }
champions-title = Champions and their devices
champions-lead = Each device is let in with a code that works once. Its four words are shown on its own screen too.
champions-none = No champions yet
champions-none-sentence = They come with the programme, which whoever looks after the centre loads.
champion-cleared = cleared for home visits
champion-not-cleared = not cleared for home visits
devices-table = Devices of { $name }
devices-none = No device yet.
column-let-in = Let in
column-phrase = Four words
column-action = Action
device-revoked = Shut out on { DATETIME($at, day: "numeric", month: "short") }
device-check = Compare the words
device-in-use = In use
device-revoke = Shut out
invite-button = Let a device in
invite-title = A code for { $name }
invite-sentence = It works once, until { DATETIME($until, weekday: "short", hour: "numeric", minute: "numeric", hourCycle: "h23") }. It is shown now and never again.
invite-qr-label = The code and the centre’s address, to read with the device’s camera
invite-check = Afterwards compare the four words on the device with those shown here.
confirm-title = Does the device of { $name } show these words?
confirm-sentence = Ask the champion to read them out, or look at the device.
confirm-otherwise = Other words mean that somebody else used the code: then shut this device out.
confirm-yes = They are the same
revoke-title = Shut out this device of { $name }?
revoke-sentence = The device “{ $phrase }” can send and fetch nothing more. What it has sent stays; what it has not can still be handed over as a file.
revoke-yes = Shut it out

## Accounts

accounts-title = Accounts
accounts-lead = Who may use the desk, and as what.
accounts-table = Accounts of this desk
column-name = Name
column-role = As what
column-team = Team
column-last-in = Last signed in
account-whole = Whole programme
account-invited = Invited
account-active = In use
account-ended = Ended
account-reset = New code
account-end = End
account-add-title = Add an account
account-name = Name
account-name-hint = What the person signs in with.
account-name-missing = Enter a name
account-role = As what?
account-role-missing = Choose what the account is for
account-add = Add the account
role-coordinator-hint = Runs the week, returns, champions and their devices.
role-commissioner-hint = Reads released figures, never a name.
role-data-officer-hint = Answers for the data, and reads the audit.
role-administrator-hint = Runs the accounts, and sees nobody’s data.
account-code-title = A code for { $name }
account-code-sentence = With it they set up their account, until { DATETIME($until, day: "numeric", month: "short", hour: "numeric", minute: "numeric", hourCycle: "h23") }. It is shown now and never again.

## Audit

audit-title = Audit
audit-lead = Who did what, line by line. No line can be changed unnoticed.
audit-none = Nothing has been done yet
audit-none-sentence = Every sign-in, download and change appears here.
audit-table = The newest first
audit-more = Show older lines
audit-operator = On the centre’s own machine
audit-broken = Line { $line } does not follow from those before it
audit-broken-sentence = Somebody changed the audit outside Doorstep. Tell whoever answers for the data.
column-line = Line
column-when = When
column-who = Who
column-what = What
column-which = To what

## Targets

targets-title = Targets
targets-none = No target is set
targets-none-sentence = Targets come with the programme: a share, a date, and who set it.
target-met = { $label }, { $percent }%: met.
target-still = { $label }, { $percent }%: { $more ->
    [one] one more child
   *[other] { $more } more children
  } of { $needed }.
target-aim = { $label }, { $percent }%
target-chart = { $label }, beside its targets
target-national = nationally
target-local = by the programme
column-target = Target
column-set-by = Set
column-by = By
column-aim = Aim
column-now = Now
column-more = Still to reach

## Days

date-in-full = { DATETIME($day, day: "numeric", month: "short", year: "numeric") }
date-month-and-year = { DATETIME($day, month: "long", year: "numeric") }
