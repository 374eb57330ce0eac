<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About digitpad</source>
        <translation>Über digitpad</translation>
    </message>
    <message>
        <source>Draw a digit and watch a neural network decide, and learn.</source>
        <translation>Zeichne eine Ziffer und sieh zu, wie ein neuronales Netz entscheidet und lernt.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence; it comes without any warranty.</source>
        <translation>Freie Software unter der MIT-Lizenz, ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Copy the versions, for a report</source>
        <translation>Kopiert die Versionen, für eine Meldung</translation>
    </message>
</context>
<context>
    <name>ActivationCurve</name>
    <message>
        <source>activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>sum of each output</source>
        <translation>Summe jeder Ausgabe</translation>
    </message>
    <message>
        <source>share of each output</source>
        <translation>Anteil jeder Ausgabe</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas: draw a digit here</source>
        <translation>Zeichenfläche: Zeichne hier eine Ziffer</translation>
    </message>
    <message>
        <source>Arrow keys move the pen, with Shift faster; Space puts it down and lifts it; Escape takes the stroke back, Delete erases the one under the pen.</source>
        <translation>Die Pfeiltasten bewegen den Stift, mit Umschalt schneller; die Leertaste setzt ihn auf und hebt ihn ab; Esc nimmt den Strich zurück, Entf löscht den unter dem Stift.</translation>
    </message>
    <message numerus="yes">
        <source>{count} strokes.</source>
        <translation>
            <numerusform>{count} Strich.</numerusform>
            <numerusform>{count} Striche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation>Leer.</translation>
    </message>
    <message>
        <source>clearing</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>erasing a stroke</source>
        <translation>Löschen eines Strichs</translation>
    </message>
    <message>
        <source>Pen down</source>
        <translation>Stift aufgesetzt</translation>
    </message>
    <message>
        <source>Pen lifted</source>
        <translation>Stift abgehoben</translation>
    </message>
    <message>
        <source>Stroke taken back</source>
        <translation>Strich zurückgenommen</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>Zeichne eine Ziffer</translation>
    </message>
    <message>
        <source>With keys: arrows move the pen, Space puts it down and lifts it</source>
        <translation>Mit Tasten: Pfeile bewegen den Stift, die Leertaste setzt ihn auf und hebt ihn ab</translation>
    </message>
</context>
<context>
    <name>CanvasTools</name>
    <message>
        <source>Tools of the canvas</source>
        <translation>Werkzeuge der Zeichenfläche</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>Merken als</translation>
    </message>
    <message>
        <source>Keep the drawing as a sample of your handwriting (or press the digit&apos;s key)</source>
        <translation>Behält die Zeichnung als Beispiel deiner Handschrift (oder drücke die Taste der Ziffer)</translation>
    </message>
</context>
<context>
    <name>CloseButton</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the window (Esc)</source>
        <translation>Zurück zum Fenster (Esc)</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>DigitView</name>
    <message>
        <source>What the network sees: the drawing as 28 by 28 pixels</source>
        <translation>Was das Netz sieht: die Zeichnung als 28 mal 28 Pixel</translation>
    </message>
    <message>
        <source>What the network sees: your drawing, fitted and centred in 28 × 28 pixels. Click to see how.</source>
        <translation>Was das Netz sieht: deine Zeichnung, eingepasst und zentriert in 28 × 28 Pixel. Klicke, um zu sehen, wie.</translation>
    </message>
    <message>
        <source>{count} of 784 pixels have ink.</source>
        <translation>{count} von 784 Pixeln haben Tinte.</translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation>Leer.</translation>
    </message>
    <message>
        <source>Press it to see how it came about.</source>
        <translation>Drücke darauf, um zu sehen, wie es entstand.</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Das Herunterladen abbrechen</translation>
    </message>
    <message>
        <source>Downloading {name}: {done:.1f} of {all:.1f} MB</source>
        <translation>{name} wird geladen: {done:.1f} von {all:.1f} MB</translation>
    </message>
