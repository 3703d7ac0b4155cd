"""CL08 and CL09: selling, and sentences no person wrote."""

import re

from ..inline import SHOP
from .base import ERROR, INFO, Rule, words

ADVERT = words(
    r"best-?\s?sell(?:er|ers|ing)",
    r"buy (?:now|yours|it (?:here|now|today|online)|one today|online now)",
    r"order (?:now|today|yours|online today)",
    r"shop (?:now|online now|our)",
    r"add to (?:cart|basket)",
    r"subscribe(?! to (?:the|that|this) (?:view|idea|theory|belief))",
    r"sign up (?:for|to) (?:our|the|my) (?:\w+ )?(?:newsletter|mailing list|emails?)",
    r"click to tweet",
    r"(?:share|like|follow) (?:us|this (?:post|article|page)|me) on (?:\w+)",
    r"share this (?:post|article)",
    r"(?:\d+ ?%|£\d+|\$\d+) off",
    r"discounts?(?! (?:the|any|other|these) (?:possib|idea|cause|symptom))",
    r"(?:limited[- ]time|special|exclusive|introductory) offers?",
    r"money[- ]back",
    r"free (?:shipping|delivery|consultation)",
    r"promo(?:tion)? codes?",
    r"(?:offer|sale) (?:ends|must end)",
    r"buy (?:one|two|three|\d),? get",
    r"claim your (?:\w+ )?(?:bottle|offer|discount|place|spot|gift|copy|bonus|pack|trial|sample|saving)s?",
    r"while stocks last",
    r"our top pick",
    r"rrp",
    r"tag us",
    r"(?:book|claim|get|grab) (?:your |an? )?free (?:\w+ )?(?:trial|taster|class|assessment|sample|scan|check-?up|session|call)",
    r"coupons?",
    r"vouchers?",
    r"(?:book|schedule) (?:your |an? |now |online )*(?:free )?(?:appointment|consultation|session|visit)s? (?:with us|today|now|here|online)",
    r"book (?:now|online today|with us)",
    r"call (?:us|our \w+) (?:now|today)(?: (?:to|for|on|at)\b)?",
    r"(?:thousands|hundreds|millions|lots) of (?:happy|satisfied|delighted) (?:customers|clients|patients|users|people)",
    r"our (?:award-winning|expert|world-class|friendly|unique) (?:\w+ )?(?:clinic|team|products?|insoles?|service)",
    r"our (?:clinic|team|products?|insoles?|therapists|physios) (?:is|are) the (?:best|leading|only)",
    r"(?:we are|we're) the (?:best|leading|number one|no\.? ?1)",
    r"as seen on tv",
    r"sponsored (?:post|content|by)",
    r"affiliate links?",
    r"available (?:now )?(?:on|at|from) amazon",
    r"(?:on|from|via) amazon",
    r"amazon(?:\.com|\.co\.uk)",
    r"use (?:the )?code [A-Z0-9]{4,}",
    r"for only (?:£|\$|€)\d+",
    r"(?:£|\$|€)\d+\.\d\d",
)
TAGS = re.compile(r"(?<![\w/&.])(?:#[A-Za-z]\w{2,40}\s+[@#]|@\w{2,40}\s+#)\w{2,40}")
QUIET = re.compile(
    r"\b(?:beware|be wary|wary of|do not (?:buy|order)|don't (?:buy|order)|avoid|before you buy|need not buy|no need to buy|"
    r"rainforest|river|prescription|parking|season ticket|council|train|bus|gym pass)\b",
    re.IGNORECASE,
)
# A leaflet tells what a visit to others costs, or to book one; that sells nothing.
CARE = re.compile(
    r"\b(?:gps?|doctors?|pharmac\w+|prescriptions?|nurses?|opticians?|podiatrists?|nhs|111|council|charity|library|"
    r"leisure centre|eye test)\b",
    re.IGNORECASE,
)
OFFERED = re.compile(
    r"consultation|appointment|visit|voucher|check-?up|scan|session|class|assessment|[£$€]\d+\.|discounts?$",
    re.IGNORECASE,
)
LINK_TO_SHOP = re.compile(
    r"amazon\.|amzn\.|ebay\.|etsy\.|aliexpress|shopify|[?&](?:aff|affid|affiliate|ref)=|//shop\.|/shop/|/cart|/checkout|[?&]tag=",
    re.IGNORECASE,
)

