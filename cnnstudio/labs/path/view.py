"""The stage: the painted path, the sheet to draw on, and cards over it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QHideEvent

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.path import sentences
from cnnstudio.labs.path.dense_card import DenseCard
from cnnstudio.labs.path.gradient_card import GradientCard
from cnnstudio.labs.path.handing import numbers_of
from cnnstudio.labs.path.layout import place_path
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.needs import needs_of
from cnnstudio.labs.path.pane import PathPane
from cnnstudio.labs.path.picture import PathPicture
from cnnstudio.labs.path.places import PathNeeds, PathPlaces
from cnnstudio.labs.path.scene import Scene, scene_of
from cnnstudio.labs.path.specimen_part import SpecimenPart
from cnnstudio.labs.path.spots import Spot, name_of
from cnnstudio.labs.path.stages import Kind
from cnnstudio.labs.path.welcome import PathWelcome
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import Theme

_LEAST_HEIGHT = 190
"""Height that both lanes need, pixels; very large type in a small window leaves less."""

_EMPTY_SHEET = 0.44
"""Part of the width that the empty sheet takes at most."""

_LEAST_CARD = 300
"""Width of the card with a unit's sum, pixels."""


class PathView(FollowingView[PathModel]):
    """Follows every stroke; a click opens a stage in its lab, or follows a map or a weight."""

    def __init__(self, model: PathModel, handover: Handover, theme: Theme, translator: Translator) -> None:
        super().__init__("path.view", model, theme, translator, None)
        self._handover = handover
        self._scene: Scene | None = None
        self._placed: tuple[tuple[PathNeeds, int, int], PathPlaces] | None = None
        self.pane = PathPane(PathPicture(theme, translator, self.pixels), theme, translator, self)
        self.specimen = SpecimenPart(model, handover, theme, translator, self.pane)
        self.welcome = PathWelcome(theme, translator, self)
        self.dense_card = DenseCard(theme, translator, self)
        self.gradient_card = GradientCard(theme, translator, self)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        tip = text("The way through the network and back. Click a stage to open it, a map or a weight to follow it")
        self._captions.describe(self.pane, "path.pane", text("The whole path"), tip=tip)

    def _connect(self) -> None:
        self.specimen.finished.connect(self.refresh)
        self.welcome.wanted.connect(lambda: self._handover.open_lab("draw"))
        self.pane.chosen.connect(self._choose)
        self.pane.turned.connect(self._turn)
        self.pane.entered.connect(self.changed)
        for card in (self.dense_card, self.gradient_card):
            card.closed.connect(self.focus)

    # -- what it says

    def headline(self) -> Text:
        """Return the sentence above the stage: of a weight that is pointed at, or else the halt of the walk."""
        spot = self.pane.spot
        if self._scene is not None and spot is not None and spot.kind == "cell":
            return name_of(self._scene, spot)
        return sentences.headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return sentences.explanation(self._model)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.pane.setFocus()

    @property
    def scene(self) -> Scene | None:
        """What is shown; None while the sheet is empty."""
        return self._scene

    def put_away_cards(self) -> bool:
        """Hide the card over the stage; return whether there was one."""
        shown = [card for card in (self.dense_card, self.gradient_card) if not card.isHidden()]
        for card in shown:
            card.put_away()
        return bool(shown)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no card open for who comes back from another lab."""
        for card in (self.dense_card, self.gradient_card):
            card.hide()
        super().hideEvent(event)

    # -- following the model

    def refresh(self) -> None:
        """Take up the numbers of the moment."""
        self._scene = scene_of(self._model)
        self.specimen.refresh()
        places = None if self._scene is None else self.laid_out(self._scene)
        if self.specimen.sheet.is_drawing and not self.welcome.isHidden():
            places = None  # the large sheet stays under the pen until the first stroke is done
        self._arrange(places)
        self.pane.show_scene(None if self._scene is None or places is None else (self._scene, places))
        self.dense_card.refresh(self._scene)
        self.gradient_card.refresh(self._scene)

    def forget_look(self) -> None:
        self._placed = None

    def laid_out(self, scene: Scene) -> PathPlaces:
        """Return where everything lies; worked out again only for other sizes."""
        wanted = needs_of(scene, self.pixels), self.width(), max(self.height(), _LEAST_HEIGHT)
        if self._placed is None or self._placed[0] != wanted:
            self._placed = wanted, place_path(*wanted[1:], wanted[0])
        return self._placed[1]

    def _arrange(self, places: PathPlaces | None) -> None:
        """Put sheet, welcome and cards in their places; a sheet stays where it is while the pen is on it."""
        self._place_pane(places)
        self._arrange_cards(0 if places is None else places.scores.large.left() - 16)
        if self.specimen.sheet.is_drawing:
            return
        is_empty = places is None and self._model.problem is None
        self.specimen.sheet.setVisible(is_empty or places is not None)
        self.welcome.setVisible(is_empty)
        if places is not None:
            following = places.forward[1] if len(places.forward) > 1 else places.scores
            self.specimen.place(places.forward[0].large.toRect(), following.large.left(), self.pixels)
            return
        side = max(24, min(self.height() - 48, round(self.width() * _EMPTY_SHEET)))
        self.specimen.place(QRect(28, (self.height() - side) // 2, side, side), None, self.pixels)
        left = 28 + side + 40
        self.welcome.fit(QRect(left, 16, max(40, self.width() - left - 28), max(40, self.height() - 32)))

    def _place_pane(self, places: PathPlaces | None) -> None:
        """Let the pane fill the stage; where two lanes have no room, bring that of the moment into sight."""
        height = self.height() if places is None else max(self.height(), _LEAST_HEIGHT)
        is_back = places is not None and self._model.halt.lane != "forward"
        self.pane.setGeometry(0, self.height() - height if is_back else 0, self.width(), height)

    def _arrange_cards(self, left: float) -> None:
        """Put the sum of a unit below at the right; beyond `left`, if there is room, it leaves the units free."""
        width = max(_LEAST_CARD, min(self.pixels(360), int(self.width() - left) - 8))
        height = min(self.pixels(370), self.height() - 16)
        self.dense_card.setGeometry(self.width() - width - 8, self.height() - height - 8, width, height)
        self.gradient_card.setGeometry(self.rect().adjusted(16, 8, -16, -8))

    # -- what is asked for

    def _choose(self, spot: Spot) -> None:
        """Open a stage, or follow what was clicked."""
        if spot.kind in ("map", "unit"):
            self._model.follow_map(spot.stage, spot.number)
        if spot.kind == "cell" and self._scene is not None:
            channel = self._scene.result.following.cell[0]
            self._model.follow_cell((channel, *divmod(spot.number, self._scene.followed.shape[3])))
        elif spot.kind == "stage":
            self.open_stage(spot.stage)
        elif spot.kind == "gradient":
            self.gradient_card.choose(spot.stage, is_back=True)
        elif spot.kind == "unit":
            self.dense_card.choose(spot.stage, spot.number)
        self.refresh()

    def open_stage(self, place: int) -> None:
        """Open the lab of a stage on exactly its numbers; where there is none, show them here."""
        if self._scene is None:
            return
        scene, kind = self._scene, self._scene.stages[place].kind
        name = self._model.specimen.picture.name
        numbers = numbers_of(scene.passes, scene.stages, scene.result.following, place, name)
        if numbers is not None:
            self._handover.open(numbers)
        elif kind is Kind.SPECIMEN:
            self._handover.open_lab("draw")
        elif kind is Kind.DENSE:
            self.dense_card.choose(place, scene.result.following.maps[place])
        else:
            self.gradient_card.choose(place, is_back=False)

    def _turn(self, spot: Spot, by: int) -> None:
        """Follow the next map or weight, or the one before; around the ends."""
        if self._scene is None:
            return
        scene, following = self._scene, self._scene.result.following
        if spot.kind in ("kernel", "kernel gradient"):
            _, channels, height, width = scene.followed.shape
            channel, row, column = following.cell
            place = (channel * height * width + row * width + column + by) % (channels * height * width)
            self._model.follow_cell((place // (height * width), place // width % height, place % width))
        elif spot.stage in following.maps:
            count = len(scene.passes.output(scene.stages[spot.stage].output))
            self._model.follow_map(spot.stage, (following.maps[spot.stage] + by) % count)