</context>
<context>
    <name>Downloader</name>
    <message>
        <source>{name} was not fetched</source>
        <translation>{name} wurde nicht geholt</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Save model</source>
        <translation>Modell speichern</translation>
    </message>
    <message>
        <source>The model is saved in {path}.</source>
        <translation>Das Modell ist gespeichert in {path}.</translation>
    </message>
    <message>
        <source>Digits (*.npz *.jsonl *.jsonl.gz *ubyte *ubyte.gz);;All files (*)</source>
        <translation>Ziffern (*.npz *.jsonl *.jsonl.gz *ubyte *ubyte.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open digits</source>
        <translation>Ziffern öffnen</translation>
    </message>
    <message>
        <source>Open a folder with IDX files</source>
        <translation>Ordner mit IDX-Dateien öffnen</translation>
    </message>
    <message>
        <source>Pictures (*.png);;Drawings for print (*.svg)</source>
        <translation>Bilder (*.png);;Zeichnungen für den Druck (*.svg)</translation>
    </message>
    <message>
        <source>Save network picture</source>
        <translation>Bild des Netzes speichern</translation>
    </message>
    <message>
        <source>{path}: the picture could not be written</source>
        <translation>{path}: Das Bild ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>The picture was not copied</source>
        <translation>Das Bild wurde nicht kopiert</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>The texts of the walk</source>
        <translation>Die Texte des Rundgangs</translation>
    </message>
    <message>
        <source>step of learning</source>
        <translation>Lernschritt</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>Zufällige Gewichte</translation>
    </message>
    <message>
        <source>return to the trained weights</source>
        <translation>Rückkehr zu den trainierten Gewichten</translation>
    </message>
    <message>
        <source>Which digit did you draw?</source>
        <translation>Welche Ziffer hast du gezeichnet?</translation>
    </message>
    <message>
        <source>Draw a digit to begin</source>
        <translation>Zeichne zuerst eine Ziffer</translation>
    </message>
    <message>
        <source>A random example</source>
        <translation>Ein zufälliges Beispiel</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>digitpad help</source>
        <translation>Hilfe zu digitpad</translation>
    </message>
    <message>
        <source>The help</source>
        <translation>Die Hilfe</translation>
    </message>
    <message>
        <source>Find in the help</source>
        <translation>In der Hilfe suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Not in the help</source>
        <translation>Nicht in der Hilfe</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Neuron inspector</source>
        <translation>Inspektor eines Neurons</translation>
    </message>
    <message>
        <source>No neuron</source>
        <translation>Kein Neuron</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… und {count} weitere</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Its activation: {kind}</source>
        <translation>Seine Aktivierung: {kind}</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es ist</translation>
    </message>
    <message>
        <source>The drawing, with this pixel framed</source>
        <translation>Die Zeichnung, mit diesem Pixel gerahmt</translation>
    </message>
    <message>
        <source>Click another pixel to go there.</source>
        <translation>Klicke ein anderes Pixel an, um dorthin zu gehen.</translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation>Was es sucht</translation>
    </message>
    <message>
        <source>What it looks for, as 28 by 28 pixels</source>
        <translation>Was es sucht, als 28 mal 28 Pixel</translation>
    </message>
    <message>
        <source>Double-click a weight to change it.</source>
        <translation>Doppelklicke ein Gewicht, um es zu ändern.</translation>
    </message>
    <message>
        <source>Pause training to change a weight.</source>
        <translation>Halte das Training an, um ein Gewicht zu ändern.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Click a neuron in the picture of the network to see what it computes.</source>
        <translation>Klicke im Bild des Netzes ein Neuron an, um zu sehen, was es berechnet.</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>The terms of its sum, largest first</source>
        <translation>Die Glieder seiner Summe, die größten zuerst</translation>
    </message>
    <message>
        <source>Its sum</source>
        <translation>Seine Summe</translation>
    </message>
    <message>
        <source>The same times the drawing</source>
        <translation>Dasselbe mal die Zeichnung</translation>
    </message>
    <message>
        <source>… and finds here</source>
        <translation>… und hier findet</translation>
    </message>
    <message>
        <source>The weight of each pixel; on the right, times its ink.</source>
        <translation>Das Gewicht jedes Pixels; rechts mal seine Tinte.</translation>
    </message>
    <message>
        <source>The weight of each pixel.</source>
        <translation>Das Gewicht jedes Pixels.</translation>
    </message>
    <message>
        <source>Traced back to the pixels: how this sum would change with more ink, for this drawing; on the right, times its ink.</source>
        <translation>Zurückverfolgt zu den Pixeln: wie sich diese Summe mit mehr Tinte ändern würde, bei dieser Zeichnung; rechts mal ihre Tinte.</translation>
    </message>
    <message>
        <source>Traced back to the pixels along all weights, as if all neurons before it were on.</source>
        <translation>Zurückverfolgt zu den Pixeln über alle Gewichte, als wären alle Neuronen davor an.</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>gives</source>
        <translation>gibt</translation>
    </message>
    <message>
        <source>The strongest weights to the next layer</source>
        <translation>Die stärksten Gewichte zur nächsten Schicht</translation>
    </message>
    <message>
        <source>Where its activation goes</source>
        <translation>Wohin seine Aktivierung geht</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>The network is in no file, and it cannot be kept for the next start</source>
        <translation>Das Netz ist in keiner Datei gespeichert und lässt sich nicht für den nächsten Start aufbewahren</translation>
    </message>
    <message>
        <source>{folder}: what you draw and train is not kept there in case of a crash</source>
        <translation>{folder}: Was du zeichnest und trainierst, wird dort nicht für den Fall eines Absturzes aufbewahrt</translation>
    </message>
    <message>
        <source>What was not saved before digitpad ended cannot be read; it is kept as {path}.</source>
        <translation>Was vor dem Ende von digitpad nicht gespeichert war, lässt sich nicht lesen; es liegt in {path}.</translation>
    </message>
</context>
<context>
    <name>LandscapePage</name>
    <message>
        <source>The whole loss</source>
        <translation>Verlustlandschaft</translation>
    </message>
    <message>
        <source>Map of the loss along</source>
        <translation>Karte des Verlusts über</translation>
    </message>
    <message>
        <source>Directions of the map</source>
        <translation>Richtungen der Karte</translation>
    </message>
    <message>
        <source>two random directions</source>
        <translation>zwei zufällige Richtungen</translation>
    </message>
    <message>
        <source>main directions of this run</source>
        <translation>Hauptrichtungen dieses Laufs</translation>
    </message>
    <message>
        <source>New directions</source>
        <translation>Neue Richtungen</translation>
    </message>
    <message>
        <source>Draw two other random directions</source>
        <translation>Zwei andere zufällige Richtungen ziehen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Auffrischen</translation>
    </message>
    <message>
        <source>Map the loss around the network as it is now</source>
        <translation>Den Verlust um das Netz herum zeigen, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Share of the map that is done</source>
        <translation>Wie viel von der Karte fertig ist</translation>
    </message>
    <message>
        <source>Train first: there is no run yet.</source>
        <translation>Trainiere zuerst: Es gibt noch keinen Lauf.</translation>
    </message>
    <message>
        <source>Reading digits … {share:.0f} %</source>
        <translation>Ziffern werden gelesen … {share:.0f} %</translation>
    </message>
    <message>
        <source>Computing the loss …</source>
        <translation>Der Verlust wird berechnet …</translation>
    </message>
    <message>
        <source>Each point of this map is a network: this one, with all its weights moved along two directions. Dark is a low loss. Training looks for the bottom of the valley.</source>
        <translation>Jeder Punkt dieser Karte ist ein Netz: dieses, alle Gewichte entlang zweier Richtungen verschoben. Dunkel ist ein kleiner Verlust. Das Training sucht den Grund des Tals.</translation>
    </message>
    <message>
        <source>Each point of this map is a network. The line is the way that training has gone, from the ring to the dot, seen along the two directions in which it moved most. Dark is a low loss.</source>
        <translation>Jeder Punkt dieser Karte ist ein Netz. Die Linie ist der Weg des Trainings, vom Ring zum Punkt, in den zwei Richtungen gesehen, in denen es am weitesten kam. Dunkel ist ein kleiner Verlust.</translation>
    </message>
    <message numerus="yes">
        <source>Loss of {count} generated digits, always the same ones.</source>
        <translation>
            <numerusform>Verlust von {count} erzeugten Ziffer, immer derselben.</numerusform>
            <numerusform>Verlust von {count} erzeugten Ziffern, immer denselben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loss of {count} digits of the data that it was trained on.</source>
        <translation>
            <numerusform>Verlust von {count} Ziffer der Daten, mit denen trainiert wurde.</numerusform>
            <numerusform>Verlust von {count} Ziffern der Daten, mit denen trainiert wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>Distance 1 is as far as all the weights are from zero.</source>
        <translation>Abstand 1 ist so weit, wie alle Gewichte von null entfernt sind.</translation>
    </message>
    <message>
        <source>The run has also moved in other directions, so its losses were not quite those of the map.</source>
        <translation>Der Lauf ging auch in andere Richtungen, seine Verluste waren also nicht ganz die der Karte.</translation>
    </message>
    <message>
        <source>The network has changed since; Refresh maps it anew.</source>
        <translation>Das Netz hat sich seither geändert; Auffrischen zeichnet die Karte neu.</translation>
    </message>
</context>
<context>
    <name>LandscapePicture</name>
    <message>
        <source>Map of the loss; arrow keys go from point to point</source>
        <translation>Karte des Verlusts; die Pfeiltasten gehen von Punkt zu Punkt</translation>
    </message>
    <message>
        <source>From {low} to {high}; the network is in the middle, at {here}.</source>
        <translation>Von {low} bis {high}; das Netz ist in der Mitte, bei {here}.</translation>
    </message>
    <message>
        <source>Loss here: {loss}</source>
        <translation>Verlust hier: {loss}</translation>
    </message>
    <message>
        <source>direction {number} (random)</source>
        <translation>Richtung {number} (zufällig)</translation>
    </message>
    <message>
        <source>main direction {number} ({share:.0f} % of the run)</source>
        <translation>Hauptrichtung {number} ({share:.0f} % des Laufs)</translation>
    </message>
    <message>
        <source>loss (log)</source>
        <translation>Verlust (log)</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>now: {loss}</source>
        <translation>jetzt: {loss}</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>activation × weight</source>
        <translation>Aktivierung × Gewicht</translation>
    </message>
    <message>
        <source>Blue: {what} above zero; red, dashed: below zero; violet-grey: both lie over one another.</source>
        <translation>Blau: {what} über null; rot, gestrichelt: unter null; violettgrau: Beides liegt übereinander.</translation>
    </message>
    <message>
        <source>Grey of a neuron: its activation, on the scale below its layer.</source>
        <translation>Grau eines Neurons: seine Aktivierung, nach der Skala unter seiner Schicht.</translation>
    </message>
    <message>
        <source>No activation.</source>
        <translation>Keine Aktivierung.</translation>
    </message>
    <message>
        <source>Every weight is drawn</source>
        <translation>Jedes Gewicht ist gezeichnet</translation>
    </message>
    <message>
        <source>Every contribution is drawn</source>
        <translation>Jeder Beitrag ist gezeichnet</translation>
    </message>
    <message>
        <source>{every}, dashed below 0: ±{low} is {faint} opaque, ±{high} is {strong}; where they overlap, strong ones show.</source>
        <translation>{every}, unter 0 gestrichelt: ±{low} deckt zu {faint}, ±{high} zu {strong}; übereinander sieht man die starken.</translation>
    </message>
    <message>
        <source>Legend of the network&apos;s picture</source>
        <translation>Legende zum Bild des Netzes</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>activation, none yet</source>
        <translation>Aktivierung, noch keine</translation>
    </message>
    <message>
        <source>above 0</source>
        <translation>über 0</translation>
    </message>
    <message>
        <source>below 0</source>
        <translation>unter 0</translation>
    </message>
</context>
<context>
    <name>LinksAside</name>
    <message>
        <source>The links of the network could not be drawn</source>
        <translation>Die Verbindungen des Netzes ließen sich nicht zeichnen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>random example</source>
        <translation>Zufälliges Beispiel</translation>
    </message>
    <message>
        <source>{what}: not on this computer yet, {size:.0f} MB to download.</source>
        <translation>{what}: noch nicht auf diesem Computer, {size:.0f} MB zum Herunterladen.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>The window speaks the other language from its next start.</source>
        <translation>Das Fenster spricht die andere Sprache ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>weight change</source>
        <translation>Gewichtsänderung</translation>
    </message>
    <message numerus="yes">
        <source>Kept as a {label}. The data set “My handwriting” has {count} of your digits now.</source>
        <translation>
            <numerusform>Als {label} gemerkt. Der Datensatz „Meine Handschrift“ hat jetzt {count} deiner Ziffern.</numerusform>
            <numerusform>Als {label} gemerkt. Der Datensatz „Meine Handschrift“ hat jetzt {count} deiner Ziffern.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>MenuBar</name>
    <message>
        <source>Menus</source>
        <translation>Menüs</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open model …</source>
        <translation>Modell ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Save model</source>
        <translation>Modell &amp;speichern</translation>
    </message>
    <message>
        <source>Save model &amp;as …</source>
        <translation>Modell speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Open &amp;data file …</source>
        <translation>&amp;Datendatei öffnen …</translation>
    </message>
    <message>
        <source>Open data &amp;folder …</source>
        <translation>Daten&amp;ordner öffnen …</translation>
    </message>
    <message>
        <source>Save network &amp;picture …</source>
        <translation>&amp;Bild des Netzes speichern …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>{what} &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Clear drawing</source>
        <translation>Zeichnung &amp;leeren</translation>
    </message>
    <message>
        <source>Copy &amp;network picture</source>
        <translation>Bild des Netzes &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Retrain</source>
        <translation>&amp;Neu trainieren</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>S&amp;how samples …</source>
        <translation>&amp;Beispiele zeigen …</translation>
    </message>
    <message>
        <source>The whole &amp;loss …</source>
        <translation>&amp;Verlustlandschaft …</translation>
    </message>
    <message>
        <source>Shipped &amp;networks</source>
        <translation>&amp;Mitgelieferte Netze</translation>
    </message>
    <message>
        <source>&amp;Default: 784 – 128 – 64 – 10 neurons</source>
        <translation>&amp;Standard: 784 – 128 – 64 – 10 Neuronen</translation>
    </message>
    <message>
        <source>&amp;Small: 784 – 32 – 16 – 10 neurons</source>
        <translation>&amp;Klein: 784 – 32 – 16 – 10 Neuronen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>See &amp;why</source>
        <translation>&amp;Warum?</translation>
    </message>
    <message>
        <source>&amp;Step by step: how it learns</source>
        <translation>Schr&amp;itt für Schritt: wie es lernt</translation>
    </message>
    <message>
        <source>Ne&amp;xt step</source>
        <translation>&amp;Nächster Schritt</translation>
    </message>
    <message>
        <source>Step &amp;before</source>
        <translation>Schritt &amp;davor</translation>
    </message>
    <message>
        <source>&amp;Animate stages and activations</source>
        <translation>&amp;Stufen und Aktivierungen bewegen</translation>
    </message>
    <message>
        <source>&amp;Contributions now instead of weights</source>
        <translation>&amp;Beiträge jetzt statt Gewichte</translation>
    </message>
    <message>
        <source>&amp;Play the forward pass</source>
        <translation>Vorwärtsdurchlauf &amp;abspielen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Fit the &amp;network</source>
        <translation>Netz &amp;einpassen</translation>
    </message>
    <message>
        <source>Like the s&amp;ystem</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>D&amp;unkel</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>digitpad &amp;help</source>
        <translation>&amp;Hilfe zu digitpad</translation>
    </message>
    <message>
        <source>&amp;Report a problem …</source>
        <translation>Ein &amp;Problem melden …</translation>
    </message>
    <message>
        <source>&amp;About digitpad</source>
        <translation>Ü&amp;ber digitpad</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>{what} &amp;wiederholen</translation>
    </message>
</context>
<context>
    <name>NetworkEdit</name>
    <message>
        <source>The weights that you changed are not there any more: training or a file has brought others since.</source>
        <translation>Die Gewichte, die du geändert hast, sind nicht mehr da: Training oder eine Datei hat seither andere gebracht.</translation>
    </message>
</context>
<context>
    <name>NetworkTools</name>
    <message>
        <source>Tools of the network&apos;s picture</source>
        <translation>Werkzeuge für das Bild des Netzes</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>What the network has learned (W)</source>
        <translation>Was das Netz gelernt hat (W)</translation>
    </message>
    <message>
        <source>Contributions now</source>
        <translation>Beiträge jetzt</translation>
    </message>
    <message>
        <source>Activation × weight: what each link passes on of your drawing (W)</source>
        <translation>Aktivierung × Gewicht: was jede Verbindung von deiner Zeichnung weitergibt (W)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Send the activations through the network, layer by layer</source>
        <translation>Schickt die Aktivierungen durch das Netz, Schicht für Schicht</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+−)</source>
        <translation>Verkleinern (Strg+−)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole network (Ctrl+0)</source>
        <translation>Das ganze Netz zeigen (Strg+0)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>Vergrößern (Strg++)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>Schritt für Schritt</translation>
    </message>
    <message>
        <source>How the network learns from your digit, one step at a time</source>
        <translation>Wie das Netz aus deiner Ziffer lernt, Schritt für Schritt</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>784 pixels</source>
        <translation>784 Pixel</translation>
    </message>
    <message>
        <source>paper 0 – 1 ink</source>
        <translation>Papier 0 – 1 Tinte</translation>
    </message>
    <message>
        <source>{count} neurons</source>
        <translation>{count} Neuronen</translation>
    </message>
    <message>
        <source>{count} outputs</source>
        <translation>{count} Ausgaben</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Network with layers of {sizes} neurons</source>
        <translation>Netz mit Schichten von {sizes} Neuronen</translation>
    </message>
    <message>
        <source>Arrow keys lead from neuron to neuron, Escape lets go.</source>
        <translation>Die Pfeiltasten führen von Neuron zu Neuron, Esc lässt los.</translation>
    </message>
    <message>
        <source>{name}: activation {value}</source>
        <translation>{name}: Aktivierung {value}</translation>
    </message>
    <message>
        <source>Draw a digit to see what each link passes on.</source>
        <translation>Zeichne eine Ziffer, um zu sehen, was jede Verbindung weitergibt.</translation>
    </message>
