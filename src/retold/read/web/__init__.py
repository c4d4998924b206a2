"""Pages from addresses: guarded connections (`guard`, `transport`), manners (`manners`), one address to its page
(`client`, `judge`), many addresses at once (`links`)."""
