/**
 * Words and phrases that English-speaking customers use for the same thing, a group a line, as the
 * desk of any business software meets them. Written from general usage, not from any company's
 * texts. A phrase may stand in several groups.
 */
export const englishConcepts = `
sign in | signin | log in | login | logon | log on | signing in | logging in | logged in | signed in | get in | getting in | authenticate | access my account | get into | enter my account
sign out | signout | log out | logout | log off | logged out | signed out | signing out | kick out | kicked out | throw out | thrown out | end session
locked out | lock out | lockout | shut out | barred | blocked | banned | won t let me in | cannot enter | keeps me out | too many attempts | wrong attempts
password | passcode | passphrase | pw | pass word | secret | passwort | sign in word
mistyped | typo | wrong password | typed wrong | misspelled | misspelt | wrong spelling
forgot | forgotten | forget | didn t remember | don t remember | can t remember | slipped my mind | neglected | omitted
reset | restore access | recover access | start over | set a new
two factor | 2fa | two step | mfa | multi factor | second factor | authenticator | otp | one time code | six digit | 6 digit | verification code | security code | second step | extra step | six digits
code | digits | pin | number sent
security key | yubikey | hardware key | usb key | usb stick | fido | fido2 | passkey | fingerprint | token device
recovery code | backup code | emergency code
magic link | sign in link | login link | passwordless | link in the mail | link by mail
single sign on | sso | saml | identity provider | idp | okta | azure ad | entra | central login | company login | corporate login
provisioning | scim | directory | directory sync | automatic accounts | active directory
email | mail | e mail | inbox | mailbox | message | letter
email address | mail address | mailbox | old address | new address
spam | junk | bounced mail | never arrived | didn t arrive | not arriving | nothing arrived | nothing comes | no mail
bounce | bounced | undeliverable | returned mail | came back | delivery failed | suppressed
delete | remove | erase | wipe | get rid of | discard | trash | bin | purge | destroy | throw away | clear out | scrap
restore | recover | undelete | bring back | get back | undo | retrieve | revert | roll back | rolled back | rescue | reverse
accident | by mistake | mistakenly | accidentally | unintentionally | oops | wrongly | in error
create | make | add | set up | setup | new | establish | build | generate | produce | prepare | write | draw up
start | begin | launch | kick off | open
stop | halt | end | finish | quit | interrupt
change | edit | modify | alter | adjust | update | amend | correct | fix | rectify | revise | different | replace | swap | switch
correct | wrong | mistake | incorrect | error on | inaccurate | false | repair | put right
cancel | terminate | quit | unsubscribe | stop paying | end subscription | not renew | call it off | give notice | discontinue | stop using | leave for good
subscription | membership | contract | our plan | renewal | renew | recurring charge
plan | tier | package | edition | pricing plan | level
price | cost | fee | charge | how much | expensive | cheap | money | per seat | pricing | rates | amount | sum | expense
invoice | bill | billing document | billed | bills | invoicing | billing
receipt | proof of purchase | payment confirmation | proof of payment | bill from you | your invoice | copy of the bill | paid you
refund | money back | reimburse | reimbursement | get my money | pay back | paid back | return my payment | give back | credited
discount | voucher | coupon | promo | promotion | rebate | cheaper | reduced price | reduction | percent off | deal | special price | savings | save
card | credit card | debit card | visa | mastercard | amex | plastic
payment | pay | paid | paying | settle | settled | pays
payment method | card | way of paying | new card | expired card | bank details
declined | rejected | refused | failed | bounced | not accepted | denied | fails | failing | didn t go through | turned down | doesn t work | not work | unsuccessful
bank confirmation | 3d secure | 3ds | confirm the charge | bank asks | bank wants | strong authentication
dispute | chargeback | charge back | contested | contest | took the money back | claimed back | reversed payment
tax | vat | gst | sales tax | levy | taxes | tax rate
vat number | tax number | tax id | vat id | company number | reverse charge
currency | dollar | euro | pound | foreign currency | sterling | franc | exchange rate | usd | eur
bank transfer | wire | sepa | direct debit | bank account | remittance | cash | cheque | check in the mail | outside the system | paid offline
overdue | late | past due | unpaid | outstanding | owes | not paid | slow payer | doesn t pay | won t pay | owing | behind
late fee | penalty | interest | surcharge | default interest | fine
reminder | nudge | chase | dunning | remind | follow up | prompt | memory jog
estimate | quote | quotation | offer | proposal | cost estimate | price quote | bid | prospect
client | customer | buyer | account we bill | patron
merge | combine | join | unite | joined | consolidate | fold into
team | crew | staff | group | colleagues | coworkers | workforce | everybody | everyone | people | whole firm | department
person | people | user | member | employee | colleague | coworker | teammate | worker | individual | someone | somebody | man | woman | guy
admin | administrator | manager | boss | supervisor | lead | chief | in charge
owner | founder | ownership | proprietor | top position | who owns | co founder
role | permission | access right | right | privilege | authority | allowed | may see | can see | entitled | rights
guest | outsider | external | freelancer | contractor | third party | outside party | viewer | visitor | subcontractor
invite | invitation | onboard | bring in | join link | bring on board | ask to join | new colleague | new hire
pending | outstanding | not accepted yet | still waiting | open invitation
leave | leaver | departed | quit job | resigned | offboard | ex employee | former employee | no longer works | leaves | fired | left us | leaving | left the company | last day | gone from
rejoin | comes back | coming back | return | reactivate | returning | rehired
seat | license | licence | paid user | user slot | place for | paid people
workspace | account | organisation | organization | tenant | our space
profile | personal details | my account | my login | personal account
address of workspace | subdomain | web address | url
trial | test period | try out | evaluation period | free period | testing | try | trying | evaluation | test phase | demo period
extend | longer | prolong | more time | additional weeks | extension
free plan | for free | without paying | free of charge | no cost | costs nothing | free version | gratis
upgrade | move up | bigger plan | larger plan | higher plan | next plan | go up
downgrade | move down | smaller plan | lower plan | step down | go down | cheaper plan
limit | maximum | cap | quota | ceiling | max | threshold | at most | how many | allowance | full | run out | exceeded | no more than | restricted
minimum | at least | fewest | smallest number
pause | suspend | freeze | put on hold | hold | break | quiet season | standstill | temporarily
hour | hours | time | worked time | working time
entry | entries | record | time record | logged time | booking | booked hours | line of time
timesheet | weekly sheet | time card | week sheet | my week
track | tracking | log time | clock | record time | recording | keep time | time keeping | count hours
timer | stopwatch | clock | counter | running clock
desktop timer | desktop program | desktop app | program on my computer | tray
idle | inactive | away | afk | inactivity | absent | not at my desk | went for lunch | break
timeline | list of apps | which programs | programs used | app history | what i did | reconstruct
manually | by hand | after the fact | afterwards | retroactively | add later | fill in | enter later
overlap | overlapping | double booked | clash | same time | at once | simultaneous
duplicate | doubled | twice | double | copies | copy | two of | second one | repeated
approve | approval | sign off | accept | confirm | release hours | submitted | submit | hand in
approve | approver | who approves | pending approval | reject | send back
lock | locked | closed period | freeze week | past week | closed week | old week | frozen
unlock | reopen | open again | release
round | rounding | rounded | nearest | quarter of an hour | full hour | blocks | 15 minutes | started hour
billable | chargeable | bill by the hour | non billable | not charged
rate | hourly rate | hourly price | per hour | hourly | price per hour
budget | spending limit | estimate of hours | cost limit | over budget | project limit
retainer | prepaid hours | monthly allotment | block of hours | monthly block | prepaid
project | job | assignment | engagement | case | mandate | matter
archive | archived | put away | hide old | completed | closed project | finished job | done with
template | blueprint | boilerplate | reuse | same structure | pattern | standard
report | statistics | analytics | figures | chart | overview | summary | numbers | graph | evaluation
profit | profitability | margin | earnings | make money | lose money | worth it | loss | earn
utilisation | utilization | workload | capacity | how busy | busy | overloaded | free time of people | occupancy
expense | expenditure | outlay | spending | spent | costs incurred | purchase
mileage | kilometres | kilometers | miles | driving | car trip | drove | car | km
markup | mark up | add on top | surcharge on expenses
scan | photo | photograph | picture | snap | camera | recognise | image | read from
desktop | computer | laptop | pc | machine | workstation | macbook | imac
phone | mobile | smartphone | cell | handset | iphone | android | ios | tablet | ipad
app | application | program | software | tool
app on phone | mobile app | phone app
offline | no internet | no connection | without internet | no signal | airplane mode | reception | plane | tunnel | basement | train | connection lost
sync | synchronise | synchronize | syncing | synced | other device | both devices | shows up elsewhere | transfer between
conflict | mismatch | disagreement | two versions | which one counts | diverged
firewall | proxy | network | unreachable | cannot reach | can t connect | company network | office network
clock skew | wrong time | clock wrong | computer clock | time is off | minutes off | system time
version | release | build | edition
update | newer version | upgrade the app | latest version | outdated | too old | old version | obsolete
install | installation | deploy | roll out | set up on | silently | put on computers | msi | mdm | intune
requirements | supported | compatible | runs on | which systems | minimum version | works on
notification | alert | push message | notify | ping | message on phone | push | banner | told | inform
mute | silence | silent | quiet | fewer messages | stop messages | too many mails | annoying
calendar | agenda | google calendar | outlook | appointment | meeting | events | diary
suggestion | suggested | proposed | propose
integration | connection | connector | link | hook up | connect | linked | tie in | plug in
disconnected | broken connection | expired connection | revoked | lost connection | stopped working | no longer connected | cut off | reconnect
accounting | bookkeeping | ledger | accounts | books | xero | quickbooks | accountant
accountant | bookkeeper | tax adviser | tax advisor
chat app | slack | teams | channel
issue tracker | jira | ticket system | issues | tickets
automation | zapier | make com | automate | automatically | by itself | on its own | automatic
import | upload | migrate | bring over | move from | switch from | transfer data | load | coming from | previous tool | old system | read in
export | download | take out | extract | dump | backup | save a copy | get our data | full copy | take along
csv | spreadsheet | excel | xlsx | table | file with | sheet
pdf | document | print | paper
file | attachment | attach | upload | document
file too large | too big | size limit | file size | megabytes | large file
storage | space | disk | gigabytes | full storage
api | endpoint | rest | developer | programmatically | script | code against | request | http
token | key | api key | secret key | credential | bearer
oauth | authorise | authorize | grant access | add on | third party app | consent
scope | permission of token | access level
webhook | callback | event hook | call my server | notify our server | post to our server | events
signature | signed | verify | really came from | authentic
rate limit | too many requests | throttle | throttled | 429 | requests per minute | slow down
page | pagination | paging | paginate | next page | more than fifty | cursor | all records
bulk | mass | many at once | several at once | all at once | batch | in one go | hundred | together | dozens
sandbox | test environment | test server | playground | practise
error | fault | failure | problem | issue | bug | trouble | glitch | broken | wrong | message
slow | sluggish | lag | laggy | takes forever | loads slowly
crash | freezes | hangs | hang | stuck | closes by itself
not tracking | doesn t record | records nothing | nothing recorded | stays empty | empty | not counting | blank
outage | downtime | incident | unavailable | went down | down | status | status page | disruption | interruption
uptime | sla | availability | guarantee | promise | compensation | service credit
security | secure | safe | protection | protected | encrypted | encryption
breach | vulnerability | hole | exploit | flaw | weakness | leak | responsible disclosure | bug bounty
suspicious | phishing | scam | fake | fraud | strange mail | hacked | intruder | stranger
session | device | signed in device | browser session | hotel computer | other computer | borrowed computer | where am i logged in
remember device | trusted device | trust this | not asked again | skip
stay signed in | session length | signed out every | keep me signed in
network restriction | ip | allowlist | whitelist | office only | ip address | vpn
privacy | gdpr | data protection | personal data | confidential
spy | spying | watch me | see my screen | surveillance | monitor | boss see | see which programs
dpa | data processing agreement | processing agreement | legal agreement
certificate | certification | iso | soc 2 | audit | audited | attestation | penetration test
retention | how long kept | keep data | stored how long | kept for | how long do you keep | after deletion | backups
region | data centre | data center | hosting | server location | hosted | stored where | which country | located | servers | eu | europe
audit log | activity log | history of changes | who did what | who changed | who deleted | trace | changes made by
support | help desk | helpdesk | customer service | assistance | your people | help
support access | look into our workspace | your staff see | see our content | let you in
contact | reach | get in touch | call | ring | talk | write to you | hotline | phone number
answer time | response time | reply time | how fast | first reply | how long until | opening hours | open on | office hours | weekend | saturday | sunday
language | translation | translate | german | french | spanish | dutch | italian | in english | menus in
time zone | timezone | different hour | hours off | utc | other country
logo | brand | branding | colour | color | design | look | corporate design | appearance | layout | style
domain | dns | dkim | spf | from our own address | own address | sender | sending domain
verify | verified | verification | confirm | prove | not verified
numbering | sequence | invoice number | number pattern | consecutive | numbers
recurring | repeat | repeating | automatic monthly | every month | scheduled | regularly | each month | periodic | same again
schedule | timed | weekly by mail | every monday | automatic report | sent automatically
deposit | advance | down payment | upfront | prepayment | before work
partial | part | instalment | installment | several payments | in parts | bit by bit | portion
void | annul | invalidate | withdraw | nullify | take back | cancel an invoice
credit note | credit memo | credit
write off | uncollectible | never pay | bankrupt | insolvent | give up on | bad debt
sent invoice | already sent | went out | after sending | sent out
electronic invoice | e invoice | einvoice | peppol | public sector | government | structured invoice | xml
portal | client page | page for clients | customer sees | what does the client see
online payment | pay button | pay online | stripe | paypal | payment provider | card payments from clients | checkout
payout | reach my bank | money arrive | transferred to us | when do we get the money
share | sharing | give access | show to | public link | without account | no login | outsiders see
public link | shared link | link to report
shortcut | hotkey | keyboard | keys | key combination
filter | narrow down | only some | restrict to
search | find | look up | locate | where is | where do i | where can i
split | divide | separate | break up
move | shift | relocate | reassign | transfer | wrong project | other project | hand over
rename | change name | call differently | new name | married
tag | label | category | categorise
task | to do | subtask | activity
note | comment | description | remark
nonprofit | charity | ngo | non profit | good cause | association
school | university | student | education | academic | college | teacher | teaching
referral | refer a friend | recommend | recommendation | bring a friend | reward
feature request | suggestion | wish | idea | proposal for you | vote | would be nice
roadmap | planned features | upcoming | future | when will you
dark mode | night mode | dark theme | bright | eyes
accessibility | screen reader | blind | contrast
old | previous | former | past | earlier | last year | history
missing | gone | lost | disappeared | vanished | not there | can t find | nowhere | not showing | absent | no longer see | not appear
late to show | not yet visible | just added | delay | delayed | minutes ago | still open | not updated
show | display | see | view | appear | visible | look at
allow | permit | let | enable | turn on | switch on | activate
disable | turn off | switch off | deactivate | get rid | opt out
require | force | enforce | mandatory | compulsory | oblige | must use | make everyone | whole team
expire | expired | expiry | run out | lapse | no longer valid | invalid | dead link | too late | good for | valid
wait | takes long | how long | when will | how soon | how quickly
send | sent | dispatch | deliver | mail out | forward
receive | arrive | get | come through | incoming
yearly | annual | annually | per year | twelve months | year | full year | every year
monthly | per month | each month | month to month | month
week | weekly | monday
notice | warn | warning | in advance | beforehand | announce | tell us before
price increase | prices go up | more expensive | higher prices | raise prices
mid period | middle of the month | prorated | proportion | during the month | part of a month | halfway
read only | view only | can t edit anything | frozen account | everything greyed | locked workspace | editing blocked
getting started | first steps | newcomer | beginner | brand new | new here | first time | where to begin | introduction | learn
company | firm | business | agency | employer | organisation | enterprise | studio
supplier | vendor
browser | chrome | firefox | safari | edge
operating system | windows | macos | mac | linux | ubuntu
battery | power saving | battery optimisation | killed by the system | background
location | gps | location tracking | geofence | place | arrive | on site | where i am | whereabouts
accessibility permission | macos permission | system settings | privacy settings on mac | permission on mac
delete account | close account | delete workspace | shut down account | everything wiped | erase all
personal erasure | right to be forgotten | delete my data | remove me | my data deleted
terms | conditions | legal | law
round the clock | urgent line | emergency | priority support
scheduled deletion | after cancelling | what happens to my data | after we leave | data after
`;
