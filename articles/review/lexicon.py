"""Jargon with plain words, long words with short ones, and the words for who wrote a page.

Source: facts for this project, B2c: own wording, for demonstration, to be signed off by a clinician.
"""

import re

JARGON = {
    "abduction": "moving away from the middle of your body",
    "acute": "sudden or recent",
    "adduction": "moving towards the middle of your body",
    "aetiology": "cause",
    "aggravate": "make worse",
    "analgesia": "pain relief",
    "anterior": "front",
    "atrophy": "muscle getting smaller",
    "bilateral": "on both sides",
    "biomechanics": "how your body moves",
    "calcaneus": "heel bone",
    "cauda equina": "nerves at the bottom of your spine that control your bladder, bowels and legs",
    "chronic": "lasting more than 3 months",
    "compensatory": "when one part works harder to protect another",
    "concentric": "the lifting part of an exercise",
    "contraindicated": "not safe for you",
    "corticosteroid": "anti-inflammatory medicine, often an injection",
    "deconditioned": "less fit than before",
    "distal": "further from the middle of your body",
    "DOMS": "muscle soreness 1 to 3 days after exercise",
    "dorsiflexion": "pulling your foot up towards your shin",
    "dysfunction": "not working as it should",
    "eccentric": "the lowering part of an exercise",
    "effusion": "swelling in a joint",
    "eversion": "turning the sole of your foot outwards",
    "extension": "straightening",
    "fascia": "strong sheet of tissue under the skin",
    "fasciitis": "pain from an irritated band of tissue",
    "fasciopathy": "pain from an overloaded band of tissue",
    "flexion": "bending",
    "foot core": "the small muscles that support your arch",
    "gait": "how you walk",
    "gastrocnemius": "large calf muscle",
    "gluteal": "buttock muscle",
    "hallux": "big toe",
    "heel spur": "a small bony growth on the heel, common and often painless",
    "hypertrophy": "muscle growth",
    "iliotibial band": "band of tissue down the outside of your thigh",
    "inflammation": "swelling, heat and redness",
    "intrinsic foot muscles": "small muscles inside your foot",
    "inversion": "turning the sole of your foot inwards",
    "isometric": "tensing a muscle without moving",
    "isotonic": "working a muscle while you move",
    "kinesiophobia": "fear of moving",
    "lateral": "on the outer side",
    "ligament": "tough band that joins 2 bones",
    "loading": "how much work you ask a body part to do",
    "lumbar": "lower back",
    "lymphatic": "fluid drainage",
    "medial": "on the inner side",
    "medial longitudinal arch": "the inside arch of your foot",
    "metatarsal": "one of the 5 long bones in the front half of your foot",
    "mobilisation": "gentle movement of a joint",
    "modality": "type of treatment",
    "MRI": "a scan that uses magnets to show soft tissue",
    "musculature": "muscles",
    "musculoskeletal": "muscles, bones and joints",
    "neuropathy": "nerve damage that changes feeling",
    "orthosis": "shoe insert",
    "orthotics": "shoe inserts",
    "osteoarthritis": "joint condition that causes pain and stiffness",
    "overpronation": "foot rolling inwards more than usual",
    "palpation": "feeling with the hands",
    "paraesthesia": "pins and needles",
    "patella": "kneecap",
    "patellofemoral": "between your kneecap and thigh bone",
    "pathology": "medical problem",
    "pes planus": "flat foot",
    "plantar": "on the sole of your foot",
    "plantar fascia": "strong band under your foot, from heel to toes",
    "plantar fasciitis": "pain under the heel from the band under your foot",
    "plantarflexion": "pointing your foot down",
    "plyometric": "jumping or hopping exercise",
    "posterior": "back",
    "prognosis": "how things are likely to go",
    "pronation": "foot rolling inwards",
    "prone": "lying on your front",
    "proprioception": "sense of where your body is",
    "proximal": "closer to the middle of your body",
    "quadriceps": "muscles at the front of your thigh",
    "range of motion": "how far a joint can move",
    "repetition maximum": "the heaviest weight you can lift that many times",
    "RPE": "how hard it feels, from 0 to 10",
    "sciatica": "leg pain from an irritated nerve in your back",
    "soleus": "deep calf muscle",
    "spasm": "sudden tightening of a muscle",
    "supination": "foot rolling outwards",
    "supine": "lying on your back",
    "tendinopathy": "painful, overloaded tendon",
    "tendon": "cord that joins muscle to bone",
    "unilateral": "on one side",
    "valgus": "angled inwards, such as knock knees",
    "varus": "angled outwards, such as bow legs",
    "weight-bearing": "putting your weight through it",
    "windlass mechanism": "the band under your foot tightening when your toes bend up",
}

