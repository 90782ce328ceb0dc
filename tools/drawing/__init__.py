"""Makes the guide's figures: poses are data, body and outline are worked out."""
