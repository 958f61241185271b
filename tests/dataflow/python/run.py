import os


def run(name):
    os.system("ls " + name) # finding


def quiet(name):
    os.system("ls a")