# Other spellings and inflections lead to the entry above.
VARIANTS = {
    "etiology": "aetiology", "paresthesia": "paraesthesia", "mobilization": "mobilisation",
    "orthoses": "orthosis", "orthotic": "orthotics", "insufficiency": "dysfunction",
    "metatarsals": "metatarsal", "ligaments": "ligament", "tendons": "tendon", "spasms": "spasm",
    "effusions": "effusion", "heel spurs": "heel spur", "pathologies": "pathology", "modalities": "modality",
    "quads": "quadriceps", "glutes": "gluteal", "gluteals": "gluteal", "it band": "iliotibial band",
    "itb": "iliotibial band", "tendinopathies": "tendinopathy", "contraindication": "contraindicated",
    "contraindications": "contraindicated", "overpronate": "overpronation", "over-pronation": "overpronation",
    "isometrics": "isometric", "plyometrics": "plyometric", "corticosteroids": "corticosteroid",
    "osteoarthritic": "osteoarthritis", "biomechanical": "biomechanics", "proprioceptive": "proprioception",
    "dysfunctional": "dysfunction", "aggravates": "aggravate", "aggravated": "aggravate",
    "aggravating": "aggravate", "bilaterally": "bilateral", "unilaterally": "unilateral",
    "weight bearing": "weight-bearing", "analgesics": "analgesia", "palpate": "palpation",
    "pronate": "pronation", "supinate": "supination", "foot orthoses": "orthosis",
}

# Words with an everyday meaning count as jargon only beside these. Negative look-arounds name the everyday use.
CLINICAL_SENSE = {
    "acute": re.compile(r"\bacute\b(?!\s+(?:hospital|trust|care|angle|accent|awareness))", re.I),
    "chronic": re.compile(r"\bchronic\b(?!\s+(?:kidney|obstructive|fatigue\s+syndrome|lymphocytic|myeloid|heart))", re.I),
    "extension": re.compile(r"\b(?:knee|hip|back|spinal|wrist|elbow|neck|toe|full|lumbar|trunk|leg|shoulder|finger|thumb|into|in)\s+extension\b(?!\s+(?:lead|cable|number))", re.I),
    "flexion": re.compile(r"\bflexion\b", re.I),
    "loading": re.compile(r"(?<!down)(?<!up)\b(?:tendon|heavy|progressive|gradual|mechanical|tissue|joint|repetitive|increased|excessive|early|high|graded|load\w*)\s+loading\b|\bloading\s+(?:the|of|a|your)\s+(?:tendon|joint|tissue|foot|fascia|knee|muscle|heel|achilles|leg|bone)|\bloading\s+(?:programme|program|exercises?|phase|protocol)\b", re.I),
    "lateral": re.compile(r"\blateral\b(?!\s+thinking)", re.I),
    "medial": re.compile(r"\bmedial\b", re.I),
    "posterior": re.compile(r"\bposterior\b", re.I),
    "anterior": re.compile(r"\banterior\b", re.I),
    "prone": re.compile(r"\bprone\b(?!\s+to\b)(?<!accident[- ]prone)(?<!injury[- ]prone)", re.I),
    "spasm": re.compile(r"\bspasms?\b", re.I),
    "tendon": re.compile(r"\btendons?\b", re.I),
    "inversion": re.compile(r"\binversion\b(?!\s+table)", re.I),
    "modality": re.compile(r"\bmodalit(?:y|ies)\b", re.I),
    "it band": re.compile(r"\bIT band\b"),
    "quads": re.compile(r"\bquads\b(?!\s+bike)", re.I),
    "gait": re.compile(r"\bgait\b", re.I),
    "plantar": re.compile(r"\bplantar\b(?!\s+(?:fasci|wart|verruca))", re.I),
    "MRI": re.compile(r"\bMRI\b"),
    "RPE": re.compile(r"\bRPE\b"),
    "DOMS": re.compile(r"\bDOMS\b"),
}