</context>
<context>
    <name>NeuronView</name>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>activation × weight</source>
        <translation>Aktivierung × Gewicht</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>The terms of its sum, largest first</source>
        <translation>Die Glieder seiner Summe, die größten zuerst</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>NudgePanel</name>
    <message>
        <source>Check it yourself: change one weight and see the loss</source>
        <translation>Prüf es selbst: Ändere ein Gewicht und sieh den Verlust</translation>
    </message>
    <message>
        <source>Change the weight by</source>
        <translation>Das Gewicht ändern um</translation>
    </message>
    <message>
        <source>Change the weight by, as a number</source>
        <translation>Das Gewicht ändern um, als Zahl</translation>
    </message>
    <message>
        <source>loss before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>The loss with the weight as it is</source>
        <translation>Der Verlust mit dem Gewicht, wie es ist</translation>
    </message>
    <message>
        <source>loss now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>The loss with the weight changed</source>
        <translation>Der Verlust mit dem geänderten Gewicht</translation>
    </message>
    <message>
        <source>foretold</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>The loss before plus gradient times change</source>
        <translation>Der Verlust vorher plus Gradient mal Änderung</translation>
    </message>
    <message>
        <source>apart</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>The loss now minus what was foretold</source>
        <translation>Der Verlust jetzt minus den vorhergesagten</translation>
    </message>
    <message>
        <source>Keep this weight</source>
        <translation>Dieses Gewicht behalten</translation>
    </message>
    <message>
        <source>Give the network the changed weight</source>
        <translation>Dem Netz das geänderte Gewicht geben</translation>
    </message>
    <message>
        <source>No weight</source>
        <translation>Kein Gewicht</translation>
    </message>
    <message>
        <source>Pick a weight to change it by hand and see the loss.</source>
        <translation>Wähle ein Gewicht, um es von Hand zu ändern und den Verlust zu sehen.</translation>
    </message>
    <message>
        <source>From −{reach} to {reach}</source>
        <translation>Von −{reach} bis {reach}</translation>
    </message>
    <message>
        <source>weight from {source} to {target}</source>
        <translation>Gewicht von {source} zu {target}</translation>
    </message>
    <message>
        <source>Near 0 line and curve agree: that is what gradient means. Farther out they part.</source>
        <translation>Nahe 0 stimmen Gerade und Kurve überein: Das bedeutet Gradient. Weiter außen trennen sie sich.</translation>
    </message>
    <message>
        <source>The line is level: a small change of this weight makes no difference, a large one does.</source>
        <translation>Die Gerade ist waagerecht: Eine kleine Änderung dieses Gewichts macht nichts aus, eine große schon.</translation>
    </message>
    <message>
        <source>It makes no difference now: the neuron that it comes from is at 0.</source>
        <translation>Es macht jetzt nichts aus: Das Neuron, von dem es kommt, ist bei 0.</translation>
    </message>
    <message>
        <source>It makes no difference now: the neuron that it leads to lets nothing through.</source>
        <translation>Es macht jetzt nichts aus: Das Neuron, zu dem es führt, lässt nichts durch.</translation>
    </message>
    <message>
        <source>loss before {before}, now {now}, foretold {foretold}, apart {apart}</source>
        <translation>Verlust vorher {before}, jetzt {now}, vorhergesagt {foretold}, Abstand {apart}</translation>
    </message>
</context>
<context>
    <name>NudgePlot</name>
    <message>
        <source>The loss, and what the gradient foretells, over the change of the weight</source>
        <translation>Der Verlust, und was der Gradient vorhersagt, über der Änderung des Gewichts</translation>
    </message>
    <message>
        <source>foretold by the gradient, {gradient}</source>
        <translation>vom Gradienten vorhergesagt, {gradient}</translation>
    </message>
    <message>
        <source>gradient {gradient}</source>
        <translation>Gradient {gradient}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
</context>
<context>
    <name>OutputBars</name>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>Noch ist nichts gezeichnet.</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweite</translation>
    </message>
</context>
<context>
    <name>OutputsView</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
</context>
<context>
    <name>PatternPicture</name>
    <message>
        <source>Strongest: {pixel}.</source>
        <translation>Am stärksten: {pixel}.</translation>
    </message>
</context>
<context>
    <name>PatternScale</name>
    <message>
        <source>Depth of colour: (size ÷ largest) to the power of {root}, so that small values can be seen</source>
        <translation>Tiefe der Farbe: (Betrag ÷ größter) hoch {root}, damit kleine Werte zu sehen sind</translation>
    </message>
    <message>
        <source>Scale: red and striped to {low}, blue to {high}</source>
        <translation>Skala: rot und gestreift bis {low}, blau bis {high}</translation>
    </message>
</context>
<context>
    <name>PixelView</name>
    <message>
        <source>The drawing, with the chosen pixel framed</source>
        <translation>Die Zeichnung, mit dem gewählten Pixel gerahmt</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>See why</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>How your drawing becomes the 28 × 28 pixels that are read</source>
        <translation>Wie aus deiner Zeichnung die 28 × 28 Pixel werden, die gelesen werden</translation>
    </message>
    <message>
        <source>No digit yet</source>
        <translation>Noch leer</translation>
    </message>
    <message>
        <source>Draw one above</source>
        <translation>Zeichne oben</translation>
    </message>
    <message>
        <source>or {digit}: {share}</source>
        <translation>oder {digit}: {share}</translation>
    </message>
    <message>
        <source>Not a digit I know well</source>
        <translation>Kenne ich nicht gut</translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation>zu {share}</translation>
    </message>
    <message>
        <source>Prediction: {digit}, {how}</source>
        <translation>Gelesen: {digit}, {how}</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>return of the drawing</source>
        <translation>Zurückholen der Zeichnung</translation>
    </message>
    <message>
        <source>Bring back the drawing of {when}?</source>
        <translation>Die Zeichnung von {when} zurückholen?</translation>
    </message>
    <message>
        <source>Bring back the drawing and the network in training of {when} (epoch {epoch}, loss {loss:.2f})?</source>
        <translation>Die Zeichnung und das Netz im Training von {when} zurückholen (Epoche {epoch}, Verlust {loss:.2f})?</translation>
    </message>
    <message>
        <source>Bring back the network in training of {when} (epoch {epoch}, loss {loss:.2f})?</source>
        <translation>Das Netz im Training von {when} zurückholen (Epoche {epoch}, Verlust {loss:.2f})?</translation>
    </message>
    <message>
        <source>Bring back the drawing and the unsaved network of {when}?</source>
        <translation>Die Zeichnung und das ungespeicherte Netz von {when} zurückholen?</translation>
    </message>
    <message>
        <source>Bring back the unsaved network of {when}?</source>
        <translation>Das ungespeicherte Netz von {when} zurückholen?</translation>
    </message>
    <message>
        <source>The network was not saved.</source>
        <translation>Das Netz wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>digitpad was not closed properly.</source>
        <translation>digitpad wurde nicht richtig geschlossen.</translation>
    </message>
</context>
<context>
    <name>ReportBox</name>
    <message>
        <source>Report a problem</source>
        <translation>Ein Problem melden</translation>
    </message>
    <message>
        <source>What helps to find out what went wrong</source>
        <translation>Was hilft, den Fehler zu finden</translation>
    </message>
    <message>
        <source>digitpad sends nothing. Copy this text and paste it into a message to those who make digitpad, or from whom you have it, and say what you did, what happened, and what you expected instead.</source>
        <translation>digitpad sendet nichts. Kopiere diesen Text in eine Nachricht an die Leute, die digitpad machen oder von denen du es hast, und schreib dazu, was du getan hast, was geschah und was du erwartet hast.</translation>
    </message>
    <message>
        <source>The text that is copied</source>
        <translation>Der Text, der kopiert wird</translation>
    </message>
    <message>
        <source>It leaves out what you drew, your samples and the weights; ~ stands for your home folder. Names of other folders may be in it: read it before you send it.</source>
        <translation>Was du gezeichnet hast, deine Beispiele und die Gewichte fehlen darin; ~ steht für deinen persönlichen Ordner. Namen anderer Ordner können darin stehen: Lies ihn, bevor du ihn sendest.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Die Meldung kopieren</translation>
    </message>
    <message>
        <source>Copy the whole text</source>
        <translation>Den ganzen Text kopieren</translation>
    </message>
