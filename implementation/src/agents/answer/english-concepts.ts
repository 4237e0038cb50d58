/**
 * Words and phrases that English-speaking customers use for the same thing, a group a line, as the
 * desk of any business software meets them. Written from general usage, not from any company's
 * texts. Where a phrase stands in several groups, the first counts.
 */
export const englishConcepts = `
sign in | signin | log in | login | logon | log on | logging in | get in | getting in | authenticate | access my account | get into | enter my account
sign out | signout | log out | logout | log off | logged out | kick out | throw out | thrown out | end session
locked out | lockout | shut out | barred | blocked | banned | won t let me in | cannot enter | keeps me out | too many attempts | wrong attempts
password | passcode | passphrase | pw | pass word | secret | passwort | sign in word
mistyped | typo | wrong password | typed wrong | misspelled | misspelt | wrong spelling
forgot | forgotten | forget | didn t remember | don t remember | can t remember | slipped my mind | neglected | omitted
reset | restore access | recover access | start over | set a new
two factor | 2fa | two step | mfa | multi factor | second factor | authenticator | otp | one time code | six digit | 6 digit | verification code | security code | second step | second proof | extra verification | more than a password
code | digits | pin | number sent
security key | yubikey | hardware key | usb key | fido | fido2 | passkey | token device
recovery code | backup code | emergency code
magic link | sign in link | login link | passwordless | link in the mail | link by mail
single sign on | sso | saml | identity provider | idp | okta | azure ad | entra | central login | company login | corporate login
provisioning | scim | directory | directory sync | automatic accounts | active directory
email | mail | e mail | inbox | mailbox
email address | mail address | old address | new address
spam | junk | bounced mail | never arrived | didn t arrive | not arriving | nothing arrived | nothing comes | no mail
bounce | undeliverable | returned mail | came back | delivery failed | suppressed | mailbox refused | mailbox full | came back undelivered
delete | remove | erase | wipe | get rid of | discard | trash | bin | purge | destroy | throw away | clear out | scrap
restore | recover | undelete | bring back | get back | retrieve | rescue
accident | by mistake | mistakenly | accidentally | unintentionally | oops | wrongly | in error
create | make | establish | build | generate | produce | prepare | write | draw up
start | begin | launch | kick off | open
stop | halt | end | finish | quit | interrupt
change | edit | modify | alter | adjust | amend | revise
correct | wrong | mistake | incorrect | error on | inaccurate | false | repair | put right
cancel | terminate | unsubscribe | stop paying | end subscription | not renew | call it off | give notice | discontinue | stop using | leave for good | competitor | stop the renewal | don t want it to renew
subscription | membership | our plan | renewal | renew | recurring charge
plan | tier | package | edition | pricing plan | level
price | cost | how much | expensive | cheap | per seat | rates
invoice | bill | billing document
receipt | proof of purchase | payment confirmation | proof of payment | bill from you | your invoice | copy of the bill | paid you
refund | money back | reimburse | reimbursement | get my money | pay back | paid back | return my payment | give back | credited
discount | voucher | coupon | promo | promotion | rebate | reduced price | reduction | percent off | special price
card | credit card | debit card | visa | mastercard | amex | plastic
payment | pay | paid | paying | settle | cash in
payment method | way of paying | new card | expired card | bank details
declined | rejected | refused | not accepted | denied | turned down
bank confirmation | 3d secure | 3ds | confirm the charge | bank asks | bank wants | strong authentication
dispute | chargeback | charge back | contested | took the money back | claimed back | reversed payment
tax | vat | gst | sales tax | levy | taxes | tax rate
vat number | tax number | tax id | vat id | company number | reverse charge
currency | dollar | euro | pound | foreign currency | sterling | franc | exchange rate | usd | eur
bank transfer | wire | sepa | direct debit | bank account | remittance | cash | cheque | check in the mail | outside the system | paid offline | banknotes | coins
overdue | late | past due | unpaid | outstanding | owes | not paid | slow payer | doesn t pay | won t pay | owing | behind
late fee | penalty | interest | surcharge | default interest | fine
reminder | nudge | chase | dunning | follow up | prompt | memory jog | nag | nagging | chase up | overdue notice | payment reminder | jogs | badger | pester | hound | remember to
estimate | quote | quotation | offer | proposal | cost estimate | price quote | bid | prospect
client | customer | buyer | account we bill
merge | combine | join | unite | consolidate | fold into | one of two | put together | put into one
team | crew | staff | workforce | everybody | everyone | whole firm | squad
person | people | user | member | employee | colleague | coworker | teammate | worker | individual | someone | somebody | man | woman | guy | person s | human | folk
admin | administrator
owner | founder | ownership | proprietor | top position | who owns | co founder | proprietress | top person
role | permission | access right | right | privilege | authority | allowed | may see | can see | entitled
guest | outsider | external | third party | outside party | viewer | visitor
invite | invitation | onboard | bring in | join link | bring on board | ask to join | new colleague | new hire | newcomer to the team | new employee | newbie | hired | hire
pending | not accepted yet | still waiting | open invitation
leave | departed | quit job | resigned | offboard | ex employee | former employee | no longer works | fired | left us | left the company | last day | gone from | leaver s | his last day | her last day | goes away | walked out | moved on | dismissed | sacked | laid off | parted ways
rejoin | comes back | coming back | return | reactivate | rehired
seat | license | licence | paid user | user slot | place for | paid people | places | room for | headcount | slots | paid place
workspace | account | organisation | organization | tenant | our space
profile | personal details | my account | my login | personal account
address of workspace | subdomain | web address | url
trial | test period | try out | evaluation period | free period | testing | try | trying | evaluation | test phase | demo period | try it out | trying it | evaluate
extend | longer | prolong | more time | additional weeks | extension
free plan | for free | without paying | free of charge | no cost | costs nothing | free version | gratis
upgrade | move up | bigger plan | larger plan | higher plan | next plan | go up
downgrade | move down | smaller plan | lower plan | step down | go down | cheaper plan
limit | maximum | cap | quota | ceiling | max | threshold | at most | allowance | run out | exceeded | no more than | restricted | used up | all used | refused since
minimum | fewest | smallest number
pause | suspend | freeze | put on hold | hold | break | quiet season | standstill | temporarily
hour | worked time
entry | record | time record | logged time | booking | booked hours | line of time
timesheet | weekly sheet | time card | week sheet | my week
track | log time | clock | record time | keep time | time keeping | count hours
timer | stopwatch | counter | running clock
desktop timer | desktop program | desktop app | program on my computer | tray
idle | inactive | away | afk | inactivity | absent | not at my desk | went for lunch
timeline | list of apps | which programs | programs used | app history | what i did | reconstruct | record of the day | opened apps | used apps | visited websites
manually | by hand | after the fact | afterwards | retroactively | add later | fill in | enter later
overlap | double booked | clash | same time | at once | simultaneous
duplicate | doubled | twice | copies | two of | second one | repeated | same thing twice | double entry | entered twice | marked twice
approve | approval | sign off | accept | confirm | release hours | submitted | hand in | okayed | rubber stamp | who approves | pending approval | send back
lock | closed period | past week | closed week | old week | frozen
unlock | reopen | open again | release
round | nearest | quarter of an hour | full hour | 15 minutes | started hour | rounding up | quarter hour | six minutes | increments
billable | chargeable | bill by the hour | non billable | not charged
rate | hourly rate | hourly price | per hour | hourly | price per hour | hourly fee | what we charge per hour | day rate
budget | spending limit | estimate of hours | cost limit | over budget | project limit | overspend | overspent | overrun | ran over
retainer | prepaid hours | monthly allotment | block of hours | monthly block | prepaid | monthly package of hours | hours left over | carry over | roll over
project | job | assignment | engagement | case | mandate | matter
archive | put away | hide old | closed project
template | blueprint | boilerplate | reuse | same structure | pattern | standard | stencil | skeleton | copy of a project
report | statistics | analytics | figures | chart | overview | summary | numbers | graph
profit | profitability | margin | earnings | make money | lose money | worth it | loss | cost us more | made money | earn on
utilisation | utilization | workload | capacity | how busy | busy | overloaded | free time of people | occupancy | too much work | standard hours | forty hours | weekly hours | part time | part timer
expense | expenditure | outlay | spending | spent | costs incurred | purchase | out of pocket | bought | reimbursed for | ticket price
mileage | kilometres | kilometers | miles | driving | car trip | drove | car | km | distance | trip | driven | per kilometre | per mile | odometer | petrol | fuel
markup | mark up | add on top | surcharge on expenses
scan | photo | photograph | picture | snap | camera | recognise | image | read from
desktop | computer | laptop | pc | machine | workstation
phone | mobile | smartphone | cell | handset
app | application | program | software | tool
app on phone | mobile app | phone app
offline | no internet | no connection | without internet | no signal | airplane mode | reception | tunnel | basement | train | connection lost | no reception | patchy | dead zone | flight mode | mountains | no network | no bars
sync | synchronise | synchronize | other device | both devices | shows up elsewhere | transfer between | catch up between | same on both | agrees between
conflict | mismatch | disagreement | two versions | which one counts | diverged
firewall | proxy | network | unreachable | cannot reach | can t connect | company network | office network
clock skew | wrong time | clock wrong | computer clock | time is off | minutes off | system time
version | changelog | release notes | what s new | whats new | news in
update | newer version | upgrade the app | latest version | outdated | too old | old version | obsolete | auto update | self update | patch
install | installation | deploy | roll out | set up on | silently | put on computers | msi | mdm | intune | rollout | group policy | silent install | package manager | deployment
requirements | supported | compatible | runs on | which systems | minimum version | works on
notification | alert | push message | notify | ping | message on phone | push | told | inform | warned | popup | pop up
mute | silence | silent | quiet | fewer messages | stop messages | too many mails | annoying | shut up | do not ring
calendar | agenda | diary
suggestion | suggested | proposed
integration | connection | connector | link | hook up | connect | tie in | plug in
disconnected | broken connection | expired connection | revoked | lost connection | stopped working | no longer connected | cut off | reconnect | unlink | unhook | pull the plug | detach
accounting | bookkeeping | ledger
accountant | tax adviser | tax advisor | tax consultant | tax office | auditor
issue tracker | ticket system | issues
automation | zapier | make com | automate
import | upload | migrate | bring over | move from | switch from | transfer data | load | coming from | previous tool | old system | read in
export | download | take out | extract | dump | backup | save a copy | get our data | full copy | take along
csv | spreadsheet | excel | xlsx | table | file with | sheet
pdf | document | print | paper
file | attachment | attach
file too large | too big | size limit | file size | megabytes | large file
storage | space | disk | gigabytes | full storage
api | endpoint | rest | developer | programmatically | script | code against | request | http
token | key | api key | secret key | credential | bearer
oauth | authorise | authorize | grant access | add on | third party app | consent
scope | permission of token | access level
webhook | callback | event hook | call my server | notify our server | post to our server | events
signature | signed | verify | really came from | authentic
rate limit | too many requests | throttle | 429 | requests per minute | slow down
page | pagination | paging | paginate | next page | more than fifty | cursor | all records
bulk | mass | many at once | several at once | all at once | batch | in one go | hundred | together | dozens
sandbox | test environment | test server | playground | practise
error | fault | failure | problem | bug | trouble | glitch | broken
slow | sluggish | lag | laggy | takes forever | loads slowly
crash | hangs | stuck | closes by itself
not tracking | doesn t record | records nothing | nothing recorded | stays empty | empty | not counting | blank
outage | downtime | incident | unavailable | went down | down | status | status page | disruption | interruption
uptime | sla | availability | guarantee | promise | compensation | service credit
security | secure | safe | protection | protected | encrypted | encryption
breach | vulnerability | hole | exploit | flaw | weakness | leak | responsible disclosure | bug bounty
suspicious | phishing | scam | fake | fraud | strange mail | hacked | intruder | stranger
session | device | signed in device | browser session | hotel computer | other computer | borrowed computer | where am i logged in | logged in everywhere | sign out everywhere | log off everywhere | lost laptop
remember device | trusted device | trust this | not asked again | skip
stay signed in | session length | signed out every | keep me signed in | stays in | identify myself anew | signed out again | keeps logging me out | logs me out | signing me out
network restriction | ip | allowlist | whitelist | office only | ip address | vpn
privacy | gdpr | data protection | personal data | confidential | dpo | data protection officer
spy | spying | watch me | see my screen | surveillance | monitor | boss see | see which programs
dpa | data processing agreement | processing agreement | legal agreement | article 28 | sub processors | subprocessors
certificate | certification | iso | soc 2 | audit | attestation | penetration test
retention | how long kept | keep data | stored how long | kept for | how long do you keep | after deletion
region | data centre | data center | hosting | server location | stored where | which country | located | servers | eu | europe | country of storage | relocate data | american server
audit log | activity log | history of changes | who did what | who changed | who deleted | trace | changes made by
support | help desk | helpdesk | customer service | assistance | your people | help | your desk | your agents
support access | look into our workspace | your staff see | see our content | let you in
contact | reach | get in touch | call | ring | talk | write to you | hotline | phone number | write to support | reach you | speak to | talk to someone
answer time | response time | reply time | how fast | first reply | how long until | opening hours | open on | office hours | weekend | saturday | sunday
language | translation | translate | in english | menus in | interface language | ui translations | tongue | menus | screens in
time zone | timezone | different hour | hours off | utc | other country
logo | brand | colour | color | design | look | corporate design | appearance | layout | style | letterhead | house style | rebrand | typeface | font
domain | dns | dkim | spf | from our own address | own address | sender | sending domain
verify | verification | prove | not verified
numbering | sequence | invoice number | number pattern | consecutive | number format | bill numbers
recurring | automatic monthly | every month | scheduled | regularly | each month | periodic | same again | standing invoice | retainer invoice | each quarter | every quarter | every three months | quarterly
schedule | weekly by mail | every monday | automatic report | sent automatically
deposit | advance | down payment | upfront | prepayment | before work
partial | part | instalment | installment | several payments | in parts | bit by bit | portion
void | annul | invalidate | withdraw | nullify | take back | cancel an invoice
credit note | credit memo | correction document | reduction after
write off | uncollectible | never pay | bankrupt | insolvent | give up on | bad debt | debtor | insolvency | dissolved | gone bust | bankruptcy | liquidation | broke
sent invoice | already sent | went out | after sending | sent out | slipped out | pressed send | hit send
electronic invoice | e invoice | einvoice | peppol | public sector | government | structured invoice | xml | electronic bill | xrechnung | zugferd | factur x
portal | client page | page for clients | customer sees | what does the client see | opened my invoice | client s page
online payment | pay button | pay online | stripe | paypal | payment provider | card payments from clients | checkout
payout | reach my bank | money arrive | transferred to us | when do we get the money
share | give access | show to | public link | without account | no login | outsiders see | let outsiders | show a customer
public link | shared link | link to report
shortcut | hotkey | keyboard | keys | key combination
filter | narrow down | only some | restrict to | leave out of report | only keep
search | find | look up | where is | where do i | where can i | retrieve list | spot
split | divide | separate | break up | cut in two | in two halves | divide up
move | shift | relocate | reassign | transfer | wrong project | other project | hand over
rename | change name | call differently | new name | married
tag | label | category | categorise | marker
task | to do | subtask | activity
note | comment | description | remark | explanation | explain | wording of entry
nonprofit | charity | ngo | non profit | good cause | association
school | university | student | education | academic | college | teacher
referral | refer a friend | recommend | recommendation | bring a friend | reward
feature request | wish | idea | proposal for you | vote | would be nice | missing a feature | can you build | please build | please add
roadmap | planned features | upcoming | future | when will you
dark mode | night mode | dark theme | bright | eyes
accessibility | screen reader | blind | contrast
old | previous | former | past | earlier | last year | history
missing | gone | lost | disappeared | vanished | not there | can t find | nowhere | not showing | no longer see | not appear | isn t there | can t see | cannot find | isn t showing | doesn t show | doesn t appear | no trace
late to show | not yet visible | just added | delay | minutes ago | still open | not updated
show | display | see | appear | visible | look at
allow | permit | let | enable | turn on | switch on | activate
disable | turn off | switch off | deactivate | opt out
require | force | enforce | mandatory | compulsory | oblige | must use | make everyone | whole team
expire | expiry | lapse | no longer valid | invalid | dead link | too late | good for | valid | still good | run out of time
wait | takes long | how long | when will | how soon | how quickly
send | sent | dispatch | deliver | mail out | forward
receive | arrive | get | come through | incoming
yearly | annual | annually | per year | twelve months | year | full year | every year
monthly | per month | month to month | month
week | weekly
notice | in advance | beforehand | announce | tell us before
price increase | prices go up | more expensive | higher prices | raise prices
mid period | middle of the month | prorated | proportion | during the month | part of a month | halfway
read only | view only | can t edit anything | frozen account | everything greyed | locked workspace | editing blocked
getting started | first steps | newcomer | brand new | new here | first time | where to begin | introduction | learn
company | firm | business | agency | employer | enterprise | studio
supplier | vendor
browser | chrome | firefox | safari | edge
battery | power saving | battery optimisation | killed by the system | background
location | gps | location tracking | geofence | on site | where i am | whereabouts
accessibility permission | macos permission | system settings | privacy settings on mac | permission on mac
delete account | close account | delete workspace | shut down account | everything wiped | erase all
personal erasure | right to be forgotten | delete my data | remove me | my data deleted
terms | conditions | legal | law
round the clock | urgent line | emergency | priority support
scheduled deletion | after cancelling | what happens to my data | after we leave | data after
switch | swap | replace | exchange | substitute
add | put in | insert | append
set up | setup | configure | settings | preferences | options | configuration | set
amount | sum | total | balance
fee | charge
group | department | division | branch
manager | supervisor | boss | chief | superior | in charge | foreman | team leader | line manager | higher up
lead | project lead | project manager
freelancer | contractor | subcontractor | self employed | temp | gig | one off helper | junior helper
iphone | ios | ipad | apple phone
android | samsung | pixel phone | google play | play store
macos | mac | os x | apple computer
linux | ubuntu | debian | fedora
appointment | meeting
automatically | by itself | on its own | automatic | of its own accord | by themselves | without me doing
undo | revert | reverse | roll back | reversible
failed | didn t go through | doesn t work | not work | unsuccessful | did not work | does not work
sms | text message | texted
start up | startup | boot | launch at login | start with the computer | starts with windows | when the computer starts | switch on my computer | at login
sleep | standby | stand by | lid | hibernate | asleep | close the lid | shut down | shutdown | power off
menu bar | taskbar | system tray | tray icon | status bar | top bar
focus | pomodoro | concentrate | concentration | sprints | do not disturb | undisturbed | distraction | disturb
holiday | vacation | time off | day off | sick | sick leave | bank holiday | days off
answer | reply | respond | response | answered | get back to me
country | abroad | overseas | foreign
favourite | favorite | preset | pinned | bookmark | one click | quick start
stages | milestone | phase
cookie | consent banner | cookie banner
disaster | rto | rpo | catastrophe | business continuity | emergency plan
data request | dsar | subject access | access request | subject access request
exclude | leave out | except | exempt | exception | exemption | left out
on behalf | behalf | deputy | stand in | for somebody else | for someone else | for a colleague | instead of me
uninstall | remove the program | get it off my computer | deinstall
renew token | rotate | rotation | rotate the key | replace the key
retry | try again | tried again | repeat the request | attempt again | second attempt | attempts
urgent | urgency | priority | severity | severe | pressing | asap | critical
wording | text of | phrase | sentence | formulation | words on
line | item | row | position | line item | invoice line
column | field
cent | penny | off by a cent | maths | arithmetic
sound | buzz | vibrate | vibration | beep | noise | ringtone | chime
widget | home screen | watch | lock screen
decimal | comma | semicolon | separator | decimal point | decimal sign
encoding | umlaut | accents | special characters | garbled | gibberish | utf 8 | odd characters
biometric | fingerprint | face id | touch id | app lock | face unlock
stolen | theft | thief | robbed | nicked | pickpocket | snatched
agree | nod | yes to
employment ended | ex colleague
vulnerability | security hole | loophole
stage payment | three dates | several parts
genuine | real mail | really from | fake page | imposter | impostor
wage | salary | pay of people | internal cost | cost rate
night shift | midnight | overnight | nite shift | past midnight
clock change | daylight saving | summer time | winter time | dst
tried | retry schedule
grid | table with days | weekly form | weekly table | days as columns
punch in | punch out | clock in | clock out | punch
subscribe | signed up | register | registered
switch user | several workspaces | three firms | several firms | several companies | two companies | two firms | several employers | multiple workspaces | other company
reason | why was | how come
questionnaire | assessment form | vendor assessment | security form
wallet | apple pay | google pay
icon | symbol | logo of the app
extension | add on for the browser | plugin | plug in for chrome | addon | browser extension
card of board | board
half finished | draft | unfinished | not yet sent | preliminary
paper | by post | print out | letter post
staff costs | labour
guest who looks | onlooker | observer | spectator
roll | carry
breaks off | aborted | does not finish | never finishes | stops halfway | dies
spinning | loading forever | keeps loading | endless loading
ceiling | hard limit
colleague absent | off sick | ill | on sick leave
`;
