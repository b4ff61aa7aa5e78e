"""An article becomes draft reports, which a reader accepts, changes or drops."""