</context>
<context>
    <name>SampleSheet</name>
    <message>
        <source>Samples of each digit</source>
        <translation>Beispiele jeder Ziffer</translation>
    </message>
</context>
<context>
    <name>Sampler</name>
    <message>
        <source>No samples could be drawn</source>
        <translation>Es ließen sich keine Beispiele ziehen</translation>
    </message>
</context>
<context>
    <name>SamplesPage</name>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More samples</source>
        <translation>Mehr Beispiele</translation>
    </message>
    <message>
        <source>Another sheet of samples</source>
        <translation>Noch ein Blatt mit Beispielen</translation>
    </message>
    <message>
        <source>Preparing the samples …</source>
        <translation>Die Beispiele werden vorbereitet …</translation>
    </message>
    <message>
        <source>Reading digits … {share:.0f} %</source>
        <translation>Ziffern werden gelesen … {share:.0f} %</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Starting from random weights, Retrain teaches them</source>
        <translation>Es beginnt mit zufälligen Gewichten, „Neu trainieren“ lehrt sie</translation>
    </message>
    <message>
        <source>{path}: the model was not opened</source>
        <translation>{path}: Das Modell wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>Pause before you change a weight: training is changing all of them.</source>
        <translation>Halte an, bevor du ein Gewicht änderst: Das Training ändert gerade alle.</translation>
    </message>
    <message>
        <source>That cannot be a weight: it must be a finite number.</source>
        <translation>Das kann kein Gewicht sein: Es muss eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>{path}: not saved, for the walk has random weights on screen. Leave it and save your own.</source>
        <translation>{path}: nicht gespeichert, denn im Rundgang sind zufällige Gewichte auf dem Bildschirm. Verlasse ihn und speichere dein eigenes Netz.</translation>
    </message>
    <message>
        <source>{path}: the model was not saved</source>
        <translation>{path}: Das Modell wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The sample was not kept</source>
        <translation>Das Beispiel wurde nicht gemerkt</translation>
    </message>
    <message>
        <source>The sample was not taken back</source>
        <translation>Das Beispiel wurde nicht zurückgenommen</translation>
    </message>
</context>
<context>
    <name>SideWindows</name>
    <message>
        <source>Just as training sees them.</source>
        <translation>Genau wie das Training sie sieht.</translation>
    </message>
    <message>
        <source>Made this moment; no two are alike.</source>
        <translation>Eben erzeugt; keine zwei sind gleich.</translation>
    </message>
    <message>
        <source>Deformed, as training sees them: differently each time.</source>
        <translation>Verformt, wie das Training sie sieht: jedes Mal anders.</translation>
    </message>
    <message>
        <source>The help cannot be shown</source>
        <translation>Die Hilfe lässt sich nicht zeigen</translation>
    </message>
</context>
<context>
    <name>Surveyor</name>
    <message>
        <source>The loss could not be mapped</source>
        <translation>Die Karte des Verlusts ließ sich nicht zeichnen</translation>
    </message>
</context>
<context>
    <name>Trainer</name>
    <message>
        <source>The digits to train on could not be made ready</source>
        <translation>Die Ziffern zum Trainieren ließen sich nicht vorbereiten</translation>
    </message>
    <message>
        <source>Training stopped</source>
        <translation>Das Training hielt an</translation>
    </message>
    <message>
        <source>This training leads nowhere: with a learning rate of {rate:g} the weights jump so far that the loss is no better than by guessing. Choose a rate such as {better:g} and press Retrain, or Reset for the shipped network.</source>
        <translation>Dieses Training führt nirgendwohin: Mit der Lernrate {rate:g} springen die Gewichte so weit, dass der Verlust nicht besser ist als beim Raten. Wähle eine Lernrate wie {better:g} und drücke „Neu trainieren“, oder „Zurücksetzen“ für das mitgelieferte Netz.</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Progress of this training</source>
        <translation>Fortschritt dieses Trainings</translation>
    </message>
    <message>
        <source>Preparing the data …</source>
        <translation>Die Daten werden vorbereitet …</translation>
    </message>
    <message>
        <source>Training rests.</source>
        <translation>Das Training ruht.</translation>
    </message>
    <message>
        <source>Training runs.</source>
        <translation>Das Training läuft.</translation>
    </message>
    <message>
        <source>Reading digits … {share:.0f} %</source>
        <translation>Ziffern werden gelesen … {share:.0f} %</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>Epoche {epoch} von {epochs}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>{speed} images/s</source>
        <translation>{speed} Bilder/s</translation>
    </message>
    <message>
        <source>Retrain starts from random weights, Continue from those on screen.</source>
        <translation>„Neu trainieren“ beginnt mit zufälligen Gewichten, „Fortsetzen“ mit denen im Bild.</translation>
    </message>
    <message>
        <source>Retrain</source>
        <translation>Neu trainieren</translation>
    </message>
    <message>
        <source>Train from fresh random weights</source>
        <translation>Von neuen, zufälligen Gewichten an trainieren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Train on from the weights on screen</source>
        <translation>Mit den Gewichten im Bild weitertrainieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop after this mini-batch; Continue goes on</source>
        <translation>Nach diesem Mini-Batch anhalten; „Fortsetzen“ macht weiter</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Train on one mini-batch</source>
        <translation>Einen Mini-Batch trainieren</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the weights that came with digitpad</source>
        <translation>Zurück zu den Gewichten, die mit digitpad kamen</translation>
    </message>
    <message>
        <source>Generated digits</source>
        <translation>Erzeugte Ziffern</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>My handwriting</source>
        <translation>Meine Handschrift</translation>
    </message>
    <message>
        <source>Open file …</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Open folder …</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>For the next Retrain or Continue</source>
        <translation>Für das nächste „Neu trainieren“ oder „Fortsetzen“</translation>
    </message>
    <message>
        <source>Neurons in each hidden layer, for the next Retrain</source>
        <translation>Neuronen in jeder verdeckten Schicht, für das nächste „Neu trainieren“</translation>
    </message>
    <message>
        <source>Of the hidden neurons, for the next Retrain</source>
        <translation>Der verdeckten Neuronen, für das nächste „Neu trainieren“</translation>
    </message>
    <message>
        <source>Used at once, also while training runs</source>
        <translation>Gilt sofort, auch während das Training läuft</translation>
    </message>
    <message>
        <source>Images in a mini-batch, for the next Retrain or Continue</source>
        <translation>Bilder in einem Mini-Batch, für das nächste „Neu trainieren“ oder „Fortsetzen“</translation>
    </message>
    <message>
        <source>Deform digits</source>
        <translation>Ziffern verformen</translation>
    </message>
    <message>
        <source>Turn, slant, stretch and bend every digit a little, differently each time it is shown, so that the network learns its shape instead of the examples by heart (data augmentation). For the next Retrain or Continue</source>
        <translation>Dreht, neigt, streckt und biegt jede Ziffer ein wenig, jedes Mal anders, damit das Netz ihre Form lernt statt die Beispiele auswendig (Datenaugmentierung). Für das nächste „Neu trainieren“ oder „Fortsetzen“</translation>
    </message>
    <message>
        <source>Samples …</source>
        <translation>Beispiele …</translation>
    </message>
    <message>
        <source>Show samples of the data set</source>
        <translation>Beispiele aus dem Datensatz zeigen</translation>
    </message>
    <message>
        <source>Show samples of the data set, just as training sees them</source>
        <translation>Beispiele aus dem Datensatz zeigen, genau wie das Training sie sieht</translation>
    </message>
    <message>
        <source>Not needed: no two generated digits are alike.</source>
        <translation>Nicht nötig: Keine zwei erzeugten Ziffern sind gleich.</translation>
    </message>
    <message>
        <source>A little, and differently each time they are shown.</source>
        <translation>Ein wenig, und jedes Mal anders.</translation>
    </message>
    <message>
        <source>The same pictures come again in every epoch.</source>
        <translation>In jeder Epoche kommen dieselben Bilder wieder.</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>Verdeckte Schichten</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch-Größe</translation>
    </message>
</context>
<context>
    <name>TrainingPlot</name>
    <message>
        <source>Training plot: loss and validation accuracy</source>
        <translation>Kurven des Trainings: Verlust und Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>Val.-Genauigkeit</translation>
    </message>
    <message>
        <source>{share:.1f} %</source>
        <translation>{share:.1f} %</translation>
    </message>
    <message>
        <source>Loss {loss:.3f}, at first {first:.3f}.</source>
        <translation>Verlust {loss:.3f}, zuerst {first:.3f}.</translation>
    </message>
    <message>
        <source>Validation accuracy {share:.1f} % after {steps} mini-batches.</source>
        <translation>Validierungsgenauigkeit {share:.1f} % nach {steps} Mini-Batches.</translation>
    </message>
    <message>
        <source>Nothing was trained yet.</source>
        <translation>Noch wurde nichts trainiert.</translation>
    </message>
    <message>
        <source>mini-batches</source>
        <translation>Mini-Batches</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>Genauigkeit (%)</translation>
    </message>
</context>
<context>
    <name>UnkeptBox</name>
    <message>
        <source>Close digitpad</source>
        <translation>digitpad schließen</translation>
    </message>
    <message>
        <source>Save it in a file, elsewhere if need be, or close without it.</source>
        <translation>Speichere es in einer Datei, notfalls an einem anderen Ort, oder schließe ohne das Netz.</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
