"""Reading ephemerides, which are tables of positions over time: CCSDS orbit ephemeris messages and STK files."""
