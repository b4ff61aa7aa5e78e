"""The least that Streamlit can show: what it takes to appear is not ours."""

import streamlit as st

if __name__ == "__main__":
    st.text("One line.")