</context>
<context>
    <name>WalkPanel</name>
    <message>
        <source>Walk through one step of learning</source>
        <translation>Rundgang durch einen Schritt des Lernens</translation>
    </message>
    <message>
        <source>Draw one on the canvas, or take a random example.</source>
        <translation>Zeichne eine auf die Zeichenfläche, oder nimm ein zufälliges Beispiel.</translation>
    </message>
    <message>
        <source>The network reads a **{digit}**, {share}. What you say here is the **label**: the answer that it is to learn.</source>
        <translation>Das Netz liest eine **{digit}**, {share}. Was du hier sagst, ist das **Label**: die Antwort, die es lernen soll.</translation>
    </message>
    <message>
        <source>What is drawn is read as {digit}, {share}.</source>
        <translation>Was gezeichnet ist, wird als {digit} gelesen, {share}.</translation>
    </message>
    <message>
        <source>To make the loss smaller, should the sum of {neuron} rise or fall?</source>
        <translation>Soll die Summe von {neuron} steigen oder fallen, damit der Verlust kleiner wird?</translation>
    </message>
    <message>
        <source>To make the loss smaller, should {neuron} be more active, or less?</source>
        <translation>Soll {neuron} aktiver werden oder weniger aktiv, damit der Verlust kleiner wird?</translation>
    </message>
    <message>
        <source>It gives {output} and should give {target}.</source>
        <translation>Jetzt ist {output} und soll {target} sein.</translation>
    </message>
    <message>
        <source>Right: {neuron} should go up.</source>
        <translation>Richtig: {neuron} soll hinauf.</translation>
    </message>
    <message>
        <source>Right: {neuron} should go down.</source>
        <translation>Richtig: {neuron} soll hinunter.</translation>
    </message>
    <message>
        <source>Not so: {neuron} should go up.</source>
        <translation>Nein: {neuron} soll hinauf.</translation>
    </message>
    <message>
        <source>Not so: {neuron} should go down.</source>
        <translation>Nein: {neuron} soll hinunter.</translation>
    </message>
    <message>
        <source>Pick another one in the picture.</source>
        <translation>Wähle im Bild ein anderes.</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Before the first of {count} steps</source>
        <translation>Vor dem ersten von {count} Schritten</translation>
    </message>
    <message>
        <source>Take a random example instead</source>
        <translation>Lieber ein zufälliges Beispiel</translation>
    </message>
    <message>
        <source>Take a random example</source>
        <translation>Ein zufälliges Beispiel nehmen</translation>
    </message>
    <message>
        <source>{right} of {said} right</source>
        <translation>{right} von {said} richtig</translation>
    </message>
    <message>
        <source>Train on many mini-batches</source>
        <translation>Viele Mini-Batches trainieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message numerus="yes">
        <source>The loss of these pictures is {loss:.4f} now, and {correct} are read right.</source>
        <translation>
            <numerusform>Der Verlust dieser Bilder ist jetzt {loss:.4f}, und {correct} wird richtig gelesen.</numerusform>
            <numerusform>Der Verlust dieser Bilder ist jetzt {loss:.4f}, und {correct} werden richtig gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the walk</source>
        <translation>Den Rundgang schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Steps of the walk</source>
        <translation>Schritte des Rundgangs</translation>
    </message>
    <message>
        <source>Label: the digit that was drawn</source>
        <translation>Label: die Ziffer, die gezeichnet wurde</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Start from random weights</source>
        <translation>Mit zufälligen Gewichten beginnen</translation>
    </message>
    <message>
        <source>Of a digit that it reads well, a trained network has next to nothing left to learn. It comes back when the walk ends.</source>
        <translation>Aus einer Ziffer, die es gut liest, hat ein trainiertes Netz kaum noch etwas zu lernen. Es kommt wieder, wenn der Rundgang endet.</translation>
    </message>
    <message>
        <source>A neuron before it, chosen in the picture, has its weight to try below the canvas.</source>
        <translation>Wähle im Bild ein Neuron davor: Sein Gewicht kannst du unter der Zeichenfläche ausprobieren.</translation>
    </message>
    <message>
        <source>Any neuron can be chosen in the picture.</source>
        <translation>Im Bild kannst du jedes Neuron wählen.</translation>
    </message>
    <message>
        <source>Any output can be chosen in the picture.</source>
        <translation>Im Bild kannst du jede Ausgabe wählen.</translation>
    </message>
    <message>
        <source>Predict, then reveal</source>
        <translation>Erst raten, dann sehen</translation>
    </message>
    <message>
        <source>↑ Up</source>
        <translation>↑ Hinauf</translation>
    </message>
    <message>
        <source>↓ Down</source>
        <translation>↓ Hinunter</translation>
    </message>
    <message>
        <source>Reveal all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Apply the step</source>
        <translation>Schritt tun</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>See the whole loss …</source>
        <translation>Die Verlustlandschaft sehen …</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Start over with the first step</source>
        <translation>Wieder mit dem ersten Schritt beginnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the step before</source>
        <translation>Zurück zum Schritt davor</translation>
    </message>
    <message>
        <source>The step before (arrow left)</source>
        <translation>Der Schritt davor (Pfeil links)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>The next step (arrow right)</source>
        <translation>Der nächste Schritt (Pfeil rechts)</translation>
    </message>
</context>
<context>
    <name>WalkPictures</name>
    <message>
        <source>{label} taken for {reading}</source>
        <translation>{label} gelesen als {reading}</translation>
    </message>
    <message>
        <source>The pictures of the mini-batch</source>
        <translation>Die Bilder des Mini-Batches</translation>
    </message>
    <message>
        <source>All are read right.</source>
        <translation>Alle werden richtig gelesen.</translation>
    </message>
</context>
<context>
    <name>WalkRate</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>See why: how the drawing becomes 28 by 28 pixels</source>
        <translation>Warum? Wie aus der Zeichnung 28 mal 28 Pixel werden</translation>
    </message>
    <message>
        <source>As drawn</source>
        <translation>Wie gezeichnet</translation>
    </message>
    <message>
        <source>Its box</source>
        <translation>Ihr Rahmen</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>Skaliert</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>Zentriert</translation>
    </message>
    <message>
        <source>28 × 28 pixels</source>
        <translation>28 × 28 Pixel</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The stage before (arrow left)</source>
        <translation>Die Stufe davor (Pfeil links)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next stage (arrow right)</source>
        <translation>Die nächste Stufe (Pfeil rechts)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the network (Esc)</source>
        <translation>Zurück zum Netz (Esc)</translation>
    </message>
    <message>
        <source>Stage {number} of {all}</source>
        <translation>Stufe {number} von {all}</translation>
    </message>
    <message>
        <source>Draw a digit to see its way.</source>
        <translation>Zeichne eine Ziffer, um ihren Weg zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>{count} strokes</source>
        <translation>
            <numerusform>{count} Strich</numerusform>
            <numerusform>{count} Striche</numerusform>
        </translation>
    </message>
    <message>
        <source>Your drawing: {strokes} on a canvas of {width:.0f} × {height:.0f} units.</source>
        <translation>Deine Zeichnung: {strokes} auf einer Fläche von {width:.0f} × {height:.0f} Einheiten.</translation>
    </message>
    <message>
        <source>Specks left out, because they are tiny and far from the rest: {count}.</source>
        <translation>Weggelassene Flecken, weil sie winzig und weit vom Rest sind: {count}.</translation>
    </message>
    <message>
        <source>It is a dot: its box has no size.</source>
        <translation>Es ist ein Punkt: Sein Rahmen hat keine Größe.</translation>
    </message>
    <message>
        <source>The box around its lines is {width:.0f} units wide and {height:.0f} high. Where on the canvas it is, and how thick the pen, makes no difference from here on.</source>
        <translation>Der Rahmen um ihre Linien ist {width:.0f} Einheiten breit und {height:.0f} hoch. Wo auf der Fläche sie steht und wie dick der Stift ist, macht von hier an nichts mehr aus.</translation>
    </message>
    <message>
        <source>A dot is not scaled: it is as large as the pen, {pen} pixels.</source>
        <translation>Ein Punkt wird nicht skaliert: Er ist so groß wie der Stift, {pen} Pixel.</translation>
    </message>
    <message>
        <source>Scaled by {scale:.3g} with its shape kept, and drawn anew with a pen {pen} pixels wide: so the ink just fits into {box} × {box} of the 28 × 28 pixels.</source>
        <translation>Mit {scale:.3g} skaliert, ohne die Form zu ändern, und mit einem {pen} Pixel breiten Stift neu gezeichnet: So passt die Tinte gerade in {box} × {box} der 28 × 28 Pixel.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>nach rechts</translation>
    </message>
    <message>
        <source>left</source>
        <translation>nach links</translation>
    </message>
    <message>
        <source>down</source>
        <translation>nach unten</translation>
    </message>
    <message>
        <source>up</source>
        <translation>nach oben</translation>
    </message>
    <message>
        <source>Moved {x:.1f} pixels {across} and {y:.1f} {down}, as far as the picture&apos;s edge lets its centre of mass come to the middle.</source>
        <translation>Um {x:.1f} Pixel {across} und {y:.1f} {down} verschoben, so weit der Bildrand den Schwerpunkt zur Mitte kommen lässt.</translation>
    </message>
    <message>
        <source>Moved {x:.1f} pixels {across} and {y:.1f} {down}, so that its centre of mass, the dot, is where it is in the digits of MNIST: {at}, {at}.</source>
        <translation>Um {x:.1f} Pixel {across} und {y:.1f} {down} verschoben, sodass ihr Schwerpunkt, der Punkt, dort ist, wo er bei den Ziffern von MNIST ist: {at}, {at}.</translation>
    </message>
    <message>
        <source>All that the network gets: 784 pixels. {inked} of them have ink, {grey} of these are grey, where a line covers a pixel in part.</source>
        <translation>Alles, was das Netz bekommt: 784 Pixel. {inked} davon haben Tinte, {grey} von diesen sind grau, wo eine Linie ein Pixel zum Teil bedeckt.</translation>
    </message>
    <message>
        <source>It reads {digit}, {share} sure.</source>
        <translation>Es liest {digit}, {share} sicher.</translation>
    </message>
    <message>
        <source>Stage {number}: {name}</source>
        <translation>Stufe {number}: {name}</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>{weight}: double-click or press F2 to change it</source>
        <translation>{weight}: zum Ändern doppelklicken oder F2 drücken</translation>
    </message>
