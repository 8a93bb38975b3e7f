#!/usr/bin/env python3
"""A county bank that was written without a look at the matcher: pays what it was handed out, and sends back a messy statement.

    other_bank.py PAYOUTS.csv --seed N [--noise 0.03] [--returns 0.02] --truth TRUTH.csv > STATEMENT.csv

PAYOUTS.csv has the columns reference,name,account,amount_fen,sent_on,state (state: current or open). The statement is a sheet as
Catalog/banks/rural-commercial.yaml reads it, oldest line first. TRUTH.csv has line,kind,amount_fen,targets,survives: the line's number
among the statement's lines from 1, what it is, its amount (below zero: money that went out), the payouts that it truly is about, and
whether a person could still recognise the reference of each of them. The same input and seed give the same bytes.
"""
import argparse
import csv
import random
import sys
from collections import namedtuple
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

Payout = namedtuple("Payout", "reference name account fen day state")  # day: as date.toordinal counts
SHEET_ROWS = 5000  # the bank takes the run in sheets of so many rows
OTHERS_SHARE = 0.04  # lines that are about no payout, per payout of the run
OPEN_SHOWN = 0.02  # the share of the older, open payouts that show up after all
OUT, BACK, AGAIN, LAST = (8, 16), (16, 20), (20, 23), (23, 24)  # hours: what comes back is booked behind what went out
GOODS = "货款 板栗款 香菇款 兑付货款 代发货款 代发其他 网银代发 茶叶收购款 代发-农产品款 批量代付".split()
RETURNS = (("AC01", "账号不存在"), ("AC04", "收款人账户已销户"), ("AC06", "账户状态异常(冻结)"), ("BE01", "账号户名不符"),
           ("3002", "户名不符"), ("0109", "睡眠户"), ("RC01", "收款行号有误"), ("E203", "超过二类户限额"))
RETURN_TEXTS = ("退汇 {code} {why}", "退汇:{why}[{code}] {ref}", "退票-{why}", "冲账退回 {why} 原交易日{day} {ref}", "{day}汇出款退汇{code}",
                "退汇{ref}{why}", "历史批次退汇 {day:.4}年度 {why}", "退回 {why} {ref}", "来账 {code}{why}", "大额退汇/{code}/{ref}/{why}")
CLEARING = ("", "待处理退汇款项", "应解汇款及临时存款", "代发业务过渡户")
TRADITIONAL = str.maketrans("张陈刘杨赵黄吴孙马罗郑谢许邓冯叶苏吕卢贾谭邹陆韦钟龙万钱汤华国兰凤红军丽强荣贵庆云东兴义学业",
                            "張陳劉楊趙黃吳孫馬羅鄭謝許鄧馮葉蘇呂盧賈譚鄒陸韋鍾龍萬錢湯華國蘭鳳紅軍麗強榮貴慶雲東興義學業")
SOUNDALIKE = dict(zip("江张李王陈刘付闫肖余徐伟芳英秀明华军丽平红国建志山海玉春桂文林", "姜章黎汪程柳傅阎萧于许玮方瑛绣名花君莉萍宏果健智珊涛钰椿贵闻琳"))

# What becomes of a reference: the text, and whether a person still recognises it.

def cut_left(ref, rng):
    kept = rng.choice((len(ref) - 2, 14, 10, 7, 5, 4))
    return ref[-kept:], "N" in ref[-kept:]

def cut_right(ref, rng):
    length = rng.choice((12, 16, 18, len(ref) - rng.randint(1, 6)))  # a field's length, or anywhere
    return ref[:length], len(ref) - length <= 2  # with more lost, hundreds of payouts begin like that

def lookalike(ref, rng):
    turned = "".join(rng.choice({"0": "OOo0", "1": "IlI1"}.get(letter, letter)) for letter in ref)
    return turned if turned != ref else ref.replace("0", "O"), True

def swapped(ref, rng):
    at = rng.choice([i for i in range(2, len(ref) - 1) if ref[i : i + 2].isdigit() and ref[i] != ref[i + 1]])
    return ref[:at] + ref[at + 1] + ref[at] + ref[at + 2 :], True

