/**
 * Words and phrases that English-speaking customers use for the same thing, a group a line, as a
 * support desk of any software product meets them. Written from general usage, not from any
 * company's texts. A word stands in one group only.
 */
export const englishConcepts = `
sign in | signin | log in | login | logon | log on | signing in | logging in | logged in | signed in | get in | getting in | authenticate
sign out | signout | log out | logout | log off | logged out | signed out | signing out
locked out | lock out | lockout | shut out | barred
password | passcode | passphrase | pw | pass word
two factor | 2fa | two step | mfa | multi factor | second factor | authenticator | otp | one time code | six digit code
single sign on | sso | saml | identity provider | idp | okta | azure ad | entra
provisioning | scim | directory sync
email | mail | e mail | inbox | mailbox
address | location
delete | remove | erase | wipe | get rid of | discard | trash | bin | purge
restore | recover | undelete | bring back | get back | undo | retrieve
create | make | add | set up | setup | new | start | establish
change | edit | modify | alter | adjust | update | amend | correct | fix | rectify
cancel | terminate | quit | unsubscribe | stop paying | end subscription
subscription | membership | contract
plan | tier | package | pricing plan
price | cost | fee | charge | rate card | how much | expensive | cheap | pay for
invoice | bill | billing document
receipt | proof of purchase | payment confirmation
refund | money back | reimburse | reimbursement | get my money | pay back
discount | voucher | coupon | promo | promotion | rebate | cheaper | reduced price
card | credit card | debit card | visa | mastercard | amex
payment | pay | paid | paying
declined | rejected | refused | failed | bounced | not accepted | denied | fails | failing | didn t go through
tax | vat | gst | sales tax
currency | dollar | euro | pound | foreign currency
bank transfer | wire | sepa | direct debit | bank account
overdue | late | past due | unpaid | outstanding | owes | not paid
reminder | nudge | chase | dunning
estimate | quote | quotation | offer | proposal
client | customer | buyer
team | crew | staff | group | colleagues | coworkers | workforce
person | people | user | member | employee | colleague | coworker | teammate | worker | individual
admin | administrator | manager | boss | supervisor
owner | founder | ownership
role | permission | access right | right | privilege | authority
guest | outsider | external | freelancer | contractor | third party
invite | invitation | onboard | bring in
leave | left | leaver | departed | quit job | resigned | offboard | ex employee | former employee | no longer works
seat | license | licence | paid user
workspace | account | organisation | organization | tenant
profile | personal details
trial | test period | try out | evaluation period | free period
upgrade | move up | bigger plan | larger plan | higher plan
downgrade | move down | smaller plan | lower plan | step down
limit | maximum | cap | quota | ceiling | max | threshold | at most
pause | suspend | freeze | put on hold | hold
hour | hours | time
entry | entries | record | time record | logged time
timesheet | weekly sheet | time card
track | tracking | log time | clock | record time | recording
timer | stopwatch
idle | inactive | away | afk | inactivity
forgot | forgotten | forget | didn t remember
overlap | overlapping | double booked | clash
duplicate | doubled | twice | double | copies | copy
approve | approval | sign off | accept | confirm
lock | locked | closed period | freeze week
round | rounding | rounded
billable | chargeable | bill by the hour
budget | spending limit | allowance
rate | hourly rate | hourly price
retainer | prepaid hours | monthly allotment
project | job | assignment | engagement
archive | archived | put away | hide old
template | blueprint | boilerplate
report | statistics | analytics | figures | chart | overview | summary
profit | profitability | margin | earnings
utilisation | utilization | workload | capacity | how busy
expense | expenditure | outlay | spending
mileage | kilometres | kilometers | miles | driving | car trip
scan | photo | photograph | picture | snap | camera
desktop | computer | laptop | pc
phone | mobile | smartphone | cell | handset | iphone | android
app | application | program | software
offline | no internet | no connection | without internet | no signal | airplane mode
sync | synchronise | synchronize | syncing | synced
conflict | mismatch | disagreement
version | release | build
install | installation | deploy | roll out
notification | alert | push message | notify | ping
calendar | agenda | google calendar | outlook | appointment | meeting
integration | connection | connector | link | hook up | connect
disconnected | broken connection | expired connection | revoked | lost connection
import | upload | migrate | bring over | move from | switch from | transfer data
export | download | take out | extract | dump | backup
csv | spreadsheet | excel | xlsx
pdf | document
file | attachment
api | endpoint | rest
token | key | api key | secret key | credential
webhook | callback | event hook
rate limit | too many requests | throttle | throttled | 429
page | pagination | paging | paginate
error | fault | failure | problem | issue | bug | trouble | glitch
slow | sluggish | lag | laggy | takes forever
crash | freezes | hangs | hang | stuck
outage | downtime | incident | unavailable | went down
uptime | sla | availability guarantee
security | secure | safe
breach | vulnerability | hole | exploit | flaw
suspicious | phishing | scam | fake | fraud
session | device | signed in device | browser session
privacy | gdpr | data protection | personal data
dpa | data processing agreement | processing agreement
certificate | certification | iso | soc 2
retention | how long kept | keep data | stored how long
region | data centre | data center | hosting | server location | hosted
audit log | activity log | history of changes | who did what | who changed
support | help desk | helpdesk | customer service | assistance
contact | reach | get in touch | call | ring
answer time | response time | reply time | how fast
language | translation | translate
time zone | timezone
logo | brand | branding | colour | color | design | look
domain | dns | dkim | spf
spam | junk
number | numbering | sequence
recurring | repeat | repeating | automatic monthly | every month | scheduled
schedule | plan ahead | timed
deposit | advance | down payment | upfront
partial | part | instalment | installment
void | annul | invalidate | scrap
credit note | credit memo
portal | client page
share | sharing | give access | show to
public link | shared link
shortcut | hotkey | keyboard
filter | narrow down
search | find | look up | locate
merge | combine | join | unite
split | divide | separate
move | shift | relocate | reassign | transfer
rename | change name | call differently
bulk | mass | many at once | several at once | all at once | batch
tag | label | category
task | to do | subtask
note | comment | description
nonprofit | charity | ngo | non profit
school | university | student | education | academic
referral | refer a friend | recommend
roadmap | planned features | upcoming
feature request | suggestion | wish | idea
dark mode | night mode | dark theme
accessibility | screen reader
old | previous | former | past
missing | gone | lost | disappeared | vanished | not there | can t find | nowhere
show | display | see | view | appear
allow | permit | let | enable | turn on | switch on | activate
disable | turn off | switch off | deactivate | block
require | force | enforce | mandatory | compulsory | oblige
expire | expired | expiry | run out | lapse | no longer valid
wait | delay | delayed | take long | late arrival
send | sent | dispatch | deliver | mail out
receive | arrive | get | come through
yearly | annual | annually | per year | twelve months
monthly | per month | each month | month to month
week | weekly
day | daily
begin | beginning | first steps | getting started | newcomer | beginner | brand new
company | firm | business | agency | employer
accountant | bookkeeper | bookkeeping | accounting
supplier | vendor
country | abroad | international | overseas
browser | chrome | firefox | safari
operating system | windows | macos | mac | linux
battery | power saving
gps | location tracking | geofence | place
screenshot | screen capture
read only | view only | frozen account
close account | delete workspace | shut down account
`;
