"""The few words that stand inside an article, in the article's own language.

Most are part of the stored page, so they cannot follow the reader's interface language; a heading
between them in another language would be read out wrong.
A language that is missing here reads English; an author can title a box in any language.
"""

from types import MappingProxyType

_ENGLISH = {
    "do": "Do",
    "dont": "Do not",
    "key": "Key points",
    "warn": "When to stop",
    "myth": "Myth",
    "fact": "Fact",
    "contents": "On this page",
    "sources": "Where this comes from",
    "reference": "Reference {number}",
    "table": "Table {number}",
}

_OTHERS = {
    "ar": ("افعل", "لا تفعل", "النقاط الرئيسية", "متى تتوقف", "خرافة", "حقيقة",
           "في هذه الصفحة", "مصادر هذه الصفحة", "المرجع", "جدول"),
    "cy": ("Gwnewch", "Peidiwch", "Prif bwyntiau", "Pryd i stopio", "Myth", "Ffaith",
           "Ar y dudalen hon", "O ble daw hyn", "Cyfeirnod", "Tabl"),
    "de": ("Tun", "Lassen", "Das Wichtigste", "Wann Sie aufhören", "Irrtum", "Tatsache",
           "Auf dieser Seite", "Worauf das beruht", "Quelle", "Tabelle"),
    "es": ("Haga", "No haga", "Puntos clave", "Cuándo parar", "Mito", "Realidad",
           "En esta página", "De dónde viene esto", "Referencia", "Tabla"),
    "fr": ("À faire", "À éviter", "L’essentiel", "Quand arrêter", "Idée reçue", "En réalité",
           "Sur cette page", "D’où cela vient", "Référence", "Tableau"),
    "he": ("לעשות", "לא לעשות", "עיקרי הדברים", "מתי לעצור", "מיתוס", "עובדה",
           "בעמוד זה", "מקורות", "מקור", "טבלה"),
    "it": ("Da fare", "Da evitare", "Punti chiave", "Quando fermarsi", "Mito", "Realtà",
           "In questa pagina", "Da dove viene", "Riferimento", "Tabella"),
    "nl": ("Wel doen", "Niet doen", "Het belangrijkste", "Wanneer stoppen", "Fabel", "Feit",
           "Op deze pagina", "Waar dit op steunt", "Bron", "Tabel"),
    "pl": ("Rób", "Nie rób", "Najważniejsze", "Kiedy przerwać", "Mit", "Fakt",
           "Na tej stronie", "Skąd to wiemy", "Źródło", "Tabela"),
    "pt": ("Faça", "Não faça", "Pontos principais", "Quando parar", "Mito", "Facto",
           "Nesta página", "De onde vem isto", "Referência", "Tabela"),
    "tr": ("Yapın", "Yapmayın", "Önemli noktalar", "Ne zaman durmalı", "Yanlış", "Doğru",
           "Bu sayfada", "Bu bilgi nereden geliyor", "Kaynak", "Tablo"),
    "uk": ("Робіть", "Не робіть", "Головне", "Коли зупинитися", "Міф", "Факт",
           "На цій сторінці", "Звідки це відомо", "Джерело", "Таблиця"),
}  # fmt: skip


def _table(words):
    *boxes, reference, table = words
    return dict(
        zip(_ENGLISH, [*boxes, f"{reference} {{number}}", f"{table} {{number}}"], strict=True)
    )


WORDS = MappingProxyType(
    {"en": _ENGLISH, **{language: _table(words) for language, words in _OTHERS.items()}}
)


def words_for(language: str):
    """The table for a language tag such as "de" or "pt-br"; English where there is none."""
    base = (language or "en").replace("_", "-").split("-")[0].lower()
    return WORDS.get(base, WORDS["en"])
