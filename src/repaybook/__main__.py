"""``python -m repaybook`` is ``repaybook``."""

import sys

from repaybook.cli import main

if __name__ == "__main__":
    sys.exit(main())