</context>
<context>
    <name>_WeightField</name>
    <message>
        <source>Weight, {text}</source>
        <translation>Gewicht, {text}</translation>
    </message>
</context>
<context>
    <name>arrow_text</name>
    <message>
        <source>{neuron}: its sum should rise, {amount}</source>
        <translation>{neuron}: Die Summe soll steigen, {amount}</translation>
    </message>
    <message>
        <source>{neuron}: its sum should fall, {amount}</source>
        <translation>{neuron}: Die Summe soll fallen, {amount}</translation>
    </message>
    <message>
        <source>{neuron}: its sum may stay, {amount}</source>
        <translation>{neuron}: Die Summe darf bleiben, {amount}</translation>
    </message>
    <message>
        <source>{neuron}: its activation should rise, {amount}</source>
        <translation>{neuron}: Die Aktivierung soll steigen, {amount}</translation>
    </message>
    <message>
        <source>{neuron}: its activation should fall, {amount}</source>
        <translation>{neuron}: Die Aktivierung soll fallen, {amount}</translation>
    </message>
    <message>
        <source>{neuron}: its activation may stay, {amount}</source>
        <translation>{neuron}: Die Aktivierung darf bleiben, {amount}</translation>
    </message>
    <message>
        <source>weight from {source} to {target}: changed by {amount}</source>
        <translation>Gewicht von {source} zu {target}: geändert um {amount}</translation>
    </message>
    <message>
        <source>weight from {source} to {target}: {amount} wanted</source>
        <translation>Gewicht von {source} zu {target}: {amount} gewünscht</translation>
    </message>
    <message>
        <source>▲ became larger, ▽ smaller, a dot: as before.</source>
        <translation>▲ wurde größer, ▽ kleiner, ein Punkt: wie vorher.</translation>
    </message>
    <message>
        <source>▲ should rise, ▽ fall, a dot stay.</source>
        <translation>▲ soll steigen, ▽ fallen, ein Punkt bleiben.</translation>
    </message>
    <message>
        <source>output {amount}</source>
        <translation>Ausgabe {amount}</translation>
    </message>
    <message>
        <source>hidden {amount}</source>
        <translation>verdeckt {amount}</translation>
    </message>
    <message>
        <source>weight {amount}</source>
        <translation>Gewicht {amount}</translation>
    </message>
    <message>
        <source>Longest: {longest}.</source>
        <translation>Längster: {longest}.</translation>
    </message>
    <message>
        <source>Point at one for its number.</source>
        <translation>Zeige für die Zahl auf einen.</translation>
    </message>
