# Las palabras del tema en español. Para cambiar una, copie su línea en themes/default/strings/es.ftl de su
# playbook.

# Fechas

day = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
  } de { $year }
updated = Actualizado
date = Fecha

# Cómo orientarse

skip = Ir al contenido
menu = Menú
menu-name = Menú principal
close = Cerrar
footer-name = Más páginas
breadcrumbs = Usted está aquí
contents = En esta página
pair-name = Pasos de esta serie
previous = Paso anterior
next = Paso siguiente
home = Inicio
guides = Guías
resources = Recursos
articles = Artículos
cycles = Ciclos de prueba
references = Referencias
moved = Esta página cambió de lugar
not-found = No encontramos esta página
not-found-why = Tal vez cambió de lugar, o el enlace tiene un error. Desde estas páginas puede empezar otra vez.
nothing-here = Aquí todavía no hay nada.

# La búsqueda

search = Buscar
search-results = Resultados
search-count = { $number ->
    [0] No se encontró nada. Pruebe con otras palabras.
    [one] 1 resultado
   *[other] { $number } resultados
  }
search-best = Los { $number } mejores resultados
search-all = Todos los resultados
search-listed = Todas las páginas
search-failed = En este momento no se puede buscar. Presione Entrar para ver una lista de todas las páginas.
found-page = Página
found-guide = Guía
found-series = Serie de guías
found-list = Lista
found-article = Artículo
found-question = Gran pregunta
found-task = Tarea
found-work = Obra citada
all-guides = Todas las guías
all-resources = Todos los recursos
all-articles = Todos los artículos
all-cycles = Todos los ciclos de prueba
all-pages = Otras páginas

# La escuela

ask-us = ¿Tiene preguntas? Contáctenos
call = Llamar al { $phone }
write = Escribir a { $email }
decided = Lo que decidimos hace poco
feed-decision = Lo decidió nuestro equipo
team-edition = Edición del equipo. Tiene borradores y notas que no son para el público.

# Lo que el público no ve

private-team = Solo para el equipo
private-draft = Borrador: no es público
private-retired = Fuera de uso: no es público

# Guías

step-of = Paso { $step } de { $steps }
steps = { $number ->
    [one] Un paso
   *[other] Los { $number } pasos
  }
minutes = { $number ->
    [one] 1 minuto
   *[other] { $number } minutos
  }
series-guides = { $number ->
    [one] 1 guía
   *[other] { $number } guías
  }
progress-questions = { $total ->
    [one] { $done } de 1 pregunta con respuesta
   *[other] { $done } de { $total } preguntas con respuesta
  }
progress-tasks = { $total ->
    [one] { $done } de 1 tarea hecha
   *[other] { $done } de { $total } tareas hechas
  }

worksheet = Hoja de trabajo
worksheet-open = Hoja de trabajo para escribir
worksheet-print = Esta es la hoja de trabajo de su equipo. Imprima esta página: donde aún no hay respuesta, hay espacio para escribir.
worksheet-close = Volver a la guía

# Las partes de una guía, por los nombres que las abren

block-goal = Meta
block-questions = Grandes preguntas
block-tasks = Tareas importantes
block-organizer = Cómo se ve
block-theory = Nuestra teoría de acción
block-connect = ¿Necesita ayuda?
block-strategies = Estrategias
block-challenges = Retos
block-resources = Recursos
block-references = Referencias
block-video = Vea el video
block-chart = Gráfica
block-note = Nota
block-tip = Consejo
block-important = Importante
block-warning = Atención
block-summary = En pocas palabras

# Respuestas

answer = Nuestra respuesta
not-answered = Aún sin respuesta
not-filled-in = Aún sin llenar
nothing-yet = Aún no hay nada aquí
status-agreed = Acordada
status-proposed = Propuesta
status-draft = Borrador
status-retired = Fuera de uso
status-outdated = Hay que revisarla
outdated-why = La pregunta cambió después de nuestra respuesta.
review = La revisaremos el

