"""python-facebook-api (PyPI), a client written by hand, against the simulator: both set-ups of the platform.

It sends its token in the query and in forms, reads lists by the address in `paging.next`, and turns answers into typed
models.
"""

import unittest

from pyfacebook import FacebookError, IGBusinessApi

import simulated


class Expectations:
    """What holds with both set-ups."""

    token = None

    @classmethod
    def setUpClass(cls):
        cls.api = IGBusinessApi(
            access_token=cls.token,
            instagram_business_id=simulated.account_id(),
            base_url=f"{simulated.ADDRESS}/",
            version="v24.0",
            sleep_on_rate_limit=False,
        )

    def tearDown(self):
        simulated.without_faults()

    def refused(self, call, *arguments, **named):
        with self.assertRaises(FacebookError) as caught:
            call(*arguments, **named)
        error = caught.exception
        self.assertTrue(error.message and error.fbtrace_id)
        return error.code, getattr(error, "error_subcode", None)

    def commented(self):
        """A post with comments of others, and its comments."""
        for media in self.api.user.get_media(count=20).data:
            if media.comments_count:
                comments = self.api.media.get_comments(media.id, count=None, limit=50).data
                if len(comments) >= 3:
                    return media, comments
        self.fail("no post has comments")

    def comment(self, comment):
        # Left to itself the library asks comments for the fields of posts, which the platform refuses.
        return self.api.comment.get_info(comment, fields="id,like_count,text,timestamp,username")

    def test_the_profile_is_the_model_the_library_expects(self):
        user = self.api.user.get_info()
        self.assertTrue(user.username and user.name and user.id)
        self.assertGreater(user.followers_count, 0)
        self.assertGreater(user.media_count, 0)

    def test_posts_are_listed_page_by_page_without_a_double(self):
        everything = self.api.user.get_media(count=None, limit=7).data
        ids = [media.id for media in everything]
        self.assertEqual(len(ids), self.api.user.get_info().media_count)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(ids[:5], [media.id for media in self.api.user.get_media(count=5, limit=5).data])

    def test_albums_come_with_their_children(self):
        albums = [it for it in self.api.user.get_media(count=None).data if it.media_type == "CAROUSEL_ALBUM"]
        album = self.api.media.get_info(albums[0].id)
        self.assertGreaterEqual(len(album.children.data), 2)
        children = self.api.media.get_children(album.id).data
        self.assertEqual([child.id for child in children], [child.id for child in album.children.data])

    def test_comments_are_listed_page_by_page_and_read_one_by_one(self):
        media, comments = self.commented()
        again = self.api.media.get_comments(media.id, count=None, limit=2).data
        self.assertEqual([it.id for it in again], [it.id for it in comments])
        one = self.comment(comments[0].id)
        self.assertEqual((one.id, one.text, one.username), (comments[0].id, comments[0].text, comments[0].username))

    def test_a_comment_and_a_reply_are_written_hidden_shown_and_deleted(self):
        media, comments = self.commented()
        before = len(simulated.effects("reply"))
        answer = self.api.post_object(comments[-1].id, connection="replies", data={"message": "Danke! 🌱 & more"})
        self.assertEqual(len(simulated.effects("reply")), before + 1)
        replies = self.api.comment.get_replies(comments[-1].id, count=None, limit=50).data
        self.assertEqual([it.text for it in replies if it.id == answer["id"]], ["Danke! 🌱 & more"])

        comment = self.api.post_object(media.id, connection="comments", data={"message": "From the account"})
        self.assertEqual(self.comment(comment["id"]).text, "From the account")

        for hide in ("true", "false"):
            self.assertEqual(self.api.post_object(comments[0].id, data={"hide": hide}), {"success": True})
            hidden = self.api.get_object(comments[0].id, fields="hidden")["hidden"]
            self.assertEqual(hidden, hide == "true")

        for written in (answer["id"], comment["id"]):
            self.assertEqual(self.api.delete_object(written), {"success": True})
            self.assertEqual(self.refused(self.comment, written), (100, 33))

    def test_a_carousel_is_published_once(self):
        pictures = [it.media_url for it in self.api.user.get_media(count=None).data if it.media_type == "IMAGE"]
        account = self.api.instagram_business_id
        children = []
        for picture in pictures[:3]:
            data = {"image_url": picture, "is_carousel_item": "true"}
            children.append(self.api.post_object(account, connection="media", data=data)["id"])
        simulated.pass_seconds(60)
        for child in children:
            self.assertEqual(self.api.container.get_info(child).status_code, "FINISHED")
        data = {"media_type": "CAROUSEL", "children": ",".join(children), "caption": "Three of them #bread"}
        parent = self.api.post_object(account, connection="media", data=data)["id"]
        early = self.refused(self.api.post_object, account, connection="media_publish", data={"creation_id": parent})
        self.assertEqual(early, (9007, 2207027))
        simulated.pass_seconds(60)

        before = self.api.user.get_content_publishing_limit().data[0].quota_usage
        published = self.api.post_object(account, connection="media_publish", data={"creation_id": parent})["id"]
        media = self.api.media.get_info(published)
        self.assertEqual((media.caption, len(media.children.data)), ("Three of them #bread", 3))
        self.assertEqual(self.api.container.get_info(parent).status_code, "PUBLISHED")
        quota = self.api.user.get_content_publishing_limit().data[0]
        self.assertEqual((quota.quota_usage, quota.config.quota_total), (before + 1, 100))
        self.assertEqual([it["id"] for it in simulated.effects("publish")].count(published), 1)

    def test_insights_are_the_models_the_library_expects(self):
        # The platform has no figures of what was just published, nor of what is older than the professional account.
        everything = self.api.user.get_media(count=None).data
        media = everything[len(everything) // 2]
        insights = self.api.media.get_insights(media.id, metric=["reach", "saved"]).data
        self.assertEqual({it.name for it in insights}, {"reach", "saved"})
        self.assertTrue(all(isinstance(it.values[0].value, int) for it in insights))

    def test_refusals_arrive_as_the_errors_the_library_raises(self):
        media, _ = self.commented()
        self.assertEqual(self.refused(self.api.media.get_info, "17900000000000001"), (100, 33))
        self.assertEqual(self.refused(self.api.media.get_info, media.id, fields="nonsense"), (100, None))
        self.assertEqual(self.refused(self.api.get_object, "kettleandfern"), (803, None))
        simulated.fault("media", "expired_token")
        self.assertEqual(self.refused(self.api.media.get_info, media.id), (190, 463))
        simulated.fault("media", "rate_limit")
        self.assertEqual(self.refused(self.api.media.get_info, media.id), (80002, None))
        simulated.fault("comments", "error", code=1, status=500)
        self.assertEqual(self.refused(self.api.media.get_comments, media.id)[0], 1)
        stranger = IGBusinessApi(access_token="nonsense", base_url=f"{simulated.ADDRESS}/")
        self.assertEqual(self.refused(stranger.get_object, media.id)[0], 190)


class WithFacebookLogin(Expectations, unittest.TestCase):
    """graph.facebook.com."""

    token = simulated.FACEBOOK

    def test_another_account_is_discovered_with_a_page_of_its_posts(self):
        rival = "solvej.ceramics"
        found = self.api.user.discovery_user(rival).business_discovery
        self.assertEqual(found.username, rival)
        first = self.api.user.discovery_user_medias(rival, limit=3).business_discovery.media
        self.assertEqual(len(first.data), 3)
        second = self.api.user.discovery_user_medias(rival, limit=3, after=first.paging.cursors.after)
        second = second.business_discovery.media
        self.assertFalse({it.id for it in first.data} & {it.id for it in second.data})

    def test_a_hashtag_is_searched_and_its_posts_are_listed(self):
        tag = self.api.user.get_hashtag_search(q="bread").data[0]
        listed = self.api.hashtag.get_top_media(tag.id, count=5, limit=5)
        self.assertLessEqual(len(listed.data), 5)
        recent = self.api.user.get_recently_searched_hashtags().data
        self.assertIn(tag.id, [it.id for it in recent])

    def test_what_a_permission_is_missing_for_is_refused(self):
        reader = IGBusinessApi(
            access_token=simulated.FACEBOOK_READER,
            instagram_business_id=self.api.instagram_business_id,
            base_url=f"{simulated.ADDRESS}/",
        )
        media, comments = self.commented()
        before = len(simulated.effects("hide"))
        code, _ = self.refused(reader.post_object, comments[0].id, data={"hide": "true"})
        self.assertTrue(code == 10 or 200 <= code < 300, code)
        self.assertEqual(len(simulated.effects("hide")), before)
        self.assertTrue(all(it.username is None for it in reader.media.get_comments(media.id).data))


class WithInstagramLogin(Expectations, unittest.TestCase):
    """graph.instagram.com."""

    token = simulated.INSTAGRAM

    def test_what_only_facebook_login_has_is_refused(self):
        self.assertEqual(self.refused(self.api.user.discovery_user, "solvej.ceramics")[0], 100)
        media = self.api.user.get_media(count=1).data[0]
        self.assertEqual(self.refused(self.api.delete_object, media.id), (100, 33))


if __name__ == "__main__":
    unittest.main()