TERMS = {**{term.lower(): term for term in JARGON}, **VARIANTS}
JARGON_PATTERN = re.compile(
    r"(?<![\w-])(?:" + "|".join(re.escape(term).replace(r"\ ", r"[\s-]")
                               for term in sorted(TERMS, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
# What a page may be about, and its writer cannot shorten.
TOPIC = re.compile(
    r"\b(?:plantar fasci(?:itis|opathy)|plantar heel pain|osteoarthritis|rheumatoid arthritis|arthritis|sciatica|"
    r"(?:achilles |patellar |gluteal |rotator cuff )?tendin(?:opathy|itis)|patellofemoral pain(?: syndrome)?|"
    r"metatarsalgia|fibromyalgia|osteoporosis|bursitis|spondylolisthesis|spinal stenosis|ankylosing spondylitis|"
    r"iliotibial band syndrome|morton's neuroma|carpal tunnel syndrome|lymphoedema|physiotherapy)\b",
    re.IGNORECASE,
)

ROLES = re.compile(
    r"\b(?:physio(?:therapist)?|physical therapist|podiatrist|chiropodist|doctor|dr|gp|physician|nurse|midwife|surgeon|"
    r"consultant|occupational therapist|osteopath|chiropractor|dietitian|pharmacist|psychologist|rheumatologist|"
    r"radiographer|exercise physiologist|sports? therapist|orthotist|paramedic|mcsp|dpt|mbbs|md|rgn)\b",
    re.IGNORECASE,
)


def plain_words(term):
    """The entry's own name and its plain words; the term may be inflected."""
    key = TERMS.get(re.sub(r"\s+", " ", term.lower())) or TERMS.get(term.lower().replace("-", " "))
    return key, JARGON.get(key) or JARGON.get(key.lower() if key else "", "")


# Long word, short word, by form. Source: NHS content style, plain words.
SHORT = {
    "utilise": "use", "utilises": "uses", "utilised": "used", "utilising": "using",
    "utilize": "use", "utilizes": "uses", "utilized": "used", "utilizing": "using", "utilisation": "use",
    "commence": "start", "commences": "starts", "commenced": "started", "commencing": "starting",
    "prior to": "before", "in order to": "to", "so as to": "to", "approximately": "about", "facilitate": "help",
    "facilitates": "helps", "facilitated": "helped", "facilitating": "helping", "an additional": "another",
    "additional": "more", "additionally": "also", "furthermore": "also", "moreover": "also",
    "require": "need", "requires": "needs", "required": "needed", "requiring": "needing",
    "sufficient": "enough", "sufficiently": "enough", "demonstrate": "show", "demonstrates": "shows",
    "demonstrated": "showed", "demonstrating": "showing", "subsequently": "then", "subsequent to": "after",
    "due to the fact that": "because", "in the event that": "if", "in the event of": "if there is",
    "with regard to": "about", "with regards to": "about", "regarding": "about", "numerous": "many",
    "a number of": "some", "the majority of": "most", "endeavour": "try", "endeavour to": "try to",
    "terminate": "end", "terminates": "ends", "discontinue": "stop", "discontinued": "stopped",
    "initiate": "start", "initiates": "starts", "initiated": "started", "initiating": "starting",
    "alleviate": "ease", "alleviates": "eases", "alleviated": "eased", "alleviating": "easing",
    "obtain": "get", "obtains": "gets", "obtained": "got", "purchase": "buy", "purchased": "bought",
    "ascertain": "find out", "consequently": "so", "nevertheless": "but", "elevate": "raise",
    "elevated": "raised", "elevating": "raising", "ensure": "make sure", "ensures": "makes sure",
    "ensuring": "making sure", "assist": "help", "assists": "helps", "assisting": "helping",
    "attempt to": "try to", "attempting to": "trying to", "at this point in time": "now",
    "on a daily basis": "every day", "on a regular basis": "regularly", "has the ability to": "can",
    "is able to": "can", "are able to": "can", "in close proximity to": "near", "adjacent to": "next to",
    "individuals": "people", "optimal": "best", "optimise": "improve", "optimize": "improve",
}
# A form of "experience" is a verb only behind one of these.
EXPERIENCE = re.compile(
    r"(?<=\b)(?P<lead>(?:you|they|we|i|people|patients|runners|adults|who|to|may|might|can|could|will|often|also|not|if|"
    r"women|men|many|still|sometimes|usually|commonly|ever|have|has|are|is|be)\s+)(?P<word>experienc(?:e|es|ed|ing))\b"
    r"(?!\s+(?:physio\w*|clinician|therapist|runner|team|staff|runners|of|in|with|and|that|shows?|has|is|from|healthcare|professional))",
    re.IGNORECASE,
)
EXPERIENCE_FORMS = {"experience": "have", "experiences": "has", "experienced": "had", "experiencing": "having"}
