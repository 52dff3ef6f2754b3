### The champion's window, in English.
### Reading age 9 to 11; state words are Draft, Saved on this phone, Sent, Safe, and no others.

app-loading = Opening the record book…
back = Back
back-home = Home
back-register = Register
done = Done
go-on = Continue
not-said = Not said
throw-away = Throw this away
answers-title = Check the answers
answers-change = Change
answers-save = Save

## Setting up

enrol-title = Set up this phone
enrol-sentence = Do this once, with a signal. After that you can record without one.
enrol-step-invitation = 1. Your invitation
enrol-code = Invitation or code
enrol-code-hint = Your coordinator gives it to you. Paste the whole link, or type the code.
enrol-address = Address of your centre
enrol-address-hint = It begins with https:// and came with the code.
enrol-step-pin = 2. Your PIN
enrol-step-passphrase = 2. Your passphrase
enrol-pin = PIN
enrol-passphrase = Passphrase
enrol-pin-hint = Six digits or more. No birthdays, and nothing like 123456. Nobody can look it up for you.
enrol-passphrase-hint = Four words or more that nobody would guess, such as things you see from here. Nobody can look it up for you.
enrol-again = Type it again
enrol-button = Set up this phone
enrol-working = Setting up. This takes some seconds…
enrol-code-missing = Enter the invitation or code that your coordinator gave you
enrol-address-missing = Enter the address of your centre
enrol-address-wrong = Check the address of the centre. It begins with https://
enrol-pin-missing = Choose a PIN
enrol-passphrase-missing = Choose a passphrase
enrol-again-differs = Type the same again
enrol-no-network = The centre cannot be reached. Check its address and your signal, then try again

## Unlocking

unlock-title = Your record book is locked
unlock-by-pin = Your records are sealed on this phone. Your PIN opens them.
unlock-by-passphrase = Your records are sealed on this phone. Your passphrase opens them.
unlock-pin-missing = Enter your PIN
unlock-passphrase-missing = Enter your passphrase
unlock-button = Open

## What can go wrong

phone-fault-already-open = Doorstep is open in another window. Close that one first.
phone-fault-already-recorded = This was saved before with other words. Go back and look at your records.
phone-fault-damaged = The record book is damaged. It was set aside and nothing was deleted. Please tell your coordinator.
phone-fault-date-needed = This phone’s clock looks wrong. Please set its date and time, then try again.
phone-fault-disk-fails = This phone’s storage takes nothing any more. See the top of the page for what to do.
phone-fault-disk-full = This phone is full. Nothing was lost. Delete some photos or videos, then try again.
phone-fault-invitation-refused = This code was used already, is too old, or has a slip in it. Check it, or ask your coordinator for a new one.
phone-fault-no-network = There is no signal. What you saved is kept and will be sent later.
phone-fault-not-permitted = You are not cleared for this. Please ask your coordinator.
phone-fault-not-verified = The answer did not come from your centre. Check the address, then ask your coordinator.
phone-fault-secret-locked = { $minutes ->
    [0] Too many wrong tries. Ask your coordinator; what you recorded is kept.
    [one] Too many wrong tries. Wait a minute, then try again.
   *[other] Too many wrong tries. Wait { $minutes } minutes, then try again.
  }
phone-fault-secret-too-weak = This is too easy to guess. Choose a longer one.
phone-fault-secret-wrong = This is not right. Try again.
phone-fault-too-many = Too much at once. Finish something first, or wait a minute.
phone-fault-unavailable = The centre is busy. What you saved is kept and will be sent later.
phone-fault-update-needed = This version of Doorstep is too old. Please update it; nothing is lost.
phone-fault-other = This did not work. What was saved is still there. If it happens again, tell your coordinator this word: { $code }

## Storage that takes nothing any more

rescue-title = This phone cannot save anything any more
rescue-open = Its storage takes nothing new. All that was saved is still here to read, and none of it is lost. What you type now stays on the screen only, so write it on paper too.
rescue-locked = Its storage takes nothing new, so the record book cannot be opened now. None of what you saved is lost.
rescue-what-to-do = Put a rescue file on a USB stick and take it to your coordinator. Only your centre can read it. This message goes away when the phone can save again.
rescue-button = Make a rescue file
rescue-again = Make another rescue file
rescue-where = Where should it go?
rescue-nowhere = There is nowhere to put it. Plug in a USB stick, then look again.
rescue-look-again = Look again
rescue-drive = Stick or drive { $name }
rescue-documents = Documents
rescue-downloads = Downloads
rescue-home = Your own folder
rescue-same-disk = On the storage that is failing, so it may not work
rescue-working = Writing the file. Do not unplug anything…
rescue-done = { $records ->
    [one] The rescue file has your one record. You find it here: { $place }
   *[other] The rescue file has your { $records } records. You find it here: { $place }
  }