# Tareas

task-todo = Por hacer
task-doing = En marcha
task-done = Hecha
task-who = Quién:
task-when = Para cuándo:
due = Fecha límite

# La teoría de acción: “Si …, entonces …, para que …”

theory-if = Si
theory-then = entonces
theory-so-that = para que

# Recursos

filter = Encuentre un recurso
filter-kind = Tipo
filter-any-kind = Todos los tipos
filter-any-condition = Cualquier cosa
filter-any-time = Cualquier duración
filter-time = { $number } minutos o menos
filter-reset = Ver todos
filter-none = No hay nada que corresponda. Elija menos, o vea todos.
kind-protocol = Protocolo
kind-agenda = Agenda
kind-template = Plantilla
kind-reading = Lectura
kind-video = Video
kind-rubric = Rúbrica
kind-micro-credential = Microcredencial
kinds-protocol = Protocolos
kinds-agenda = Agendas
kinds-template = Plantillas
kinds-reading = Lecturas
kinds-video = Videos
kinds-rubric = Rúbricas
kinds-micro-credential = Microcredenciales
resource-time = Tiempo
resource-group = Grupo
resource-roles = Funciones
resource-language = Idioma
language-name = { $language ->
    [am] amárico
    [ar] árabe
    [bn] bengalí
    [de] alemán
    [en] inglés
    [es] español
    [fa] persa
    [fr] francés
    [gu] guyaratí
    [haw] hawaiano
    [hi] hindi
    [hmn] hmong
    [ht] criollo haitiano
    [hy] armenio
    [it] italiano
    [ja] japonés
    [kar] karen
    [km] jemer
    [ko] coreano
    [lo] lao
    [my] birmano
    [nv] navajo
    [ne] nepalí
    [pa] panyabí
    [pl] polaco
    [ps] pastún
    [pt] portugués
    [ro] rumano
    [ru] ruso
    [rw] kiñaruanda
    [so] somalí
    [sw] suajili
    [ta] tamil
    [te] telugu
    [th] tailandés
    [tl] tagalo
    [uk] ucraniano
    [ur] urdu
    [uz] uzbeko
    [vi] vietnamita
    [yo] yoruba
    [zh] chino
   *[other] { $language }
  }
resource-conditions = Ayuda con
resource-link = Abrir en { $host }
resource-file = Descargar el archivo
resource-checked = Enlace revisado
no-resources = Todavía no hay recursos de este tipo.
video-on = Video en { $host }

# Artículos

reading-time = { $number ->
    [one] 1 minuto de lectura
   *[other] { $number } minutos de lectura
  }

# Ciclos de prueba

cycle = Ciclo de prueba
cycle-start = Desde
cycle-end = Hasta
cycle-plan = Planificar
cycle-do = Hacer
cycle-study = Estudiar
cycle-act = Actuar
cycle-change = Lo que probamos
cycle-predictions = Lo que esperamos
cycle-measure = Lo que contamos
decision-adopt = Lo mantenemos
decision-adapt = Lo cambiamos y lo probamos otra vez
decision-abandon = Lo dejamos
decision-none = Aún sin decidir
chart-label = Gráfica de seguimiento: { $measure }. { $count } puntos, de { $first } al principio a { $last } al final. La tabla tiene todos los números.
chart-median = { $number ->
    [one] La línea de guiones es el primer punto: { $median }.
   *[other] La línea de guiones es la mediana de los primeros { $number } puntos: { $median }.
  }
chart-numbers = Los números en una tabla
chart-numbers-of = Los números: { $title }
value = Valor
remark = Nota
no-value = sin datos
no-data = Aún no hay números

# Referencias y notas al pie

cited-in = Citado en
cited-place = lugar { $number }
citation-back = Volver a donde se cita, lugar { $number }
no-references = Todavía no se cita nada.
footnotes = Notas al pie
footnote = Nota al pie { $number }
footnote-back = Volver al texto, lugar { $number }
table = Tabla
