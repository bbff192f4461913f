#!/usr/bin/env python3
"""File a report by API alone: any type, with photos, from the form's own description. Python 3.9+, nothing to install.

    python3 report.py https://reports.example                          # which types there are
    python3 report.py https://reports.example theft --language fr      # asks, question by question
    python3 report.py https://reports.example theft --answers answers.json --photo photos=bike.jpg --send

What was begun is kept in --state (report-state.json): started again, the script goes on where it stopped. The file
holds the draft's token, so keep it to yourself. Nothing is sent before you confirm it, or give --send.
"""

import argparse
import json
import mimetypes
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

MOST_TRIES = 6


class Refused(Exception):
    """The API said no: `problem` is its document (RFC 9457)."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail", f"status {status}"))
        self.status, self.problem = status, problem


class Api:
    """The line to the API: it waits when it is asked to, and repeats what was lost with the same key."""

    def __init__(self, server, language):
        self.root, self.language, self.token, self.etag = server.rstrip("/") + "/api/v1", language, "", ""

    def call(
        self, method, path, body=None, *, key="", match=False, content=None, media_type="application/json"
    ):
        headers = {"Accept-Language": self.language}
        data = content if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = media_type
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if key:
            headers["Idempotency-Key"] = key
        if match and self.etag:
            headers["If-Match"] = self.etag
        request = urllib.request.Request(self.root + path, data=data, headers=headers, method=method)
        return self._patiently(request, repeat=bool(key) or method in ("GET", "PATCH"))

    def _patiently(self, request, repeat):
        for attempt in range(1, MOST_TRIES + 1):
            last = attempt == MOST_TRIES
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    if "/drafts" in request.full_url and answer.headers.get("ETag"):
                        self.etag = answer.headers["ETag"]
                    told = answer.read()
                    return json.loads(told) if told else {}
            except urllib.error.HTTPError as error:
                if last or error.code not in (429, 503):
                    raise Refused(error.code, _problem(error)) from None
                wait = int(error.headers.get("Retry-After") or attempt)
                print(f"Asked to wait {wait} s.", file=sys.stderr)
                time.sleep(wait)
            except (urllib.error.URLError, OSError):
                if last or not repeat:
                    raise
                time.sleep(2**attempt / 2)
        raise AssertionError("unreachable")


def _problem(error):
    try:
        return json.loads(error.read())
    except ValueError:
        return {"detail": f"status {error.code}"}


class Report:
    """One draft: begun once, saved with what was read, and sent once."""

    def __init__(self, api, state_file):
        self.api, self.file = api, Path(state_file)
        self.kept = json.loads(self.file.read_text("utf-8")) if self.file.exists() else {}

    def begin(self, report_type):
        """Begin a draft, or go on with the one that is kept."""
        if self.kept.get("type") != report_type or self.kept.get("server") != self.api.root:
            self.kept = {
                "type": report_type,
                "server": self.api.root,
                "begin": str(uuid.uuid4()),
                "send": str(uuid.uuid4()),
            }
            self._keep()
        if "token" not in self.kept:
            body = {"report_type": report_type, "language": self.api.language}
            self.kept.update(self.api.call("POST", "/drafts", body, key=self.kept["begin"]))
            self._keep()
        self.api.token, self.at = self.kept["token"], "/drafts/" + self.kept["id"]
        return self.read()

    def _keep(self):
        handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self.kept, file, indent=1)

    def read(self):
        """Read the draft, with its form and the schema of its answers."""
        return self.api.call("GET", self.at + "?expand=form,schema,attachments")

    def save(self, answers, settle):
        """Save answers over those that were read; when somebody else saved too, `settle` says which count."""
        try:
            return self.api.call("PATCH", self.at, {"answers": answers}, match=True)
        except Refused as refused:
            if refused.status != 412:
                raise
            chosen = settle(refused.problem["stored"], answers)
            self.read()
            return self.api.call("PATCH", self.at, {"answers": chosen}, match=True)

    def add(self, path, question, row=""):
        """Add a photo or a PDF; the same file again is kept once."""
        known = self.kept.setdefault("files", {})
        key = known.setdefault(f"{question}|{row}|{path}", str(uuid.uuid4()))
        self._keep()
        content, media_type = multipart({"question": question, "row": row}, Path(path))
        return self.api.call(
            "POST", self.at + "/attachments", key=key, content=content, media_type=media_type
        )

    def send(self):
        """Send the report. Repeated within a day, it gives the same number and code."""
        return self.api.call("POST", self.at + "/submission", {"declaration": True}, key=self.kept["send"])

    def done(self):
        """Forget the draft."""
        self.file.unlink(missing_ok=True)


def multipart(fields, path):
    """Return a form with fields and one file, and its content type."""
    mark = uuid.uuid4().hex
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    name = path.name.replace('"', "")
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
        if value
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
    body = b"".join([*parts, head.encode(), path.read_bytes(), f"\r\n--{mark}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={mark}"


# From here on: asking. The API says what is missing (`errors`), the form what it is called, the schema what fits.


def questions(form):
    """Return every question and group of the form by key."""
    return {
        item["key"]: item
        for step in form["steps"]
        for item in step["items"]
        if item["item"] in ("question", "group")
    }


def schema_of(schema, key):
    """Return the schema of an answer; one under a condition stands in `allOf`."""
    if key in schema.get("properties", {}):
        return schema["properties"][key]
    for each in schema.get("allOf", []):
        found = schema_of(each.get("then", {}), key) or schema_of(each.get("else", {}), key)
        if found:
            return found
    return None


def example_of(schema):
    """Return a value that fits a schema, by its examples."""
    for name in ("const", "default"):
        if name in schema:
            return schema[name]
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("anyOf"):
        return example_of(schema["anyOf"][0])
    if schema.get("type") == "array":
        return [example_of(schema["items"]) for _each in range(max(1, schema.get("minItems", 1)))]
    if schema.get("type") == "object":
        names = schema.get("required") or list(schema["properties"])[:1]
        return {name: example_of(schema["properties"][name]) for name in names}
    least = max(1, schema.get("minimum", 1))
    return {"number": least, "integer": least, "boolean": True}.get(schema.get("type"), "Example")


class Asker:
    """Whoever fills the form in: a person at the terminal."""

    def __init__(self, schema):
        self.schema = schema

    def answer(self, question, message):
        """Ask for one answer, in JSON or as text; an empty line leaves it out."""
        print(f"\n{question['label']}" + (f"  ({question['help']})" if question["help"] else ""))
        print(f"  {message}")
        for option in question.get("options", []):
            print(f"    {option['token']}: {option['title']}")
        part = schema_of(self.schema, question["key"])
        if part is not None:
            print(f"  such as {json.dumps(example_of(part), ensure_ascii=False)}")
        return self.read(input("> ").strip(), part or {})

    def read(self, text, schema):
        """Read what was typed: JSON where it is JSON of the right type, else text."""
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        wants_text = schema.get("type") == "string" or "enum" in schema
        return text if wants_text and not isinstance(value, str) else value

    def settle(self, stored, mine):
        """Let the person choose between two texts of the same answers."""
        print("\nThis report was changed on another device.")
        print("Here: ", json.dumps(mine, ensure_ascii=False))
        print("There:", json.dumps({key: stored.get(key) for key in mine}, ensure_ascii=False))
        return mine if input("Keep which? [here/there] ").strip() == "here" else {}


class Examples(Asker):
    """Fills in by the schema's own examples: for trying a server out."""

    def answer(self, question, message):
        """Give an example."""
        part = schema_of(self.schema, question["key"])
        print(f"{question['label']}: {message}", file=sys.stderr)
        return example_of(part) if part else None

    def settle(self, stored, mine):
        """Keep what is here."""
        return mine