RESIDUE = words(
    r"content has been structured",
    r"(?:meets?|according to|following|per) (?:the|your|all) specified requirements",
    r"specified requirements",
    r"as an ai(?: language)?(?: model)?(?= |,)",
    r"as a (?:large )?language model",
    r"i hope this (?:helps|article helps)!?",
    r"here(?:'s| is) (?:a|an|the|your) (?:revised|rewritten|updated|seo|optimi[sz]ed|\d+[- ]word) (?:version|article|blog post|draft)",
    r"regenerate response",
    r"(?:my|as of my) (?:last )?knowledge (?:cut-?off|update)",
    r"i (?:cannot|can't|am unable to) (?:provide|give) medical advice",
)
FILLER = words(
    r"as we navigate",
    r"in (?:today's|our|the) (?:fast[- ]paced|modern|busy|hectic|digital) (?:world|lives|age|life|society)",
    r"pav(?:e|es|ed|ing) the way",
    r"delv(?:e|es|ed|ing)(?: (?:into|deeper))?",
    r"play(?:s|ed|ing)? an? (?:vital|crucial|critical|pivotal|key|significant|important|essential|fundamental) (?:role|part)",
    r"it(?:'s| is) (?:crucial|important|essential|vital|worth) (?:to (?:note|approach|remember|understand|recogni[sz]e)|noting|mentioning)(?: that)?(?! (?:any|how|down|when|if|where|which)\b)",
    r"when it comes to",
    r"at the end of the day",
    r"embark(?:s|ed|ing)? on (?:a|your|this) journey",
    r"(?:rich |intricate )tapestry",
    r"unleash(?:es|ing)?",
    r"a testament to",
    r"in the realm of",
    r"the world of (?:foot|knee|back|pain|health)",
    r"navigat(?:e|es|ing) the (?:complexities|world|challenges)",
    r"first and foremost",
    r"last but not least",
    r"needless to say",
    r"let's dive (?:in|into)",
    r"ever-(?:evolving|changing) (?:landscape|world)",
    r"in summary",
    r"to sum up",
)
CLOSING = re.compile(
    r"^(?:in conclusion\b|conclusion:|to conclude\b|overall, it is clear)",
    re.IGNORECASE | re.MULTILINE,
)


def advertising(rule, case):
    for match, sentence in case.document.find(ADVERT):
        if sentence.block.is_myth or _sells_nothing(match[0], sentence.text):
            continue
        yield case.on(rule, match, "No adverts.")
    for match, _sentence in case.document.find(TAGS):
        yield case.on(rule, match, "No share tags.")
    for block in case.document.prose:
        for link in block.links:
            if LINK_TO_SHOP.search(link.url) or (
                SHOP.search(link.url) and "buy" in link.text.lower()
            ):
                yield case.at_source(
                    rule,
                    link.offset,
                    link.text or link.url,
                    "No adverts: this link leads to a shop.",
                )


def _sells_nothing(hit, text):
    if QUIET.search(text):
        return True
    if hit.lower().startswith("call"):
        return bool(re.search(r"\b(?:if|worried|worse)\b", text, re.IGNORECASE))
    return bool(OFFERED.search(hit) and CARE.search(text))


def residue(rule, case):
    for match, _sentence in case.document.find(RESIDUE):
        yield case.on(rule, match, "A machine's note to its user: remove.", severity=ERROR)
    for pattern in (FILLER, CLOSING):
        for match, sentence in case.document.find(pattern):
            if not sentence.block.is_quote:
                yield case.on(rule, match, "Filler: cut.", severity=INFO)


RULES = (
    Rule(
        "CL08",
        ERROR,
        "Advert or share widget",
        "NHS content standard 1",
        "Buy now, order today, discounts, “our clinic is the best”, newsletters, share tags, links to a shop. Naming a "
        "company or a kind of product is no advert.",
        must_fire=(
            "Order today and feel the change.",
            "Our best-selling insole.",
            "Get 20% off your first visit.",
            "Subscribe for weekly tips.",
            "Our clinic is the best in town.",
            "Find it on Amazon.",
            "Hurry, the offer ends on Sunday: buy two, get one free.",
            "Book your free taster today.",
            "See our range [here](https://beds.example/mattress?aff=77).",
            "#heelpain @footcare",
            "See [this roller](https://www.amazon.co.uk/dp/B01).",
            "Book your appointment today.",
        ),
        must_not_fire=(
            "In order to stand up, lean forward.",
            "Book a check with your GP.",
            "A pharmacist can sell you ibuprofen.",
            "You may be able to claim your travel costs back.",
            "Over-40s can get a free NHS check-up.",
            "Some firms, such as Scholl, sell heel pads.",
            "Buy shoes that fit well.",
            "Do not order now from adverts that promise a cure.",
            "Follow us to the next exercise.",
            "Shop for shoes in the afternoon.",
            "The Amazon is far away: no journey like this is needed.",
        ),
        check=advertising,
    ),
    Rule(
        "CL09",
        ERROR,
        "Machine text and filler",
        "Groundwork: plain writing",
        "Notes a writing machine left behind (error) and phrases that say nothing: plays a crucial role, in today's "
        "fast-paced world, in conclusion (information).",
        must_fire=(
            "As an AI language model, I cannot examine you.",
            "This content has been structured for clarity.",
            "It meets the specified requirements.",
            "Feet play a crucial role in walking.",
            "In today's fast-paced world, we sit a lot.",
            "In conclusion, walk more.",
            "Let us delve into knees.",
            "It is important to note that pain varies.",
            "It’s crucial to approach this with care.",
        ),
        must_not_fire=(
            "Your doctor may reach the conclusion that rest is enough.",
            "Your role is to tell us how it feels.",
            "It is important to note any change in your skin.",
            "It is important to keep moving.",
            "It's crucial that you can feel your feet.",
            "We live in a busy town.",
            "The path is paved.",
            "An aid is a stick or a frame.",
        ),
        check=residue,
    ),
)