def wrong_digit(ref, rng):
    at = rng.choice([i for i, letter in enumerate(ref) if letter.isdigit()])
    return ref[:at] + str((int(ref[at]) + rng.randint(1, 9)) % 10) + ref[at + 1 :], True

def respaced(ref, rng):
    text = rng.choice((" ", "-", "  ", "/", "_")).join(ref[i : i + 4] for i in range(0, len(ref), 4))
    return text.lower() if rng.random() < 0.4 else text, True

def run_only(ref, rng):
    return rng.choice(("PR{0}", "PR-{0}", "第{0}批", "pr{0}")).format(ref[12 : ref.index("N")]), False

REFERENCE_FAULTS = {  # by name, with the weight
    "missing": (7, lambda ref, rng: ("", False)), "cut-left": (5, cut_left), "cut-right": (7, cut_right), "lookalike": (4, lookalike),
    "swapped": (3, swapped), "wrong-digit": (4, wrong_digit), "respaced": (4, respaced), "lower": (2, lambda ref, rng: (ref.lower(), True)),
    "full-width": (3, lambda ref, rng: ("".join(chr(ord(letter) + 0xFEE0) for letter in ref), True)), "run-only": (3, run_only),
    "embedded": (6, lambda ref, rng: (ref, True))}  # unharmed, but in the remark

def misspelt(name, rng):
    at = rng.choice([i for i, letter in enumerate(name) if letter in SOUNDALIKE] or [len(name) - 1])
    return name[:at] + SOUNDALIKE.get(name[at], "?") + name[at + 1 :]

MASK = lambda name, rng: name[0] + "*" * max(1, len(name) - 2) + name[2:][-1:]
NAME_FAULTS = (  # masked 江*山, masked **山, cut, traditional characters, a wrong one, padded, missing
    MASK, MASK, lambda name, rng: "*" * (len(name) - 1) + name[-1], lambda name, rng: name[: max(1, len(name) - 1)],
    lambda name, rng: name.translate(TRADITIONAL), misspelt, lambda name, rng: rng.choice(("　".join(name), name + "(代)", name + "等")),
    lambda name, rng: "")
ACCOUNT_FAULTS = (  # the last four digits, digits in fours, missing
    lambda account, rng: rng.choice(("************", "尾号", "****", "")) + account[-4:],
    lambda account, rng: " ".join(account[i : i + 4] for i in range(0, len(account), 4)), lambda account, rng: "")

# Lines that are about no payout, though half of them look like it: weight, kind, direction, whether the amount is a payout's, names ("=":
# the payee's), whose account (payee's, stranger's, none), texts, beginning of the reference.
OTHERS = (
    (5, "namesake", -1, True, "=", "stranger", "报销 劳务费 退订货款 工资 差旅费 货款 往来款", ""),
    (6, "subsidy", -1, True, "=", "payee", "耕地地力保护补贴 农机购置补贴 公益林补偿 稻谷补贴 一卡通惠农补贴 雨露计划 危房改造补助", "BT"),
    (2, "buyer", 1, True, "=", "stranger", "订单货款 网银转账 微信转账 购香菇 货款发票24417", ""),
    (3, "buyer", 1, False, "武汉市鲜达食品有限公司 襄阳中百仓储", "stranger", "订单货款 网银转账 购板栗 货款发票24418", "DD"),
    (1, "return", 1, True, "=", "stranger", "工资退汇户名不符 退汇AC04收款人账户已销户 补贴退汇 退票", ""),
    (1, "return", -1, True, "=", "stranger", "支票退票 补贴款退汇重发", ""),
    (3, "fee", -1, False, "", "none", "代发手续费 账户管理费 汇划费 工本费 短信服务费", ""),
    (1, "interest", 1, False, "", "none", "结息 利息收入 活期结息", ""),
    (2, "batch", -1, False, "代发业务过渡户 县教育局工资户 县农业农村局", "none", "批量代发共312笔 代发工资 代发村干部报酬", "DF"),
    (1, "bill", -1, True, "国网湖北省电力 中国移动襄阳分公司", "stranger", "电费 网络费", "RF"),
    (1, "county", -1, True, "=", "stranger", "板栗款 代发货款", "county"))
