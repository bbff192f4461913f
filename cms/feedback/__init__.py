"""Page feedback: “Was this information useful?”, without cookies, with what people should not have told taken out."""
