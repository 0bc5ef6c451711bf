"""Words of the interface: translatable texts and the message catalogues."""
