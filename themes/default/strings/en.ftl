# The words of the theme. To change one, copy its line to themes/default/strings/en.ftl of your playbook;
# to translate all of them, copy this file and name it after the language: strings/vi.ftl.

# Dates

day = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  } { $day }, { $year }
updated = Updated
date = Date

# Finding the way

skip = Skip to the content
menu = Menu
menu-name = Main menu
close = Close
footer-name = More pages
breadcrumbs = You are here
contents = On this page
pair-name = Steps of this series
previous = Previous step
next = Next step
home = Home
guides = Guides
resources = Resources
articles = Articles
cycles = Test cycles
references = References
moved = This page has moved
not-found = We cannot find this page
not-found-why = It may have moved, or the link may have a typing mistake. These pages are good places to start again.
nothing-here = There is nothing here yet.

# The search

search = Search
search-results = Results
search-count = { $number ->
    [0] Nothing found. Try other words.
    [one] 1 result
   *[other] { $number } results
  }
search-best = The best { $number } results
search-all = All results
search-listed = All pages
search-failed = The search cannot be loaded just now. Press Enter for a list of all pages.
found-page = Page
found-guide = Guide
found-series = Series of guides
found-list = List
found-article = Article
found-question = Big question
found-task = Task
found-work = Work cited
all-guides = All guides
all-resources = All resources
all-articles = All articles
all-cycles = All test cycles
all-pages = Other pages

# The school

ask-us = Questions? Ask us
call = Call { $phone }
write = Write to { $email }
decided = What we decided lately
feed-decision = Decided by our team
team-edition = Team edition. It holds drafts and notes that are not for the public.

# What the public does not see

private-team = Team only
private-draft = Draft, not public
private-retired = Retired, not public

# Guides

step-of = Step { $step } of { $steps }
steps = { $number ->
    [one] One step
   *[other] The { $number } steps
  }
minutes = { $number ->
    [one] 1 minute
   *[other] { $number } minutes
  }
series-guides = { $number ->
    [one] 1 guide
   *[other] { $number } guides
  }
progress-questions = { $total ->
    [one] { $done } of 1 question answered
   *[other] { $done } of { $total } questions answered
  }
progress-tasks = { $total ->
    [one] { $done } of 1 task done
   *[other] { $done } of { $total } tasks done
  }

worksheet = Worksheet
worksheet-open = Worksheet to write on
worksheet-print = This is the worksheet for your team. Print this page: what has no answer yet has room to write.
worksheet-close = Back to the guide

# Parts of a guide, by the names that open them

block-goal = Goal
block-questions = Big questions
block-tasks = Important tasks
block-organizer = What it looks like
block-theory = Our theory of action
block-connect = Need help?
block-strategies = Strategies
block-challenges = Challenges
block-resources = Resources
block-references = References
block-video = Watch the video
block-chart = Chart
block-note = Note
block-tip = Tip
block-important = Important
block-warning = Take care
block-summary = In short

# Answers

answer = Our answer
not-answered = Not answered yet
not-filled-in = Not filled in yet
nothing-yet = Nothing here yet
status-agreed = Agreed
status-proposed = Proposed
status-draft = Draft
status-retired = Retired
status-outdated = Needs another look
outdated-why = The question has changed since we answered it.
review = We look at it again on

# Tasks

task-todo = To do
task-doing = Under way
task-done = Done
task-who = Who:
task-when = By when:
due = Due

# The theory of action: “If …, then …, so that …”

theory-if = If
theory-then = then
theory-so-that = so that

# Resources

filter = Find a resource
filter-kind = Kind
filter-any-kind = All kinds
filter-any-condition = Anything
filter-any-time = Any time
filter-time = { $number } minutes or less
filter-reset = Show all
filter-none = Nothing fits. Choose less, or show all.
kind-protocol = Protocol
kind-agenda = Agenda
kind-template = Template
kind-reading = Reading
kind-video = Video
kind-rubric = Rubric
kind-micro-credential = Micro-credential
kinds-protocol = Protocols
kinds-agenda = Agendas
kinds-template = Templates
kinds-reading = Readings
kinds-video = Videos
kinds-rubric = Rubrics
kinds-micro-credential = Micro-credentials
resource-time = Time
resource-group = Group
resource-roles = Roles
resource-language = Language
language-name = { $language ->
    [am] Amharic
    [ar] Arabic
    [bn] Bengali
    [de] German
    [en] English
    [es] Spanish
    [fa] Persian
    [fr] French
    [gu] Gujarati
    [haw] Hawaiian
    [hi] Hindi
    [hmn] Hmong
    [ht] Haitian Creole
    [hy] Armenian
    [it] Italian
    [ja] Japanese
    [kar] Karen
    [km] Khmer
    [ko] Korean
    [lo] Lao
    [my] Burmese
    [nv] Navajo
    [ne] Nepali
    [pa] Punjabi
    [pl] Polish
    [ps] Pashto
    [pt] Portuguese
    [ro] Romanian
    [ru] Russian
    [rw] Kinyarwanda
    [so] Somali
    [sw] Swahili
    [ta] Tamil
    [te] Telugu
    [th] Thai
    [tl] Tagalog
    [uk] Ukrainian
    [ur] Urdu
    [uz] Uzbek
    [vi] Vietnamese
    [yo] Yoruba
    [zh] Chinese
   *[other] { $language }
  }
resource-conditions = Helps with
resource-link = Open it on { $host }
resource-file = Download the file
resource-checked = Link checked
no-resources = There are no resources of this kind yet.
video-on = Video on { $host }

# Articles

reading-time = { $number ->
    [one] 1 minute to read
   *[other] { $number } minutes to read
  }

# Test cycles

cycle = Test cycle
cycle-start = Since
cycle-end = Until
cycle-plan = Plan
cycle-do = Do
cycle-study = Study
cycle-act = Act
cycle-change = What we try
cycle-predictions = What we expect
cycle-measure = What we count
decision-adopt = We keep it
decision-adapt = We change it and test again
decision-abandon = We stop
decision-none = Not decided yet
chart-label = Run chart: { $measure }. { $count } points, from { $first } at first to { $last } at last. The table has all numbers.
chart-median = { $number ->
    [one] The dashed line is the first point: { $median }.
   *[other] The dashed line is the median of the first { $number } points: { $median }.
  }
chart-numbers = The numbers in a table
chart-numbers-of = The numbers: { $title }
value = Value
remark = Note
no-value = no data
no-data = No numbers yet

# References and footnotes

cited-in = Cited in
cited-place = place { $number }
citation-back = Back to where this is cited, place { $number }
no-references = Nothing is cited yet.
footnotes = Footnotes
footnote = Footnote { $number }
footnote-back = Back to the text, place { $number }
table = Table