rescue-then = Take it to your coordinator. Only your centre can read it.
rescue-no-room = There is no room there. Choose another place.
rescue-refused = That place does not take the file. Choose another.
rescue-gone = That place is gone. Plug it in again, or choose another.
rescue-failed = The file could not be made. Please tell your coordinator, and keep the phone as it is.

## Home

home-title = { DATETIME($day, weekday: "long", day: "numeric", month: "long") }
home-title-no-date = Today
home-champion = { $name }
home-session-day = { DATETIME($day, weekday: "short", day: "numeric", month: "short") },
home-session-hours = { $starts } to { $ends }
home-session-people = { $people ->
    [0] nobody yet
    [one] one person
   *[other] { $people } people
  }
home-session-nobody = nobody that this phone knows of
home-venue-unknown = A place not known here yet
home-register-open = Open the register
home-register-go-on = Go on with the register
home-no-session-title = No session today
home-no-session-sentence = The timetable has none for today. You can open one yourself below.
home-no-timetable-title = The timetable is on its way
home-no-timetable-sentence = It comes from the centre as soon as there is a signal.
home-check-title = This phone’s words: { $phrase }
home-check-sentence = If your coordinator asks, read them these four words. They are in Settings too.
home-session-unplanned = A session that is not on the list
home-earlier-title = Earlier sessions
home-tasks = What would you like to do?
home-task-visit = Home visit
home-task-signpost = Signpost
home-task-survey = Survey
home-task-records = My records
home-task-week = My week
home-task-settings = Settings
unfinished-title = Not finished yet
unfinished-visit = A home visit
unfinished-survey = A survey
unfinished-people = New people
unfinished-sentence = Draft, kept on this phone { DATETIME($at, weekday: "short", hour: "numeric", minute: "numeric", hourCycle: "h23") }
unfinished-button = Go on with it
enquiry-title = Your coordinator asks: are these two the same person?
enquiry-family = With { $names }
enquiry-own = You wrote them down
enquiry-colleague = A colleague wrote them down
enquiry-same = The same
enquiry-different = Two people
enquiry-not-sure = I am not sure
enquiry-answered = Your answer goes to your coordinator.
week-to-close-title = Last week
week-to-close-sentence = Close it once everything you did is written down
week-to-close-button = Look at last week

## A session by hand

session-title = A session
session-sentence = For one that is not in the timetable, or on another day.
session-venue = Where
session-activity = What kind
session-date = When
session-starts = Starts
session-ends = Ends
session-time-wrong = Enter a time such as 09:30
session-ends-wrong = It must end after it starts
session-date-wrong = Enter a day that is not in the future
activity-drop-in = Drop-in
activity-group = Group
activity-workshop = Workshop
activity-one-to-one = One to one
activity-other = Session

## The register

register-when = { DATETIME($day, weekday: "long", day: "numeric", month: "long") }, { $starts } to { $ends }
register-total = { $people ->
    [one] person here
   *[other] people here
  }
register-unnamed = Without a name: one tap each
register-known = By name
register-search = Find by name
register-new = New person
register-nobody-found = Nobody by that name here. Tap New person.
register-nobody-known = Nobody is known on this phone yet. Tap New person.
register-all = Show all { $people }
register-ticked = { $name } is here
register-unticked = { $name } is taken off
register-counted = { $heads ->
    [one] One more counted
   *[other] { $heads } more counted
  }
register-heads = The queue is too long? Count heads
register-heads-who = Who
register-heads-number = How many
register-heads-add = Add them
register-heads-wrong = Enter a number from 1 to { $most }
register-professionals = Who else is here?
register-professionals-who = Professionals at this session
professional-health-visitor = Health visitor
professional-midwife = Midwife
professional-other = Another professional
band-adult = Adult
band-child = Child
band-under-one = Baby under 1
band-child-any = Child
person-baby = Baby
person-unnamed = No name
person-adult = Adult
person-child = Child
person-age-months = { $months ->
    [0] Under a month
    [one] One month
   *[other] { $months } months
  }
