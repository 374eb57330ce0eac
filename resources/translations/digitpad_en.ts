<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Canvas</name>
    <message numerus="yes">
        <source>{count} strokes.</source>
        <translation>
            <numerusform>{count} stroke.</numerusform>
            <numerusform>{count} strokes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LandscapePage</name>
    <message numerus="yes">
        <source>Loss of {count} generated digits, always the same ones.</source>
        <translation>
            <numerusform>Loss of {count} generated digit, always the same one.</numerusform>
            <numerusform>Loss of {count} generated digits, always the same ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loss of {count} digits of the data that it was trained on.</source>
        <translation>
            <numerusform>Loss of {count} digit of the data that it was trained on.</numerusform>
            <numerusform>Loss of {count} digits of the data that it was trained on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Kept as a {label}. The data set “My handwriting” has {count} of your digits now.</source>
        <translation>
            <numerusform>Kept as a {label}. The data set “My handwriting” has {count} of your digits now.</numerusform>
            <numerusform>Kept as a {label}. The data set “My handwriting” has {count} of your digits now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WalkPanel</name>
    <message numerus="yes">
        <source>The loss of these pictures is {loss:.4f} now, and {correct} are read right.</source>
        <translation>
            <numerusform>The loss of these pictures is {loss:.4f} now, and {correct} is read right.</numerusform>
            <numerusform>The loss of these pictures is {loss:.4f} now, and {correct} are read right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message numerus="yes">
        <source>{count} strokes</source>
        <translation>
            <numerusform>{count} stroke</numerusform>
            <numerusform>{count} strokes</numerusform>
        </translation>
    </message>
</context>
</TS>
