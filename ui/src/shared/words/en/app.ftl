### The champion's window, in English.
### Reading age 9 to 11; state words are Draft, Saved on this phone, Sent, Safe, and no others.

## How this device stands

status-loading = Opening the record book…
status-open-title = Ready to record
status-open-sentence = You can record with or without a signal. Nothing is lost if the battery runs out.
status-locked-title = Locked
status-locked-by-pin = Your records are sealed on this phone. Your PIN opens them.
status-locked-by-passphrase = Your records are sealed on this phone. Your passphrase opens them.
status-not-enrolled-title = This device is not set up yet
status-not-enrolled-sentence = Your coordinator gives you a one-time code. With it this device becomes yours.

status-records-title = Where your records are
status-saved = Saved on this phone
status-sent = Sent
status-safe = Safe
status-saved-means = Kept here, even with no signal
status-sent-means = The centre has them
status-safe-means = In a backup that was tried out
status-no-records-title = Nothing recorded yet
status-no-records-sentence = What you record is kept on this phone first. Here you will see it reach the centre.

status-clock-title = This phone’s clock looks wrong
status-clock-sentence = Please set its date and time. Until then you will be asked for the date.
status-quarantined-title = { $count ->
    [one] One record needs mending
   *[other] { $count } records need mending
  }
status-quarantined-sentence = The centre has kept { $count ->
    [one] it
   *[other] them
  } aside. Nothing is lost. Please tell your coordinator.
status-late-title = It is { $days } days since this phone reached the centre
status-late-sentence = Nothing is lost. Please find a signal or Wi-Fi when you can, so that they are sent.

status-line-all-sent = Saved on this phone: all. Sent: all.
status-line-waiting = Saved on this phone: all. Waiting to send: { $waiting }.
status-line-last-today = Last in touch with the centre at { DATETIME($at, hour: "numeric", minute: "numeric", hourCycle: "h23") }.
status-line-last = Last in touch with the centre on { DATETIME($at, weekday: "short", day: "numeric", month: "short") }.
status-line-never = Not in touch with the centre yet.

status-failed-title = The record book could not be opened
status-failed-sentence = What was saved is still there. Please try again. If it does not help, tell your coordinator this word: { $code }
status-try-again = Try again