person-age-years = { $years ->
    [one] One year
   *[other] { $years } years
  }

## New people

people-title = New person
people-sentence = A first name is enough. The rest can come another day.
people-person = Person { $number }
people-first-name = First name
people-first-name-hint = As they like to be called.
people-role = Adult or child
people-birth = Month and year of birth
people-birth-hint = For example 5/2024. The year alone will do.
people-surname = Family name
people-postcode = Postcode
people-postcode-hint = The first half will do. It shows which streets we reach, and nothing is sent there.
people-add-child = Add a child
people-add-adult = Add an adult
alike-title = You may know them already:
alike-tick = Tick { $name } ({ $age })
people-leave-out = Leave this person out
people-save = { $people ->
    [one] Save and tick
   *[other] Save and tick all { $people }
  }
people-name-missing = Enter a first name
people-name-wrong = Check the name: one line, and not too long
people-birth-wrong = Enter a month and year that is past, such as 5/2024
people-postcode-wrong = Check the postcode, such as W10 4AL

## Visits

visit-title = Home visit
visit-family = A family
visit-who = Whom do you visit?
visit-last = Last visit { DATETIME($day, day: "numeric", month: "short", year: "numeric") }: { $outcome }
visit-never = Not visited yet
visit-nobody-title = No families here yet
visit-nobody-sentence = Families appear here once you have met them at a session, or the centre has sent them.
visit-not-cleared-title = You are not cleared for home visits yet
visit-not-cleared-sentence = Meet families elsewhere, and ask your coordinator.
visit-going-title = On your way
visit-going-sentence = Tap when you go in. This phone reminds you to check out again, and nobody else.
visit-there-title = You are there
visit-there-since = Since { DATETIME($at, hour: "numeric", minute: "numeric", hourCycle: "h23") }
visit-there-sentence = Tap when you are outside again. Then you write down how it went.
visit-check-in = I am going in
visit-check-out = I am out again
visit-write-up = Write up a visit that is over
visit-hide = Hide this
visit-late-title = Are you all right?
visit-late-sentence = You went in a while ago and have not checked out. If you need help, ring; this phone does not ring anybody for you.
visit-outcome = How did it go?
visit-outcome-missing = Choose how it went
visit-done = We talked
visit-no-answer = Nobody was in
visit-declined = They did not want a visit
visit-met = Whom did you meet?
visit-met-hint = Children too.
visit-met-missing = Choose at least one person
visit-minutes = How many minutes did it take?
visit-minutes-hint = You may leave this empty.
visit-minutes-wrong = Enter whole minutes, such as 40
cover-title = Doorstep
cover-sentence = Community champions
cover-back = Open

## Signposts

signpost-title = Signpost
signpost-sentence = Tap where you sent somebody. One tap each.
signpost-search = Find a service or a need
signpost-search-hint = For example: food, teeth, housing.
signpost-need = For { $need }
signpost-told = Told about { $name }
signpost-not-found = Nothing by that word. Try another.
signpost-nothing-title = The directory is on its way
signpost-nothing-sentence = It comes from the centre as soon as there is a signal.

## Surveys

survey-title = Survey
survey-sentence = Ask, and tap what they say. Nobody’s name is taken.
survey-detail = { $questions ->
    [one] One question
   *[other] { $questions } questions
  }. { $answered ->
    [0] None answered on this phone yet
    [one] One answered on this phone
   *[other] { $answered } answered on this phone
  }.
survey-progress = { $number } of { $all }
survey-may-be-left = They may leave this out.
survey-answer-missing = Choose an answer, or throw the survey away if they would rather stop
survey-answer-wrong = This answer does not fit. Please look again
survey-thanks-title = Thank you
survey-thanks-sentence = The answers are saved on this phone.
survey-another = Ask somebody else
survey-none-title = No survey at the moment
survey-none-sentence = When your coordinator publishes one, it comes with the next signal.

## Records

