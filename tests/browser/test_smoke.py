import time
def test_a(open_saved):
    t=time.time(); r=open_saved(); print("saved",time.time()-t, r.day, r.fill("1709"))
    t=time.time(); r=open_saved(); print("saved",time.time()-t, r.day, r.fill("1709"))
def test_b(open_app):
    t=time.time(); r=open_app(); print("app",time.time()-t, r.day, r.fill("1709"), r.watch)
    t=time.time(); r=open_app("?day=2021-07-20&district=1709"); print("app",time.time()-t, r.day, r.page.url)
    print(r.frame.evaluate("document.documentElement.outerHTML.length"))
