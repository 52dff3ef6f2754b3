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
