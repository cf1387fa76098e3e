"""Published cost models as functions of their inputs, and their figures beside the published ones."""

from studio.analysis.cost_models.models import Figure, Model, Run, model, models, run

__all__ = ["Figure", "Model", "Run", "model", "models", "run"]
