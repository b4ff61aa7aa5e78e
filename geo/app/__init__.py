"""The app; Streamlit lives here and in dashboard.py."""
