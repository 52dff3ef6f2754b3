### The words of the parts that every screen is made of, in English.
### Reading age 9 to 11; state words are Draft, Saved on this phone, Sent, Safe, and no others.

product = Doorstep
skip-to-content = Skip to the main part

error-summary-title = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
  }
field-error-prefix = Error:
undo-label = What you just did
undo-button = Undo
figure = { $figure }
progress-count = { $done } of { $all }.
progress-left = { $minutes ->
    [0] Less than a minute left.
    [one] About a minute left.
   *[other] About { $minutes } minutes left.
  }
progress-cancel = Stop

figure-as-table = Show as table
figure-as-drawing = Show as picture
date-day = Day
date-month = Month
date-year = Year
asking-loading = Fetching…
asking-failed = This could not be fetched
asking-again = Try again
window-title = { $title } – Doorstep

## What went wrong

fault-disk-full = The disk is full. Nothing was lost. Please make room, then try again.
fault-internal = Something went wrong on our side. Nothing was lost. If it happens again, tell whoever looks after Doorstep this word: { $code }
fault-invitation-refused = This code is wrong, used up or too old. Ask for a new one.
fault-malformed = This could not be read. Check what was typed or chosen, then try again.
fault-no-network = Nobody answered. Check your connection, then try again.
fault-not-found = This is not here, or no longer.
fault-not-permitted = Your account may not do this. Ask whoever runs the accounts.
fault-not-verified = This file is not a return of this centre, or was changed.
fault-secret-too-weak = This password is too easy to guess. Use three or more words that do not belong together.
fault-sign-in-needed = You are signed out. Sign in again.
fault-sign-in-refused = The name, the password or the code is wrong. Check all three, then try again.
fault-step-up-needed = Prove once more who you are, then try again.
fault-too-large = This file is too large to be a return.
fault-too-many = Too many tries. Wait a minute, then try again.
fault-unavailable = The centre is busy or starting. Try again in a moment.
fault-update-needed = This page is older than the centre. Load it anew.

# A page that is fetched when somebody goes there
later-failed-title = This page could not be fetched
later-failed-sentence = Check your connection, then open Doorstep anew. What was saved is safe.
