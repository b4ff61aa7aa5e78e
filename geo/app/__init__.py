"""The app; Streamlit is imported only here and in dashboard.py."""