</context>
<context>
    <name>boxes</name>
    <message>
        <source>Border to move with the mouse</source>
        <translation>Grenze, mit der Maus zu verschieben</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>60,000 scanned handwritten digits (the MNIST training set)</source>
        <translation>60&#x202f;000 gescannte handgeschriebene Ziffern (die Trainingsdaten von MNIST)</translation>
    </message>
    <message>
        <source>10,000 scanned handwritten digits by other people (the MNIST test set)</source>
        <translation>10&#x202f;000 gescannte handgeschriebene Ziffern anderer Leute (die Testdaten von MNIST)</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>{name} has too few digits to set some aside for validation</source>
        <translation>{name} hat zu wenige Ziffern, um welche für die Validierung beiseitezulegen</translation>
    </message>
    <message>
        <source>drawing {number} has no ink</source>
        <translation>Zeichnung {number} hat keine Tinte</translation>
    </message>
    <message>
        <source>drawing {number} has no label</source>
        <translation>Zeichnung {number} hat kein Label</translation>
    </message>
    <message>
        <source>label every drawing with its digit</source>
        <translation>gib jeder Zeichnung ihre Ziffer als Label</translation>
    </message>
    <message>
        <source>{name}: not a data set that can be fetched; known are {known}</source>
        <translation>{name}: kein Datensatz, der geholt werden kann; bekannt sind {known}</translation>
    </message>
    <message>
        <source>{base}: not an https:// address; give the folder that holds the files</source>
        <translation>{base}: keine https://-Adresse; gib den Ordner an, in dem die Dateien liegen</translation>
    </message>
    <message>
        <source>{folder}: {file} cannot be written ({why}); choose another folder</source>
        <translation>{folder}: {file} lässt sich nicht schreiben ({why}); wähle einen anderen Ordner</translation>
    </message>
    <message>
        <source>{name} was not fetched: {file} failed ({failures}); check the connection and try again, or put the files into {folder} yourself</source>
        <translation>{name} wurde nicht geholt: {file} misslang ({failures}); prüfe die Verbindung und versuche es noch einmal, oder lege die Dateien selbst in {folder}</translation>
    </message>
    <message>
        <source>more than the expected {size} bytes</source>
        <translation>mehr als die erwarteten {size} Bytes</translation>
    </message>
    <message>
        <source>ended after {received} of {size} bytes</source>
        <translation>endete nach {received} von {size} Bytes</translation>
    </message>
    <message>
        <source>the content is not the expected one (SHA-256 differs)</source>
        <translation>der Inhalt ist nicht der erwartete (anderer SHA-256)</translation>
    </message>
    <message>
        <source>{address} is not an https:// address</source>
        <translation>{address} ist keine https://-Adresse</translation>
    </message>
    <message>
        <source>no answer for {seconds:g} seconds</source>
        <translation>{seconds:g} Sekunden lang keine Antwort</translation>
    </message>
    <message>
        <source>sends on to {address}, which is not safe</source>
        <translation>schickt weiter zu {address}, und das ist nicht sicher</translation>
    </message>
    <message>
        <source>it holds no IDX images</source>
        <translation>darin sind keine IDX-Bilder</translation>
    </message>
    <message>
        <source>use a folder with *-images-idx3-ubyte and *-labels-idx1-ubyte</source>
        <translation>nimm einen Ordner mit *-images-idx3-ubyte und *-labels-idx1-ubyte</translation>
    </message>
    <message>
        <source>it holds more than one set</source>
        <translation>darin ist mehr als ein Satz</translation>
    </message>
    <message>
        <source>name one of {names}</source>
        <translation>nenne einen von {names}</translation>
    </message>
    <message>
        <source>its labels {name} are not beside it</source>
        <translation>die Labels {name} liegen nicht daneben</translation>
    </message>
    <message>
        <source>put them there</source>
        <translation>lege sie dorthin</translation>
    </message>
    <message>
        <source>it has {images} images but {labels} labels</source>
        <translation>es sind {images} Bilder, aber {labels} Labels</translation>
    </message>
    <message>
        <source>use files that belong together</source>
        <translation>nimm Dateien, die zusammengehören</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bildern</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>it has a label {label}, digits are 0 to 9</source>
        <translation>ein Label ist {label}, Ziffern sind 0 bis 9</translation>
    </message>
    <message>
        <source>use a set of digits</source>
        <translation>nimm einen Satz Ziffern</translation>
    </message>
    <message>
        <source>use a whole IDX file of {what}</source>
        <translation>nimm eine ganze IDX-Datei mit {what}</translation>
    </message>
    <message>
        <source>it is too short for an IDX file</source>
        <translation>sie ist zu kurz für eine IDX-Datei</translation>
    </message>
    <message>
        <source>it does not start like an IDX file of {what} ({found:#010x}, not {magic:#010x})</source>
        <translation>sie beginnt nicht wie eine IDX-Datei mit {what} ({found:#010x}, nicht {magic:#010x})</translation>
    </message>
    <message>
        <source>it holds no {what}</source>
        <translation>sie ist leer, ohne {what}</translation>
    </message>
    <message>
        <source>it announces {count} {what}, the most is {most}</source>
        <translation>sie kündigt eine Zahl von {count} {what} an, höchstens {most} sind möglich</translation>
    </message>
    <message>
        <source>use a smaller set</source>
        <translation>nimm einen kleineren Satz</translation>
    </message>
    <message>
        <source>it announces {size} bytes, the most is {most}</source>
        <translation>sie kündigt {size} Bytes an, höchstens {most} sind möglich</translation>
    </message>
    <message>
        <source>it cannot be read: {why}</source>
        <translation>sie lässt sich nicht lesen: {why}</translation>
    </message>
    <message>
        <source>its pixels are more than {most}</source>
        <translation>es hat mehr als {most} Pixel</translation>
    </message>
    <message>
        <source>make it smaller</source>
        <translation>verkleinere es</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>check the name</source>
        <translation>prüfe den Namen</translation>
    </message>
    <message>
        <source>it is damaged or not a PNG, JPEG or BMP picture</source>
        <translation>es ist beschädigt oder kein Bild in PNG, JPEG oder BMP</translation>
    </message>
    <message>
        <source>save it as a PNG picture</source>
        <translation>speichere es als PNG-Bild</translation>
    </message>
    <message>
        <source>its {width} x {height} pixels are more than {most}</source>
        <translation>seine {width} x {height} Pixel sind mehr als {most}</translation>
    </message>
    <message>
        <source>it is packed and large</source>
        <translation>es ist gepackt und groß</translation>
    </message>
    <message>
        <source>it is a JPEG of more than {most} passes</source>
        <translation>es ist ein JPEG mit mehr als {most} Durchgängen</translation>
    </message>
    <message>
        <source>save x (n, h, w) uint8 and y (n,) with numpy.savez</source>
        <translation>speichere x (n, h, w) uint8 und y (n,) mit numpy.savez</translation>
    </message>
    <message>
        <source>x is {dtype} {shape}</source>
        <translation>x ist {dtype} {shape}</translation>
    </message>
    <message>
        <source>y is {dtype} {shape} for {images} images</source>
        <translation>y ist {dtype} {shape} bei {images} Bildern</translation>
    </message>
    <message>
        <source>y has a label {label}</source>
        <translation>ein Label in y ist {label}</translation>
    </message>
    <message>
        <source>its list of members is too long</source>
        <translation>die Liste ihrer Teile ist zu lang</translation>
    </message>
    <message>
        <source>{name} is not packed as numpy.savez does it</source>
        <translation>{name} ist nicht so gepackt, wie numpy.savez es tut</translation>
    </message>
    <message>
        <source>{name} holds Python objects</source>
        <translation>{name} enthält Python-Objekte</translation>
    </message>
    <message>
        <source>{name} announces {count} images, the most is {most}</source>
        <translation>{name} kündigt {count} Bilder an, höchstens {most} sind möglich</translation>
    </message>
    <message>
        <source>{name} announces {size} bytes, the most is {most}</source>
        <translation>{name} kündigt {size} Bytes an, höchstens {most} sind möglich</translation>
    </message>
    <message>
        <source>it is not an array in the npy format 1.0</source>
        <translation>sie ist kein Array im npy-Format 1.0</translation>
    </message>
    <message>
        <source>an array&apos;s header makes no sense</source>
        <translation>der Kopf eines Arrays ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>an array announces {count} in a row</source>
        <translation>ein Array kündigt {count} in einer Reihe an</translation>
    </message>
    <message>
        <source>an array is of a type that there is not</source>
        <translation>ein Array ist von einem Typ, den es nicht gibt</translation>
    </message>
    <message>
        <source>{size} bytes of data announced, {there} there</source>
        <translation>{size} Bytes sind angekündigt, {there} sind da</translation>
    </message>
    <message>
        <source>more data than the {size} bytes announced</source>
        <translation>mehr Daten als die angekündigten {size} Bytes</translation>
    </message>
    <message>
        <source>use a file with one drawing a line</source>
        <translation>nimm eine Datei mit einer Zeichnung je Zeile</translation>
    </message>
    <message>
        <source>line {number} is longer than {longest} bytes</source>
        <translation>Zeile {number} ist länger als {longest} Bytes</translation>
    </message>
    <message>
        <source>it has more than {size} bytes, {lines} lines, {strokes} strokes or {points} points</source>
        <translation>sie hat mehr als {size} Bytes, {lines} Zeilen, {strokes} Striche oder {points} Punkte</translation>
    </message>
    <message>
        <source>split it into smaller files</source>
        <translation>teile sie in kleinere Dateien</translation>
    </message>
    <message>
        <source>line {number}: {why}</source>
        <translation>Zeile {number}: {why}</translation>
    </message>
    <message>
        <source>it holds no drawings</source>
        <translation>darin sind keine Zeichnungen</translation>
    </message>
    <message>
        <source>a sample needs ink and the digit it stands for; draw one and say which it is</source>
        <translation>ein Beispiel braucht Tinte und die Ziffer, für die es steht; zeichne eine und sag, welche es ist</translation>
    </message>
    <message>
        <source>this drawing cannot be a sample: {why}; draw it with fewer strokes</source>
        <translation>diese Zeichnung kann kein Beispiel sein: {why}; zeichne sie mit weniger Strichen</translation>
    </message>
    <message>
        <source>it is full</source>
        <translation>sie ist voll</translation>
    </message>
    <message>
        <source>move it elsewhere, and open it as a data file</source>
        <translation>lege sie woandershin und öffne sie als Datendatei</translation>
    </message>
    <message>
        <source>{path} is larger than {most} bytes; move it elsewhere</source>
        <translation>{path} ist größer als {most} Bytes; lege sie woandershin</translation>
    </message>
    <message>
        <source>{spec}: at most {most} digits are generated at once; ask for fewer</source>
        <translation>{spec}: Höchstens {most} Ziffern werden auf einmal erzeugt; verlange weniger</translation>
    </message>
    <message>
        <source>it is not there yet</source>
        <translation>sie ist noch nicht da</translation>
    </message>
    <message>
        <source>run: digitpad data fetch {spec}</source>
        <translation>im Terminal: digitpad data fetch {spec}</translation>
    </message>
    <message>
        <source>fetch it again, the damaged file is beside it now, as {name}</source>
        <translation>hol sie noch einmal, die beschädigte Datei liegt jetzt daneben, als {name}</translation>
    </message>
    <message>
        <source>there are no samples yet</source>
        <translation>es gibt noch keine Beispiele</translation>
    </message>
    <message>
        <source>draw some digits and label them</source>
        <translation>zeichne einige Ziffern und sag, welche es sind</translation>
    </message>
    <message>
        <source>it cannot be opened: {why}</source>
        <translation>sie lässt sich nicht öffnen: {why}</translation>
    </message>
    <message>
        <source>{spec}: no such data; {remedy}</source>
        <translation>{spec}: keine solchen Daten; {remedy}</translation>
    </message>
    <message>
        <source>it is not a kind of data this program knows</source>
        <translation>diese Art von Daten kennt das Programm nicht</translation>
    </message>
    <message>
        <source>{spec}: write generated:COUNT:SEED with whole numbers, such as generated:5000:1</source>
        <translation>{spec}: Schreibe generated:ANZAHL:STARTWERT mit ganzen Zahlen, etwa generated:5000:1</translation>
    </message>
    <message>
        <source>{spec}: the count of digits must be between 1 and a thousand million</source>
        <translation>{spec}: Die Anzahl der Ziffern muss zwischen 1 und einer Milliarde liegen</translation>
    </message>
    <message>
        <source>use generated, mnist, mnist-test, handwriting, a folder or file of IDX, an .npz or a strokes .jsonl</source>
        <translation>nimm generated, mnist, mnist-test, handwriting, einen IDX-Ordner oder eine IDX-Datei, eine .npz oder eine .jsonl mit Strichen</translation>
    </message>
    <message>
        <source>its images have {height} x {width} pixels</source>
        <translation>die Bilder haben {height} x {width} Pixel</translation>
    </message>
    <message>
        <source>make them smaller</source>
        <translation>verkleinere sie</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply</source>
        <translation>das JSON ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>das ist kein JSON</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>`canvas` is not [width, height]</source>
        <translation>`canvas` ist nicht [Breite, Höhe]</translation>
    </message>
    <message>
        <source>`canvas` has a side that is not between 0 and {largest:g}</source>
        <translation>eine Seite von `canvas` liegt nicht zwischen 0 und {largest:g}</translation>
    </message>
    <message>
        <source>`strokes` is not a list of lists of points</source>
        <translation>`strokes` ist keine Liste von Listen von Punkten</translation>
    </message>
    <message>
        <source>`strokes` has more than {most} points</source>
        <translation>`strokes` hat mehr als {most} Punkte</translation>
    </message>
    <message>
        <source>a point is not [x, y]</source>
        <translation>ein Punkt ist nicht [x, y]</translation>
    </message>
    <message>
        <source>a coordinate is not a number up to {largest:g}</source>
        <translation>eine Koordinate ist keine Zahl bis {largest:g}</translation>
    </message>
    <message>
        <source>`label` is not a digit from 0 to 9</source>
        <translation>`label` ist keine Ziffer von 0 bis 9</translation>
    </message>
    <message>
        <source>does not begin with a title, &apos;# ...&apos;</source>
        <translation>beginnt nicht mit einem Titel, &apos;# ...&apos;</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>has a section &apos;## {case}&apos;, which this step does not know (it knows {known})</source>
        <translation>hat einen Abschnitt &apos;## {case}&apos;, den dieser Schritt nicht kennt (er kennt {known})</translation>
    </message>
    <message>
        <source>has nothing below its title</source>
        <translation>hat nichts unter dem Titel</translation>
    </message>
    <message>
        <source>needs terms, &apos;## ...&apos;, each with its meaning below</source>
        <translation>braucht Begriffe, &apos;## ...&apos;, jeder mit seiner Bedeutung darunter</translation>
    </message>
    <message>
        <source>is larger than {size} KB</source>
        <translation>ist größer als {size} KB</translation>
    </message>
    <message>
        <source>cannot be read ({why})</source>
        <translation>lässt sich nicht lesen ({why})</translation>
    </message>
    <message>
        <source>is not a text in UTF-8</source>
        <translation>ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>has a picture or HTML, which a text cannot have</source>
        <translation>hat ein Bild oder HTML, was ein Text nicht haben kann</translation>
    </message>
    <message>
        <source>has the section &apos;## {heading}&apos; twice</source>
        <translation>hat den Abschnitt &apos;## {heading}&apos; zweimal</translation>
    </message>
    <message>
        <source>has a brace without its partner ({why})</source>
        <translation>hat eine Klammer ohne ihr Gegenstück ({why})</translation>
    </message>
    <message>
        <source>has the placeholder {{{name}}}, which this step does not know (it knows {known})</source>
        <translation>hat den Platzhalter {{{name}}}, den dieser Schritt nicht kennt (er kennt {known})</translation>
    </message>
    <message>
        <source>has the placeholder {{{name}}} with a format that it cannot have</source>
        <translation>hat den Platzhalter {{{name}}} mit einem Format, das er nicht haben kann</translation>
    </message>
    <message>
        <source>correct it, or put the shipped text back</source>
        <translation>berichtige ihn, oder nimm wieder den mitgelieferten Text</translation>
    </message>
    <message>
        <source>The run is too short for its main directions: train for a few more steps.</source>
        <translation>Der Lauf ist zu kurz für seine Hauptrichtungen: Trainiere noch ein paar Schritte.</translation>
    </message>
    <message>
        <source>Hidden layers are written like 128, 64: at most {most} of them, with 1 to {widest} neurons each.</source>
        <translation>Verdeckte Schichten schreibst du wie 128, 64: höchstens {most}, jede mit 1 bis {widest} Neuronen.</translation>
    </message>
    <message>
        <source>{text} makes {weights} weights; at most {most} are possible.</source>
        <translation>{text} ergibt {weights} Gewichte; höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>A network needs two or more layers of one or more neurons, not {sizes}.</source>
        <translation>Ein Netz braucht zwei oder mehr Schichten mit einem oder mehr Neuronen, nicht {sizes}.</translation>
    </message>
    <message>
        <source>No activation is called {activation!r}; choose one of {known}.</source>
        <translation>Keine Aktivierung heißt {activation!r}; wähle eine von {known}.</translation>
    </message>
    <message>
        <source>No loss is called {loss!r}; choose one of {known}.</source>
        <translation>Kein Verlust heißt {loss!r}; wähle einen von {known}.</translation>
    </message>
    <message>
        <source>No initialisation is called {scheme!r}; choose one of {known}.</source>
        <translation>Keine Initialisierung heißt {scheme!r}; wähle eine von {known}.</translation>
    </message>
    <message>
        <source>is larger than {size} MB</source>
        <translation>ist größer als {size} MB</translation>
    </message>
    <message>
        <source>does not hold the weights that its header promises</source>
        <translation>enthält nicht die Gewichte, die ihr Kopf verspricht</translation>
    </message>
    <message>
        <source>has numbers of another shape in layer {layer}</source>
        <translation>hat in Schicht {layer} Zahlen in anderer Form</translation>
    </message>
    <message>
        <source>is damaged or not a network file</source>
        <translation>ist beschädigt oder keine Datei eines Netzes</translation>
    </message>
    <message>
        <source>holds weights that are not finite numbers</source>
        <translation>enthält Gewichte, die keine endlichen Zahlen sind</translation>
    </message>
    <message>
        <source>holds weights that are too large to compute with</source>
        <translation>enthält Gewichte, die zu groß zum Rechnen sind</translation>
    </message>
    <message>
        <source>is not a digitpad network</source>
        <translation>ist kein Netz von digitpad</translation>
    </message>
    <message>
        <source>is of format version {version}, this program reads {known}</source>
        <translation>hat die Formatversion {version}, dieses Programm liest {known}</translation>
    </message>
    <message>
        <source>has a damaged header</source>
        <translation>hat einen beschädigten Kopf</translation>
    </message>
    <message>
        <source>is not a network from {inputs} inputs to {outputs} outputs</source>
        <translation>ist kein Netz von {inputs} Eingaben zu {outputs} Ausgaben</translation>
    </message>
    <message>
        <source>announces more than {most} weights</source>
        <translation>kündigt mehr als {most} Gewichte an</translation>
    </message>
    <message>
        <source>uses an activation or a loss that this program does not know</source>
        <translation>nutzt eine Aktivierung oder einen Verlust, den dieses Programm nicht kennt</translation>
    </message>
    <message>
        <source>choose a .safetensors file saved by digitpad</source>
        <translation>wähle eine .safetensors-Datei, die digitpad gespeichert hat</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>No {kind} is called {name!r}; choose one of {known}.</source>
        <translation>Kein {kind} heißt {name!r}; wähle einen von {known}.</translation>
    </message>
    <message>
        <source>above 0</source>
        <translation>über 0</translation>
    </message>
    <message>
        <source>1 or more</source>
        <translation>1 oder mehr</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>Batch-Größe</translation>
    </message>
    <message>
        <source>number of epochs</source>
        <translation>Zahl der Epochen</translation>
    </message>
    <message>
        <source>label smoothing</source>
        <translation>Label-Glättung</translation>
    </message>
    <message>
        <source>from 0 to below 1</source>
        <translation>von 0 bis unter 1</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>0 or more</source>
        <translation>0 oder mehr</translation>
    </message>
    <message>
        <source>The {what} must be {wanted}, not {value}.</source>
        <translation>{what} muss {wanted} sein, nicht {value}.</translation>
    </message>
    <message>
        <source>There are no images to train on.</source>
        <translation>Es gibt keine Bilder zum Trainieren.</translation>
    </message>
    <message>
        <source>Training diverged at step {number}: the numbers grew beyond all bounds. Try a learning rate below {rate:g}.</source>
        <translation>Das Training lief in Schritt {number} davon: Die Zahlen wuchsen über alle Grenzen. Versuche eine Lernrate unter {rate:g}.</translation>
    </message>
    <message>
        <source>A step of learning needs images, and for each a label from 0 to {last}.</source>
        <translation>Ein Schritt des Lernens braucht Bilder, und zu jedem ein Label von 0 bis {last}.</translation>
    </message>
    <message>
        <source>No optimizer is called {optimizer!r}; choose one of {known}.</source>
        <translation>Kein Optimierer heißt {optimizer!r}; wähle einen von {known}.</translation>
    </message>
    <message>
        <source>The learning rate must be above 0, not {learning_rate}.</source>
        <translation>Die Lernrate muss über 0 sein, nicht {learning_rate}.</translation>
    </message>
    <message>
        <source>This step went beyond all bounds. Try a learning rate below {learning_rate:g}.</source>
        <translation>Dieser Schritt ging über alle Grenzen. Versuche eine Lernrate unter {learning_rate:g}.</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>{path}: the settings cannot be used ({why}); {aside}</source>
        <translation>{path}: Die Einstellungen sind nicht zu brauchen ({why}); {aside}</translation>
    </message>
    <message>
        <source>starting with the usual ones, and they could not be moved to {file} ({why})</source>
        <translation>es beginnt mit den üblichen, und sie ließen sich nicht nach {file} verschieben ({why})</translation>
    </message>
    <message>
        <source>starting with the usual ones, the old file is {file}</source>
        <translation>es beginnt mit den üblichen, die alte Datei ist {file}</translation>
    </message>
    <message>
        <source>larger than {size} KB</source>
        <translation>größer als {size} KB</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>of another version</source>
        <translation>von anderer Version</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>there is not enough memory. Nothing of yours is lost; close other programs or try less at once.</source>
        <translation>Der Speicher reicht nicht. Nichts von dir ist verloren; schließe andere Programme oder versuche weniger auf einmal.</translation>
    </message>
    <message>
        <source>that is a mistake in digitpad itself. Nothing of yours is lost; go on, or try again. Help, Report a problem tells what happened.</source>
        <translation>Das ist ein Fehler in digitpad selbst. Nichts von dir ist verloren; mach weiter oder versuche es noch einmal. „Ein Problem melden“ im Menü Hilfe sagt, was geschah.</translation>
    </message>
    <message>
        <source>That was not done</source>
        <translation>Das wurde nicht getan</translation>
    </message>
</context>
<context>
    <name>neuron_text</name>
    <message>
        <source>pixel row {row}, column {column}</source>
        <translation>Pixel in Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>hidden layer {layer}, neuron {number}</source>
        <translation>verdeckte Schicht {layer}, Neuron {number}</translation>
    </message>
    <message>
        <source>row {row}, col {column}</source>
        <translation>Z. {row}, Sp. {column}</translation>
    </message>
    <message>
        <source>output {digit}</source>
        <translation>Ausgabe {digit}</translation>
    </message>
    <message>
        <source>neuron {number}</source>
        <translation>Neuron {number}</translation>
    </message>
    <message>
        <source>e^{total} ÷ (the {count} outputs’ e^sum added up) = {share}</source>
        <translation>e^{total} ÷ (e^Summe der {count} Ausgaben addiert) = {share}</translation>
    </message>
    <message>
        <source>Nothing is drawn yet, so there is no sum.</source>
        <translation>Noch ist nichts gezeichnet, also gibt es keine Summe.</translation>
    </message>
    <message>
        <source>Its share of all outputs, which add up to 100 %: the larger its sum beside theirs, the larger.</source>
        <translation>Ihr Anteil an allen Ausgaben, die zusammen 100 % ergeben: je größer ihre Summe neben deren, desto größer.</translation>
    </message>
    <message>
        <source>Above zero: it passes its sum on as it is.</source>
        <translation>Über null: Es gibt seine Summe weiter, wie sie ist.</translation>
    </message>
    <message>
        <source>Not above zero: it is off and passes nothing on.</source>
        <translation>Nicht über null: Es ist aus und gibt nichts weiter.</translation>
    </message>
    <message>
        <source>Not above zero: it passes on only a hundredth of its sum.</source>
        <translation>Nicht über null: Es gibt nur ein Hundertstel seiner Summe weiter.</translation>
    </message>
    <message>
        <source>Saturated: out here the curve is flat, and another sum would change little.</source>
        <translation>Gesättigt: Hier draußen ist die Kurve flach, und eine andere Summe würde wenig ändern.</translation>
    </message>
    <message>
        <source>On the slope: a little more or less of a sum makes a difference.</source>
        <translation>Am Hang: Etwas mehr oder weniger Summe macht etwas aus.</translation>
    </message>
    <message>
        <source>strongest weights to the next layer:</source>
        <translation>stärkste Gewichte zur nächsten Schicht:</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>Noch ist nichts gezeichnet.</translation>
    </message>
    <message>
        <source>{value}, where 0 is paper and 1 is ink. An input has no sum: it is the drawing.</source>
        <translation>{value}, wobei 0 Papier und 1 Tinte ist. Eine Eingabe hat keine Summe: Sie ist die Zeichnung.</translation>
    </message>
    <message>
        <source>input × weight, largest first:</source>
        <translation>Eingabe × Gewicht, größte zuerst:</translation>
    </message>
    <message>
        <source>weights, largest first:</source>
        <translation>Gewichte, größte zuerst:</translation>
    </message>
    <message>
        <source>{count} more: {value}</source>
        <translation>{count} weitere: {value}</translation>
    </message>
    <message>
        <source>bias: {value}</source>
        <translation>Bias: {value}</translation>
    </message>
    <message>
        <source>sum: {value}</source>
        <translation>Summe: {value}</translation>
    </message>
</context>
<context>
    <name>walk</name>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>Schicht {layer}</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>not at 0</source>
        <translation>nicht bei 0</translation>
    </message>
    <message>
        <source>strongest</source>
        <translation>am stärksten</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>arrow × activation</source>
        <translation>Pfeil × Aktivierung</translation>
    </message>
    <message>
        <source>its arrow</source>
        <translation>sein Pfeil</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>alle zusammen</translation>
    </message>
    <message>
        <source>its arrow × weight</source>
        <translation>sein Pfeil × Gewicht</translation>
    </message>
    <message>
        <source>wish</source>
        <translation>Wunsch</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>from {neuron}</source>
        <translation>von {neuron}</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>in thousandths</source>
        <translation>in Tausendsteln</translation>
    </message>
    <message>
        <source>in millionths</source>
        <translation>in Millionsteln</translation>
    </message>
    <message>
        <source>in billionths</source>
        <translation>in Milliardsteln</translation>
    </message>
    <message>
        <source>in 1e{power}</source>
        <translation>in 1e{power}</translation>
    </message>
</context>
</TS>
