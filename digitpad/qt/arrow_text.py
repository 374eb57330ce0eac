"""What the arrows of learning say, in plain words and numbers: to point at, to read aloud and for the legend."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from digitpad.lesson import plain
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.qt.neuron_text import name

SPOKEN = 6
"""So many arrows at neurons are told, and so many at links: the largest."""

translate = QCoreApplication.translate


def signed(amount: float) -> str:
    """As text, with the digits that the texts of the walk have, and with its sign."""
    return ("+" if amount > 0 else "") + plain(amount)


def at_neuron(network: Network, neuron: Neuron, amount: float) -> str:
    """What the arrow at `neuron` says: of an output about its sum, of another neuron about its activation."""
    if neuron.layer == len(network.sizes) - 1:
        texts = (
            translate("arrow_text", "{neuron}: its sum should rise, {amount}"),
            translate("arrow_text", "{neuron}: its sum should fall, {amount}"),
            translate("arrow_text", "{neuron}: its sum may stay, {amount}"),
        )
    else:
        texts = (
            translate("arrow_text", "{neuron}: its activation should rise, {amount}"),
            translate("arrow_text", "{neuron}: its activation should fall, {amount}"),
            translate("arrow_text", "{neuron}: its activation may stay, {amount}"),
        )
    text = texts[0 if amount > 0 else 1 if amount < 0 else 2]
    return text.format(neuron=name(neuron, network), amount=signed(amount))


def at_link(network: Network, source: Neuron, target: Neuron, amount: float, changed: bool = False) -> str:
    """What the arrow at a link says: how much is wanted of its weight, or by how much it has been changed."""
    if changed:
        text = translate("arrow_text", "weight from {source} to {target}: changed by {amount}")
    else:
        text = translate("arrow_text", "weight from {source} to {target}: {amount} wanted")
    return text.format(source=name(source, network), target=name(target, network), amount=signed(amount))


def about(network: Network, arrows: Arrows, neuron: Neuron, changed: bool = False) -> list[str]:
    """What the arrows at `neuron` and at the links that come from it say."""
    own = [at_neuron(network, whose, amount) for whose, amount in arrows.neurons if whose == neuron]
    return own + [at_link(network, *link, changed) for link in arrows.links if link[0] == neuron]


def account(network: Network, arrows: Arrows, chosen: Neuron | None, changed: bool = False) -> str:
    """The chosen neuron's arrow, and the largest others, as lines of text."""
    own = [arrow for arrow in arrows.neurons if arrow[0] == chosen]
    others = [arrow for arrow in arrows.neurons if arrow[0] != chosen and arrow[1]]
    others.sort(key=lambda arrow: -abs(arrow[1]))
    links = sorted((link for link in arrows.links if link[2]), key=lambda link: -abs(link[2]))
    lines = [at_neuron(network, *arrow) for arrow in (*own, *others[:SPOKEN])]
    return "\n".join(lines + [at_link(network, *link, changed) for link in links[:SPOKEN]])


def legend(largest: Mapping[str, float], changed: bool = False) -> str:
    """What the arrows mean, and what the longest stand for: `largest` |amount| by "output", "hidden" and "weight"."""
    if changed:
        text = translate("arrow_text", "▲ became larger, ▽ smaller, a dot: as before.")
    else:
        text = translate("arrow_text", "▲ should rise, ▽ fall, a dot stay.")
    places = {
        "output": translate("arrow_text", "output {amount}"),
        "hidden": translate("arrow_text", "hidden {amount}"),
        "weight": translate("arrow_text", "weight {amount}"),
    }
    longest = "; ".join(places[kind].format(amount=plain(amount)) for kind, amount in largest.items() if amount)
    if longest:
        text += " " + translate("arrow_text", "Longest: {longest}.").format(longest=longest)
    return text + " " + translate("arrow_text", "Point at one for its number.")
