"""facebook-business (PyPI), Meta's own generated client, against the simulator, as `graph.facebook.com`.

It sends lists, objects and flags as JSON inside forms and queries, walks lists by `cursors.after` for as long as there is a
`next`, and judges an answer by its body. Its address is an attribute of its session.
"""

import unittest

from facebook_business.adobjects.igcomment import IGComment
from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

import simulated


class MetasOwnClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.real = FacebookSession.GRAPH
        FacebookSession.GRAPH = simulated.ADDRESS
        cls.api = FacebookAdsApi.init(access_token=simulated.FACEBOOK, api_version="v26.0", crash_log=False)
        cls.user = IGUser(simulated.account_id())

    @classmethod
    def tearDownClass(cls):
        FacebookSession.GRAPH = cls.real

    def tearDown(self):
        simulated.without_faults()

    def refused(self, call):
        with self.assertRaises(FacebookRequestError) as caught:
            call()
        error = caught.exception
        self.assertTrue(error.api_error_message() and error.api_error_type())
        return error.api_error_code(), error.api_error_subcode()

    def commented(self):
        """A post with comments of others, and its comments."""
        for media in self.user.get_media(fields=["id", "comments_count"]):
            comments = list(media.get_comments(fields=["id", "text", "username", "hidden"]))
            if len(comments) >= 3:
                return media, comments
        self.fail("no post has comments")

    def status(self, container):
        return self.api.call("GET", (container,), params={"fields": "status_code"}).json()["status_code"]

    def test_the_profile_is_read(self):
        user = self.user.api_get(fields=[IGUser.Field.username, IGUser.Field.media_count])
        self.assertTrue(user[IGUser.Field.username])
        self.assertGreater(user[IGUser.Field.media_count], 0)

    def test_a_cursor_walks_every_post_and_every_comment_once(self):
        count = self.user.api_get(fields=["media_count"])["media_count"]
        posts = [it["id"] for it in self.user.get_media(fields=["id"], params={"limit": 6})]
        self.assertEqual((len(posts), len(set(posts))), (count, count))
        media, comments = self.commented()
        again = [it["id"] for it in media.get_comments(fields=["id"], params={"limit": 2})]
        self.assertEqual(again, [it["id"] for it in comments])

    def test_children_and_fields_inside_fields_are_read(self):
        fields = ["id", "media_type", "children{id,media_type,media_url}"]
        album = next(it for it in self.user.get_media(fields=fields) if it["media_type"] == "CAROUSEL_ALBUM")
        children = [it["id"] for it in IGMedia(album["id"]).get_children(fields=["id"])]
        self.assertEqual([it["id"] for it in album["children"]["data"]], children)

    def test_a_comment_and_a_reply_are_written_hidden_shown_and_deleted(self):
        media, comments = self.commented()
        comment = media.create_comment(params={"message": "From the account"})
        reply = IGComment(comments[-1]["id"]).create_reply(params={"message": "Thanks 🌱"})
        self.assertEqual(IGComment(reply["id"]).api_get(fields=["text"])["text"], "Thanks 🌱")
        self.assertIn(reply["id"], [it["id"] for it in IGComment(comments[-1]["id"]).get_replies(fields=["id"])])
        self.assertIn(reply["id"], [it["id"] for it in simulated.effects("reply")])

        for hide in (True, False):
            IGComment(comments[0]["id"]).api_update(params={"hide": hide})
            self.assertEqual(IGComment(comments[0]["id"]).api_get(fields=["hidden"])["hidden"], hide)

        for written in (comment["id"], reply["id"]):
            IGComment(written).api_delete()
            self.assertEqual(self.refused(lambda: IGComment(written).api_get(fields=["id"])), (100, 33))

    def test_the_comment_switch_takes_a_flag(self):
        media = next(iter(self.user.get_media(fields=["id"])))
        for enabled in (False, True):
            media.api_update(params={"comment_enabled": enabled})
            found = IGMedia(media["id"]).api_get(fields=["is_comment_enabled"])
            self.assertEqual(found["is_comment_enabled"], enabled)

    def test_a_carousel_is_published_once(self):
        posts = self.user.get_media(fields=["media_type", "media_url"])
        pictures = [it["media_url"] for it in posts if it["media_type"] == "IMAGE"][:2]
        children = [
            self.user.create_media(params={"image_url": picture, "is_carousel_item": True})["id"]
            for picture in pictures
        ]
        simulated.pass_seconds(60)
        self.assertEqual({self.status(child) for child in children}, {"FINISHED"})
        params = {"media_type": "CAROUSEL", "children": children, "caption": "Two of them"}
        parent = self.user.create_media(params=params)["id"]
        simulated.pass_seconds(60)
        published = self.user.create_media_publish(params={"creation_id": parent})["id"]
        found = IGMedia(published).api_get(fields=["caption", "media_type", "permalink", "children"])
        self.assertEqual((found["caption"], found["media_type"]), ("Two of them", "CAROUSEL_ALBUM"))
        self.assertEqual(len(found["children"]["data"]), 2)
        self.assertEqual(self.status(parent), "PUBLISHED")
        self.assertEqual([it["id"] for it in simulated.effects("publish")].count(published), 1)
        again = self.refused(lambda: self.user.create_media_publish(params={"creation_id": parent}))
        self.assertEqual(again[0], 9007)

        IGMedia(published).api_delete()
        self.assertEqual(self.refused(lambda: IGMedia(published).api_get(fields=["id"])), (100, 33))

    def test_quota_and_insights_are_read(self):
        quota = self.user.get_content_publishing_limit(fields=["quota_usage", "config"])[0]
        self.assertEqual(quota["config"]["quota_total"], 100)
        # The platform has no figures of what was just published, nor of what is older than the professional account.
        everything = list(self.user.get_media(fields=["id"]))
        media = everything[len(everything) // 2]
        insights = {it["name"]: it for it in media.get_insights(params={"metric": ["reach", "saved"]})}
        self.assertEqual(set(insights), {"reach", "saved"})

    def test_refusals_arrive_as_the_errors_the_library_raises(self):
        media, _ = self.commented()
        self.assertEqual(self.refused(lambda: IGMedia("17900000000000001").api_get(fields=["id"])), (100, 33))
        nonsense = lambda: self.api.call("GET", (media["id"],), params={"fields": "nonsense"})
        self.assertEqual(self.refused(nonsense), (100, None))
        simulated.fault("media", "expired_token")
        self.assertEqual(self.refused(lambda: media.api_get(fields=["id"])), (190, 463))
        simulated.fault("media", "rate_limit")
        self.assertEqual(self.refused(lambda: media.api_get(fields=["id"])), (80002, None))
        simulated.fault("media", "error", code=2, status=500)
        with self.assertRaises(FacebookRequestError) as caught:
            media.api_get(fields=["id"])
        self.assertTrue(caught.exception.api_transient_error())
        simulated.fault("media", "error", code=190, status=200)
        self.assertEqual(self.refused(lambda: media.api_get(fields=["id"]))[0], 190)


if __name__ == "__main__":
    unittest.main()
