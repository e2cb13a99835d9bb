from flask import Blueprint

pages = Blueprint("budget", __name__)