def fill(report, draft, given, asker):
    """Save what was given, then ask for what the API still misses, until nothing blocks sending."""
    known, asked = questions(draft["expanded"]["form"]), {}
    state = report.save(given, asker.settle) if given else draft
    while state["errors"]:
        problem = state["errors"][0]
        key = problem["path"].split("/")[1] if "/" in problem["path"] else ""
        asked[key] = asked.get(key, 0) + 1
        if key not in known or asked[key] > 3 or problem["code"] == "not_proved":
            return state
        value = asker.answer(known[key], problem["message"])
        state = report.save({key: value}, asker.settle)
    return state


def run(options):
    """Do what was asked on the command line; return the exit code."""
    api = Api(options.server, options.language)
    if not options.type:
        for each in api.call("GET", "/report-types")["items"]:
            print(f"{each['key']:24} {each['title']}: {each['summary']}")
        return 0
    report = Report(api, options.state)
    draft = report.begin(options.type)
    given = json.loads(Path(options.answers).read_text("utf-8")) if options.answers else {}
    asker = (Examples if options.examples else Asker)(draft["expanded"]["schema"])
    state = fill(report, draft, given, asker)
    for each in options.photo:
        question, _equals, path = each.partition("=")
        kept = report.add(path, question)
        print(f"{path}: {kept['status']}, SHA-256 {kept['sha256']}", file=sys.stderr)
    if state["errors"]:
        for problem in state["errors"]:
            print(f"{problem['path'] or '/'}: {problem['message']}", file=sys.stderr)
        print(
            f"Not sent. Mend it and start again, or go on in a browser with {report.kept['resume_code']}.",
            file=sys.stderr,
        )
        return 2
    print(f"\n{draft['expanded']['form']['declaration']}")
    if not options.send and input("Send? [yes/no] ").strip() not in ("yes", "oui"):
        return 0
    sent = report.send()
    report.done()
    print(json.dumps(sent, indent=1, ensure_ascii=False))
    return 0


def main():
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("server")
    parser.add_argument("type", nargs="?")
    parser.add_argument("--language", choices=["en", "fr"], default="en")
    parser.add_argument("--answers", help="a JSON file with answers by key")
    parser.add_argument("--photo", action="append", default=[], metavar="QUESTION=FILE")
    parser.add_argument("--examples", action="store_true", help="fill in by the schema's examples")
    parser.add_argument("--send", action="store_true", help="declare that it is true, and send it")
    parser.add_argument("--state", default="report-state.json")
    try:
        return run(parser.parse_args())
    except Refused as refused:
        print(refused, file=sys.stderr)
        for each in refused.problem.get("errors", []):
            print(f"{each['path']}: {each['message']}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