records-title = My records
records-list = What you wrote down
records-day = { DATETIME($day, weekday: "long", day: "numeric", month: "long") }
records-count = { $heads } counted
records-corrected = Corrected.
records-withdrawn = Withdrawn.
records-withdrawn-elsewhere = Somebody else withdrew this. It is not counted. If that is wrong, tell your coordinator.
records-kept-aside = Kept aside at the centre.
aside-contradiction = Two things in it do not fit together. Withdraw it and record it again.
aside-times = It ends before it starts. Withdraw it and record it again.
aside-malformed = Something in it cannot be read. Withdraw it and record it again.
aside-out-of-range = A date or number in it cannot be right. Withdraw it and record it again.
aside-required = Something in it is missing. Withdraw it and record it again.
aside-wait = The centre will understand it once it is newer. You need do nothing.
aside-other = Please tell your coordinator.
records-withdraw = Withdraw
records-take-back = Put it back
records-more = Earlier ones
kind-attendance = Came
kind-enquiry-answer = Your answer
kind-family = New family
kind-person = New person
kind-registration = Registered
kind-response = Survey
kind-session = Session
kind-shift = Time given
kind-signpost = Signpost
kind-visit = Visit
kind-week-closed = Week closed
kind-other = Record
state-draft = Draft
state-saved = Saved on this phone
state-sent = Sent
state-safe = Safe
status-saved = Saved on this phone
status-sent = Sent
status-safe = Safe
status-records-title = Where your records are
status-saved-means = Kept here, even with no signal
status-sent-means = The centre has them
status-safe-means = In a backup that was tried out
status-no-records-title = Nothing recorded yet
status-no-records-sentence = What you record is kept on this phone first. Here you will see it reach the centre.

## The week

my-week-title = My week
my-week-days = { DATETIME($first, day: "numeric", month: "long") } to { DATETIME($last, day: "numeric", month: "long", year: "numeric") }
my-week-provisional-title = This is what this phone knows
my-week-provisional-sentence = The centre adds what your colleagues recorded, and counts each child once.
my-week-sessions = Sessions held
my-week-visits = People who came, each time counted
my-week-visits-adult = of these adults
my-week-visits-child = of these children
my-week-visits-under-one = of these babies under 1
my-week-visits-anonymous = of all these without a name
my-week-families-new = New families
my-week-home-visits = Home visits
my-week-signposts = Signposts
my-week-responses = Survey answers
my-week-close-title = Is everything written down?
my-week-close-sentence = Closing tells your coordinator that this week is complete here. You can still correct a record afterwards.
my-week-close-button = Close this week
my-week-closed-title = This week is closed
my-week-closed-sentence = Your coordinator sees it once it is sent.
my-week-before = The week before
my-week-present = This week

## Settings

settings-title = Settings
settings-lock-title = Lock
settings-lock-sentence = This phone locks by itself after five minutes. What you were typing is kept.
settings-lock-button = Lock now
settings-words-title = What the words mean
settings-language-title = Language
settings-language-sentence = English. Other languages follow.
settings-about-title = About
settings-about-sentence = Doorstep is the record book of community champions. It works without a signal and is free software.
settings-recorded = Things ever recorded here
settings-check-phrase = Four words for your coordinator
settings-phone = This phone is called

## How this device stands

status-clock-title = This phone’s clock looks wrong
status-clock-sentence = Please set its date and time. Until then you will be asked for the date.
status-caseload-title = { $days ->
    [0] The families of others are no longer on this phone
    [one] After today the families of others leave this phone
   *[other] In { $days } days the families of others leave this phone
  }
status-caseload-sentence = It has not reached the centre for long, and keeps them only so long. They come back with the next signal; what you recorded stays.
status-quarantined-title = { $count ->
    [one] One record needs mending
   *[other] { $count } records need mending
  }
status-quarantined-sentence = The centre has kept { $count ->
    [one] it
   *[other] them
  } aside. Nothing is lost. Please tell your coordinator.
status-quarantined-button = Show my records
status-late-title = It is { $days } days since this phone reached the centre
status-late-sentence = Nothing is lost. Please find a signal or Wi-Fi when you can, so that what you recorded is sent.

status-line-nothing = Nothing recorded yet.
status-line-all-sent = Saved on this phone: all. Sent: all.
status-line-waiting = Saved on this phone: all. Waiting to send: { $waiting }.
status-line-last-today = Last in touch with the centre at { DATETIME($at, hour: "numeric", minute: "numeric", hourCycle: "h23") }.
status-line-last = Last in touch with the centre on { DATETIME($at, weekday: "short", day: "numeric", month: "short") }.
status-line-never = Not in touch with the centre yet.
status-line-send = Send now

status-failed-title = The record book could not be opened
status-failed-sentence = What was saved is still there. Please try again. If it does not help, tell your coordinator this word: { $code }
status-try-again = Try again