AMOUNTS = {"fee": (50, 1000), "interest": (1, 90_000), "buyer": (100, 9_000_000), "batch": (100_000, 90_000_000)}

def creditor_reference(body):
    """The ISO 11649 reference of `body`, with its check digits."""
    return f"RF{98 - int(''.join(str(int(letter, 36)) for letter in body + 'RF00')) % 97:02d}{body}"

def yuan(fen):
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"

def cell(text):
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text or "\n" in text else text

@lru_cache(maxsize=4096)
def written(day, mark="-"):
    return date.fromordinal(day).isoformat().replace("-", mark)

@dataclass(slots=True)
class Line:
    """A line before it is booked: what the bank shows of it, and what it truly is."""
    kind: str
    day: int
    fen: int
    name: str
    account: str
    text: str
    reference: str = ""
    batch: str = ""
    hours: tuple = OUT
    targets: str = ""
    survives: bool = False

class Bank:
    """Draws what becomes of each payout and keeps the rows as small as can be: moment, amount, shown cells, kind, targets, survives."""

    def __init__(self, options, payouts, first, last):
        self.rng, self.noise, self.returns = random.Random(options.seed), options.noise, options.returns
        self.payouts, self.rows, self.recent, self.namesakes = iter(payouts), [], [None] * 997, {}
        self.first, self.last, self.until = first, last, options.until.toordinal() if options.until else last + 60
        self.faults = (  # with the weight
            (42, self.harm_reference), (5, self.wrong_party), (16, lambda line, _: self.harm(self.faulty(line, "party"))),
            (10, self.other_amount), (3, lambda line, _: self.faulty(line, "early", day=line.day - self.rng.randint(2, 5))),
            (7, self.late), (5, self.twice), (3, self.merged), (4, self.split), (3, self.unpaid))

    def run(self):
        """Everything that happened, in the order of its moments."""
        for payout in self.payouts:
            if payout.state == "current":
                self.handle(payout)
            elif self.chance(OPEN_SHOWN):
                self.pay(self.payment(payout, "late", self.rng.randint(self.first, self.last + 10)), payout, 0.3)
            elif self.chance(OPEN_SHOWN / 2):
                self.other(payout, OTHERS[1])
        self.rows.sort(key=lambda row: row[0])
        return self.rows

    def chance(self, share):
        return self.rng.random() < share

    def draw(self, weighted):
        """One of the tuples, by the weight in front."""
        return self.rng.choices(weighted, [item[0] for item in weighted])[0]

    def digits(self, count):
        return "".join(self.rng.choices("0123456789", k=count))

    def book(self, line, moment=None):
        """Puts the line among the rows and gives the moment, whose last 24 bits are the number of the booking."""
        if moment is None:
            day = max(min(line.day, self.until), self.first - 3)
            second = int(3600 * (line.hours[0] + (line.hours[1] - line.hours[0]) * self.rng.random()))
            moment = (day * 86400 + second) << 24 | len(self.rows)
        shown = ("\t" + line.account if line.account else "", line.name, line.reference, line.batch, line.text)
        self.rows.append((moment, line.fen, ",".join(map(cell, shown)).encode("gb18030"), line.kind, line.targets, line.survives))
        return moment

    # Payments

    def handle(self, payout):
        if self.chance(1 / 8000):
            return self.short_sheet(payout)
        self.pay(self.payment(payout, "paid", payout.day + self.rng.choice((0, 0, 0, 1, 1, 2))), payout, self.noise)
        if self.chance(OTHERS_SHARE):
            self.other(payout, self.draw(OTHERS))
        self.recent[len(self.rows) % len(self.recent)] = payout
        if len(self.namesakes) < 20_000:
            self.namesakes[payout.name] = payout

    def payment(self, payout, kind, day):
        """The line as it should be."""
        sheet = (int(payout.reference.rpartition("N")[2]) - 1) // SHEET_ROWS + 1
        return Line(kind, day, -payout.fen, payout.name, payout.account, self.rng.choice(GOODS), payout.reference,
                    f"DF{written(payout.day, '')}{sheet:04d}", OUT, payout.reference, True)

    def pay(self, line, payout, noise):
        """Books the payment, with something wrong or not, and perhaps gives it back. A fault without a line has booked its own."""
        if self.chance(noise):
            line = self.draw(self.faults)[1](line, payout)
        if line:
            self.book(line)
            if self.chance(self.returns):
                self.give_back(line, payout)

    def faulty(self, line, fault, **changes):
        """The line with the fault behind its kind, and in one of four without a batch number."""
        return replace(line, kind=f"{line.kind}/{fault}", batch="" if self.chance(0.25) else line.batch, **changes)

    def damage(self, line, ref):
        """Spoils the reference, which stays in its column or goes to the remark; gives the fault's name and the line."""
        name = self.draw([(weight, name) for name, (weight, _) in REFERENCE_FAULTS.items()])[1]
        text, survives = REFERENCE_FAULTS[name][1](ref, self.rng)
        if text and (name == "embedded" or self.chance(0.3)):
            column = self.rng.choice(("", "", self.digits(12), "NOTPROVIDED"))
            return name, replace(line, reference=column, text=self.remark(text), survives=survives)
        return name, replace(line, reference=text, survives=survives)

    def remark(self, ref):
        """The reference among an invoice, a phone number, a date and goods, sometimes with nothing between them."""
        day = written(self.rng.randint(self.first - 30, self.last), "")
        parts = [part for part in (f"发票{self.digits(8)}", f"13{self.digits(9)}", day, self.rng.choice(GOODS)) if self.chance(0.5)]
        parts.insert(self.rng.randint(0, len(parts)), ref)
        return self.rng.choice((" ", " ", "/", ",", ";", "")).join(parts)

    def harm_reference(self, line, payout):
        name, line = self.damage(line, payout.reference)
        line = self.faulty(line, "ref-" + name)
        return self.harm(line) if self.chance(0.4) else line

    def harm(self, line):
        """Name or account or both, as the counter's screen shows them."""
        which = self.rng.choice(("name", "name", "account", "both"))
        if which != "account" and line.name:
            line.name = self.rng.choice(NAME_FAULTS)(line.name, self.rng)
        if which != "name" and line.account:
            line.account = self.rng.choice(ACCOUNT_FAULTS)(line.account, self.rng)
        return line

    def wrong_party(self, line, payout):
        """Somebody else's whole reference, by preference a namesake's."""
        other = self.namesakes.get(payout.name) if self.chance(0.6) else self.rng.choice(self.recent)
        if other is None or other.reference == payout.reference:
            return self.harm_reference(line, payout)
        return self.faulty(line, "ref-wrong-party", reference=other.reference, survives=False)

    def other_amount(self, line, payout):
        """A fee on top, a fee taken off, or a few fen more or less."""
        name, off = self.rng.choice((("fee-added", -self.rng.choice((20, 50, 100, 550))), ("fee-taken", self.rng.choice((50, 100, 550))),
                                     ("few-fen-off", self.rng.choice((-9, -3, -2, -1, 1, 2, 5)))))
        return self.faulty(line, name, fen=line.fen + off) if line.fen + off < 0 else line

    def late(self, line, payout):
        line = replace(line, kind="late", day=line.day + self.rng.randint(4, 35))
        return self.damage(line, payout.reference)[1] if self.chance(0.3) else line

    def twice(self, line, payout):
        """A second row, the very same or booked again; the bank takes one of three back some days later."""
        moment = self.book(line)
        copy = replace(line, kind="twice", targets="", survives=False, hours=BACK, day=line.day + self.rng.choice((0, 0, 1, 3)))
        self.book(copy, moment if self.chance(0.4) else None)
        if self.chance(1 / 3):
            text = self.rng.choice(("错账冲正", "重复扣款冲回", "冲正 " + line.reference))
            self.book(replace(copy, kind="other/correction", fen=-line.fen, text=text, hours=AGAIN, day=copy.day + self.rng.randint(0, 5)))

    def merged(self, line, payout):
        """One line for this payout and the next: under both references, one, or none. With one alone nobody recognises the other."""
        others = self.following(1)
        if not others:
            return line
        refs = f"{payout.reference} {others[0].reference}"
        shown, survives = self.rng.choice(((payout.reference, False), (refs, True), (refs.replace(" ", ";"), True), ("", False)))
        text = self.rng.choice((f"{payout.name}、{others[0].name} 2笔合并", "合并付款", "代发 2笔", line.text))
        self.book(replace(line, kind="merged", fen=line.fen - others[0].fen, reference=shown, text=text, targets=refs, survives=survives))

    def split(self, line, payout):
        """Two lines that come to the amount together."""
        if payout.fen < 2:
            return line
        part = self.rng.choice((payout.fen // 2, min(500_000, payout.fen - 1), self.rng.randint(1, payout.fen - 1)))
        for number, fen in ((1, part), (2, payout.fen - part)):
            ref = self.rng.choice(("{0}", "{0}-{1}", "{0}/{1}")).format(payout.reference, number)
            self.book(replace(line, kind="split", fen=-fen, reference=ref, day=line.day + (number - 1) * self.rng.randint(0, 2)))

    def unpaid(self, line, payout):
        """The bank never made it, and does not say so. A subsidy of the same amount may reach the household in those days."""
        if self.chance(0.2):
            self.other(payout, OTHERS[1])

    def short_sheet(self, payout):
        """The last few of a run, debited in one sum."""
        payouts = [payout, *self.following(self.rng.randint(15, 40))]
        line = self.payment(payout, "batch", payout.day + self.rng.randint(0, 1))
        ref = self.rng.choice(("", payout.reference[10 : payout.reference.index("N")]))
        self.book(replace(line, fen=-sum(one.fen for one in payouts), name="代发业务过渡户", account="", text=f"批量代发 共{len(payouts)}笔",
                          reference=ref, targets=" ".join(one.reference for one in payouts), survives=False))

    def following(self, count):
        return [payout for payout in islice(self.payouts, count) if payout.state == "current"]

    # Returns

    def give_back(self, paid, payout):
        """The payment comes back; one of ten goes out once more, and one of three of those comes back again."""
        back = self.returned(paid, payout, "returned", BACK)
        self.book(back)
        if self.chance(0.1):
            again = self.payment(payout, "again", back.day + self.rng.randint(0, 4))
            text, shows = self.rng.choice("退汇重汇 退汇重发 退汇撤销 重新汇出 二次代发".split()), self.chance(0.7)
            again = replace(again, text=text, hours=AGAIN, batch="", reference=payout.reference if shows else "", survives=shows)
            self.book(again)
            if self.chance(1 / 3):
                self.book(self.returned(again, payout, "returned-again", LAST))

    def returned(self, paid, payout, kind, hours):
        """The credit, days or years later: with the reference, what is left of it, or none; in the column, in the remark, or in both."""
        code, why = self.rng.choice(RETURNS)
        days = self.draw(((80, 1, 5), (15, 6, 40), (5, 41, 1200)))
        name = self.rng.choice((payout.name, payout.name, payout.name, *CLEARING))
        account = self.rng.choice((payout.account, payout.account, payout.account[-4:], ""))
        fee = self.rng.choice((50, 100, 550)) if payout.fen > 550 and self.chance(0.04) else 0
        day = paid.day + self.rng.randint(*days[1:])
        line = Line(kind, day, payout.fen - fee, name, account, "", payout.reference, "", hours, payout.reference, True)
        case = self.rng.random()
        if case < 0.2:
            fault, line = self.damage(line, payout.reference)
            line.kind += f"/ref-{fault}"
        elif case < 0.4:
            line = replace(line, kind=kind + "/ref-missing", reference="", survives=False)
        form = self.rng.choice(RETURN_TEXTS)
        told = form.format(code=code, why=why, ref=line.reference, day=written(paid.day, "")).strip()
        if "{ref}" in form and self.chance(0.6):
            line.reference = ""
        return replace(line, text=f"{told} {line.text}".strip())

    # What is about no payout

    def other(self, payout, row):
        """A line of the kind that `row` of OTHERS tells, with this payout for a pattern."""
        _, kind, sign, is_equal, names, whose, texts, prefix = row
        day = payout.day + self.rng.randint(-3, 12) if payout.state == "current" else self.rng.randint(self.first, self.last + 10)
        fen = payout.fen if is_equal else self.rng.randint(*AMOUNTS[kind])
        name = payout.name if names == "=" else self.rng.choice(names.split() or [""])
        stranger = self.rng.choice(("62305214" + self.digits(11), "62305214" + self.digits(11), self.digits(4), ""))
        account = {"payee": payout.account, "stranger": stranger, "none": ""}[whose]
        ref = self.rng.choice(("", prefix + self.digits(12)))
        if prefix == "county":  # a line of the neighbouring county's run, booked to the wrong account
            ref = creditor_reference(f"{int(payout.reference[4:10]) + self.rng.choice((-1, 1)):06d}{payout.reference[10:]}")
        elif prefix == "RF":  # a supplier who asks for a reference of the same standard
            ref = creditor_reference(self.digits(self.rng.randint(8, 16)))
        line = Line("other/" + kind, day, sign * fen, name, account, self.rng.choice(texts.split()), ref)
        self.book(line)
        if kind == "county" and self.chance(0.7):
            self.book(replace(line, kind="other/correction", fen=fen, text="串户冲正", hours=AGAIN, day=day + 1))

def read_payouts(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for reference, name, account, fen, sent_on, state in csv.reader(islice(file, 1, None)):
            yield Payout(reference, name, account, int(fen), date.fromisoformat(sent_on).toordinal(), state)

def write_statement(rows, options, out):
    """Title, labels, header, and the lines with the balance behind each."""
    change, lowest = 0, 0
    for row in rows:
        change += row[1]
        lowest = min(lowest, change)
    balance = options.opening if options.opening is not None else -lowest // 10_000 * 10_000 + 12_873_645
    first, last = (written((row[0] >> 24) // 86400) for row in (rows[0], rows[-1]))
    head = ("农村商业银行单位账户交易明细", f"账号:,\t{options.account},币种:,人民币",
            f"对账单号:,{last.replace('-', '')}01,起始日期:,{first},截止日期:,{last}",
            f"期初余额:,{cell(yuan(balance))},期末余额:,{cell(yuan(balance + change))}",
            "交易日期,交易时间,流水号,支出金额,收入金额,账户余额,对方账号,对方户名,商户流水号,批次号,摘要")
    out.write("".join(row + "\r\n" for row in head).encode("gb18030"))
    for moment, fen, shown, *_ in rows:
        balance += fen
        day, second = divmod(moment >> 24, 86400)
        time = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        amounts = f"{cell(yuan(-fen))}," if fen < 0 else f",{cell(yuan(fen))}"
        begun = f"{written(day)},{time},\t{written(day, '')}{moment & 0xFFFFFF:08d},{amounts},{cell(yuan(balance))},"
        out.write(begun.encode() + shown + b"\r\n")

def write_truth(rows, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("line,kind,amount_fen,targets,survives\n")
        for number, (_, fen, _, kind, targets, survives) in enumerate(rows, 1):
            file.write(f"{number},{kind},{fen},{targets},{int(survives)}\n")

def main():
    parser = argparse.ArgumentParser(description="Writes the statement that a county bank might send back, and the truth about it.")
    parser.add_argument("payouts", help="CSV: reference,name,account,amount_fen,sent_on,state")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--noise", type=float, default=0.03, help="share of payouts whose line has something wrong")
    parser.add_argument("--returns", type=float, default=0.02, help="share of payouts that come back")
    parser.add_argument("--truth", required=True, help="where the truth goes")
    parser.add_argument("--account", default="82010000001234567", help="the account that the statement is of")
    parser.add_argument("--opening", type=int, help="opening balance in fen; else one that never falls below zero")
    parser.add_argument("--until", type=date.fromisoformat, help="no line is of a later day; else 60 days after the last was sent")
    options = parser.parse_args()
    days = {payout.day for payout in read_payouts(options.payouts) if payout.state == "current"}
    if not days:
        sys.exit(f"{options.payouts} has no current payouts.")
    rows = Bank(options, read_payouts(options.payouts), min(days), max(days)).run()
    write_truth(rows, options.truth)
    write_statement(rows, options, sys.stdout.buffer)

if __name__ == "__main__":
    main()
