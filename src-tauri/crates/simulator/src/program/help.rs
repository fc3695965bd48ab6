//! What `--help` says beyond the switches: the paths of the simulator's own, and how a fault is written.

use simulator::surface;

const PATHS: &str = "\
Calls of both hosts are answered on one port: the flavour is the token's. Paths may have a version or none.
  /{version}/…                      the graph; GET /_sim/surface lists every call
  /oauth/authorize                  business login for Instagram, a page to click
  /oauth/access_token, /access_token, /refresh_access_token   its token calls
  /{version}/dialog/oauth           Facebook Login, a page to click
  /{version}/oauth/access_token, /debug_token                 its token calls
  /redirect                         the page a login ends on, which hops to the app
  /ig-api-upload/{version}/{container}                        bytes of a resumable upload, Facebook Login
  /cdn/{media}.jpg, /cdn/{media}.mp4                          pictures and videos of posts, profile pictures
  /ig_messaging_cdn/?asset_id=…     files of messages; both kinds of address run out

What is under /_sim belongs to the simulator, not to the platform. Bodies are JSON, whatever their content type.
  GET    requests                   every request so far, secrets struck out
  GET    effects                    every write that was accepted
  GET    faults                     the faults that are not used up
  POST   faults                     {endpoint, kind, …}: lays one
  DELETE faults[?endpoint=…]        takes them away
  GET    clock                      the simulated time
  POST   clock                      {advance_ms}: moves it forward
  POST   comments                   {media, username, text?, parent?, nameless?}: somebody writes a comment; without
                                    text it is a photo or sticker, nameless keeps its author's name back
  POST   hide, delete               {comment[, hide]}: the owner, on the phone
  POST   comment_switch             {media, enabled}: the owner, on the phone
  POST   posts                      {username, caption}: the owner posts a picture on the phone
  POST   caption                    {media, caption}: the owner edits a caption on the phone
  POST   live {username}, DELETE live?username=…              the owner begins and ends a broadcast; POST comments takes
                                    its id while it is on the air
  GET    mentions?username=…        ids of posts and comments that mention an account, as webhooks would bring them
  POST   mentions                   {username, by, text, in_comment?}: somebody mentions an account in the caption of a
                                    post of theirs, or in a comment under somebody else's
  POST   tags                       {username, by, caption}: somebody tags an account in a post of theirs
  POST   untag                      {media}: it is gone, private, or tags nobody any more
  GET    allowance                  calls an hour an account may make
  POST   allowance                  {calls_per_hour}: what --allowance says from the start, 5,000 without it
  GET    publishing                 posts a day, and what processing takes
  POST   publishing                 {quota_total?, processing_ms?}: 100 and 3,000 from the start; --speed divides the latter
  GET    published                  what came through the API
  POST   followers                  {username, followers}
  GET    places                     ids for location_id
  GET    host                       keys of the web space
  GET    conversations?account=NAME, messages?conversation=ID
  POST   messages                   {account, person, text?, kind?, ours?, reply_to?}: somebody writes a message; kinds:
                                    text, photos {count}, video, voice, heart, post {media}, story_reply, story_mention,
                                    unsupported, quick_reply {payload}, postback {payload}
  POST   react {message, reaction?}, unsend {message}, edit {message, text}, seen {message}
  POST   block {account, person, blocked}, hand_over {account, person, other_app}, private_reply {comment, text}
  GET    messaging                  what holds for messages
  POST   messaging                  {rates?, human_agent?, account? with message_access?}: whether calls of messaging run
                                    into their own limits (yes, unless --no-rates), the app may use HUMAN_AGENT, the
                                    owner lets apps in
  GET    webhooks                   every delivery
  GET    webhooks/settings, POST webhooks   {callback_url, verify_token, fields, batch, duplicates, disorder,
                                    flat_changes, comment_id_key, edit_first}
  POST   webhooks/flush             delivers what waits
                                    Never sent, though they can be subscribed: story_insights, messaging_referral,
                                    messaging_optins
  GET    language, POST language    {language}: english, portuguese, spanish, chinese
  POST   tokens                     {token, scopes?}: as --token
  DELETE tokens                     {token}: its owner removes the app (190/458)
  GET    surface                    every call that is answered: method, path, endpoint, flavours

/_host/KEY is a web space in memory for what is to be published: PUT, GET, HEAD, DELETE, 64 MiB a file. What is put there
as robots.txt is its /robots.txt. Handles that end in .private are private accounts, which nobody can tag.
";

const FAULTS: &str = "\
A fault is {\"endpoint\": E, \"kind\": K, …, \"times\": n} or with \"probability\": p; \"skip\": n lets n requests pass first.
Kinds: error {code, subcode, status, message}, error_after (the same after the effect), status {status, after_effect},
html, truncated, slow {ms}, slow_answer {ms}, cut_before, cut_after, lag_reads {ms}, rate_limit, throttle {code, minutes}
(codes 4, 17, 32, 613, 80002, 80006), expired_token, missing_scope, strip_fields {fields}, empty_lists, documented_shape,
container_error {subcode}, container_expired, slow_processing {ms}, late_fetch, copyright_match.
The status, text and title of an error are those documented for its code unless given. Without times a fault stays until it is taken away, without probability it
hits every request; probability is 0 to 1. Several faults on one endpoint act together, such as slow and truncated; of
those that answer, or cut off, the first that hits decides the answer, and the others wait for another request.
";

/// Everything below the switches.
pub(crate) fn more() -> String {
    format!("{PATHS}\n{FAULTS}{}", endpoints())
}

/// The names of the endpoints, from the table of what is answered.
fn endpoints() -> String {
    let mut names: Vec<&str> = Vec::new();
    for row in surface() {
        if !names.contains(&row.endpoint.name()) {
            names.push(row.endpoint.name());
        }
    }
    let mut text = String::from("Endpoints: any (all of these), host (the web space)");
    let mut width = text.len();
    for name in names {
        if width + name.len() > 116 {
            text.push_str(",\n");
            width = 0;
        } else {
            text.push_str(", ");
        }
        text.push_str(name);
        width += name.len() + 2;
    }
    text.push_str(".\n");
    text
}
