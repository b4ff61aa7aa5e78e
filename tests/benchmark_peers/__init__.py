"""The usual ways to put a time slider on a map in Streamlit, which `tests.benchmark` measures beside ours."""
