"""Pictures of cards in columns: the layered layout that the flow view and the overview share.

    sheet (cards, frames, wires) -> layers -> order -> heights -> channels -> places and lines

It knows nothing of AWS and nothing of the model: what is drawn are boxes of known sizes.
"""
