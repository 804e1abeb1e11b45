"""The Spanish of what is wrong with the text of a file, before it is a model."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "the file has {size:,} bytes; archgen reads up to {most:,}": (
        "el archivo tiene {size} bytes; archgen lee hasta {most}"
    ),
    "split the system into several files": "divida el sistema en varios archivos",
    "the file is UTF-16 or UTF-32, not UTF-8": "el archivo está en UTF-16 o UTF-32, no en UTF-8",
    "save it as UTF-8": "guárdelo en UTF-8",
    "the byte {byte} is not UTF-8 text": "el byte {byte} no es texto UTF-8",
    "save the file as UTF-8": "guarde el archivo en UTF-8",
    "{code} is an unusual end of line, which readers of YAML do not agree on": (
        "{code} es un fin de línea poco común, que no todos los lectores de YAML interpretan igual"
    ),
    "use a plain new line": "use un salto de línea normal",
    "{code} is a control character, not text": "{code} es un carácter de control, no texto",
    "take it away": "quítelo",
    "the escape for {code} is a control character, not text": (
        "la secuencia de escape de {code} es un carácter de control, no texto"
    ),
    "there is nothing in the file": "el archivo está vacío",
    "`archgen init` writes one to begin with": "`archgen init` escribe uno para empezar",
    "the file must be a map of keys: `archgen: 1`, `name: ...`, `regions: ...`": (
        "el archivo debe ser un mapa de claves: `archgen: 1`, `name: ...`, `regions: ...`"
    ),
    "a second document begins here": "aquí empieza un segundo documento",
    "keep one document to a file": "deje un solo documento por archivo",
    "more than {most} maps and lists inside each other": (
        "hay más de {most} mapas y listas unos dentro de otros"
    ),
    "more than {most:,} values, with what aliases repeat": (
        "hay más de {most} valores, contando lo que repiten los alias"
    ),
    'the key "{key}" is in this map twice': 'la clave "{key}" está dos veces en este mapa',
    "first here": "primero aquí",
    "keep one of the two; nothing is merged": "deje una de las dos; no se combinan",
    "a key must be text, not a map or a list": "una clave debe ser texto, no un mapa ni una lista",
    "put a text that begins with {map} or {list} in quotes": (
        "ponga entre comillas un texto que empiece por {map} o {list}"
    ),
    "a key must be text": "una clave debe ser texto",
    "there is no anchor &{name} for this alias": "no hay ninguna ancla &{name} para este alias",
    "; did you mean *{known}?": "; ¿quiso decir *{known}?",
    "a text that begins with * needs quotes; &{name} must come before it": (
        "un texto que empieza por * necesita comillas; &{name} debe aparecer antes"
    ),
    "*{name} is used inside &{name} and would repeat it without end": (
        "*{name} se usa dentro de &{name} y lo repetiría sin fin"
    ),
    "<< takes the keys of other maps: an alias of a map, or a list of them": (
        "<< toma las claves de otros mapas: un alias de un mapa, o una lista de ellos"
    ),
    "the tag {name} has no meaning here": "la etiqueta {name} no tiene sentido aquí",
    "take the tag away": "quite la etiqueta",
    "this is not YAML: {problem}": "esto no es YAML: {problem}",
    "it cannot be read": "no se puede leer",
    "a conflict of a merge was left here": "aquí quedó un conflicto de fusión sin resolver",
    "keep one of the two sides, and take the lines of <, = and > away": (
        "deje uno de los dos lados y quite las líneas de <, = y >"
    ),
    "text cannot begin with {sign}": "un texto no puede empezar por {sign}",
    "put it in quotes: '{value}'": "póngalo entre comillas: '{value}'",
    "a tab cannot indent a line in YAML": "en YAML no se puede sangrar una línea con un tabulador",
    "use spaces instead of the tab": "use espacios en lugar del tabulador",
    "this quote is never closed: {sign}": "esta comilla no se cierra: {sign}",
    "add the closing {sign}": "añada {sign} para cerrar",
    "# begins a comment here, and so the {sign} before it is never closed": (
        "# inicia aquí un comentario, y por eso no se cierra el {sign} que lo precede"
    ),
    "put a text with # in it in quotes": "ponga entre comillas un texto que contenga #",
    "this {sign} is never closed": "este {sign} no se cierra",
    "expected a comma or the closing {sign} here": "aquí se esperaba una coma o el {sign} de cierre",
    "text with , : [ ] {{ }} in it needs quotes between {opening} and {closing}": (
        "un texto que contenga , : [ ] {{ }} necesita comillas entre {opening} y {closing}"
    ),
    "write the ' inside of a text in single quotes twice, or use double quotes": (
        "duplique la ' dentro de un texto entre comillas simples, o use comillas dobles"
    ),
    'a second ": " on one line cannot be read': 'no se puede leer un segundo ": " en la misma línea',
    'put a text that has ": " in it in quotes': 'ponga entre comillas un texto que contenga ": "',
    "a key is not allowed here: the line before it is not finished, or this one is indented too far": (
        "aquí no puede ir una clave: la línea anterior no está terminada, o esta tiene demasiada sangría"
    ),
    "align the key with the other keys of its map": "alinee la clave con las demás claves de su mapa",
    "this line has no space behind the colon": "a esta línea le falta un espacio después de los dos puntos",
    'this line has no ":" behind the key': 'a esta línea le falta ":" después de la clave',
    'a key without ":" after it: {line}': 'una clave sin ":" después: {line}',
    "write `key: value`": "escriba `clave: valor`",
    "this quote is closed only by the next one, lines below": (
        "esta comilla no se cierra hasta la siguiente, varias líneas más abajo"
    ),
    "add the closing {sign} to its line": "añada {sign} al final de su línea",
    "the value has ended before this: {rest}": "el valor ya ha terminado antes de esto: {rest}",
    "put the whole value in quotes": "ponga todo el valor entre comillas",
    "this line does not line up with the lines above it": "esta línea no está alineada con las anteriores",
    "indent it like the keys (or the list items) that it belongs to": (
        "sángrela como las claves (o los elementos de lista) a las que pertenece"
    ),
    "keys and list items (which begin with a hyphen) cannot be mixed": (
        "no se pueden mezclar claves y elementos de lista (los que empiezan por un guion)"
    ),
    "take the hyphens away where names are given, or begin each line with one": (
        "quite los guiones donde haya nombres, o empiece cada línea con uno"
    ),
    "a list item cannot begin on the line of its key": (
        "un elemento de lista no puede empezar en la línea de su clave"
    ),
    "begin the list on a new line": "empiece la lista en una línea nueva",
    "use single quotes, or write the backslash twice": "use comillas simples, o duplique la barra invertida",
    "{escape} is not an escape in a text in double quotes": (
        "{escape} no es una secuencia de escape en un texto entre comillas dobles"
    ),
    "take the tag away, or put the text in quotes": "quite la etiqueta, o ponga el texto entre comillas",
    "this tag (!...) is not known": "esta etiqueta (!...) no se conoce",
    "{sign} begins an anchor, and no name follows it": "{sign} inicia un ancla, y no le sigue ningún nombre",
    "{sign} begins an alias, and no name follows it": "{sign} inicia un alias, y no le sigue ningún nombre",
    "a text with {sign} needs quotes": "un texto con {sign} necesita comillas",
    "after {sign} the text begins on the next line": (
        "después de {sign} el texto empieza en la línea siguiente"
    ),
    "begin it on the next line, or put a text that begins with {sign} in quotes": (
        "empiécelo en la línea siguiente, o ponga entre comillas un texto que empiece por {sign}"
    ),
    "this YAML directive cannot be read: {line}": "no se puede leer esta directiva de YAML: {line}",
    "take the line away": "quite la línea",
    "this quote is not closed before the end of the document: {sign}": (
        "esta comilla no se cierra antes del final del documento: {sign}"
    ),
    "the file ends in the middle of a value": "el archivo termina en medio de un valor",
    "{sign} is not allowed here": "{sign} no puede ir aquí",
    "put the text in quotes, or take it away": "ponga el texto entre comillas, o quítelo",
    "the document has ended above, and this follows it": (
        "el documento ya ha terminado más arriba, y esto viene después"
    ),
    "take the `...` or `---` away": "quite el `...` o el `---`",
    "it has {named} in it; write a plain space": "contiene {named}; escriba un espacio normal",
    "it has {named} in it; remove it": "contiene {named}; quítelo",
    "an invisible character": "un carácter invisible",
    "a no-break space": "un espacio de no separación",
    "a narrow no-break space": "un espacio estrecho de no separación",
    "a figure space": "un espacio de cifra",
    "an ideographic space": "un espacio ideográfico",
    "a zero-width space": "un espacio de ancho cero",
    "a zero-width non-joiner": "un separador de ancho cero",
    "a zero-width joiner": "un unidor de ancho cero",
    "a word joiner": "un unidor de palabras",
    "a byte order mark": "una marca de orden de bytes",
    "a soft hyphen": "un guion opcional",
    "line {line}: {hidden}": "línea {line}: {hidden}",
    "line {line}": "la línea {line}",
    "lines {first} to {last}": "las líneas {first} a {last}",
    "this ignore comment names no rule; write `# archgen: ignore[AG215] reason`": (
        "este comentario ignore no nombra ninguna regla; escriba `# archgen: ignore[AG215] motivo`"
    ),
    "this ignore comment gives no reason; write it after the bracket: `# archgen: ignore[{rules}] reason`": (
        "este comentario ignore no da ningún motivo; escríbalo después del corchete: "
        "`# archgen: ignore[{rules}] motivo`"
    ),
    "this ignore comment has no day after `until`, but {until}; write it as 2027-01-31": (
        "este comentario ignore no tiene una fecha después de `until`, sino {until}; "
        "escríbala como 2027-01-31"
    ),
    "the ignore of {rules} matches no finding on {where}; remove it": (
        "la excepción de {rules} no corresponde a ningún hallazgo en {where}; quítela"
    ),
    "the ignore of {rules} matches no finding on {where}; remove it from the comment": (
        "la excepción de {rules} no corresponde a ningún hallazgo en {where}; quítela del comentario"
    ),
}
