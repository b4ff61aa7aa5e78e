"""The live page; folium is imported only here."""
