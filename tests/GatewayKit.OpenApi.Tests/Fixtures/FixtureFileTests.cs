using System.Text;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.OpenApi.Tests.Fixtures;

public sealed class FixtureFileTests
{
    private const string Written = """
        {
          "fixtures": 1,
          "operations": {
            "POST /pets": [
              {
                "request": {
                  "method": "POST",
                  "path": "/pets",
                  "headers": {
                    "Content-Type": "text/plain"
                  },
                  "text": "Käthe\n"
                },
                "response": {
                  "status": 500,
                  "base64": "/wA="
                }
              }
            ],
            "getPet": [
              {
                "recorded": "2026-11-27T15:00:00Z",
                "request": {
                  "method": "GET",
                  "path": "/pets/1",
                  "query": "a=1&b=%20",
                  "headers": {
                    "Accept": [
                      "text/html",
                      "*/*"
                    ],
                    "X-Trace": "1"
                  },
                  "omitted": "longer than 64KB"
                },
                "response": {
                  "status": 200,
                  "headers": {
                    "ETag": "\"1\""
                  },
                  "contentType": "application/problem+json; charset=utf-8",
                  "json": {
                    "price": 1.10,
                    "name": "\"Käthe\""
                  }
                }
              }
            ]
          }
        }

        """;

    [Fact]
    public void A_file_that_is_read_is_written_as_it_was()
    {
        var read = FixtureFile.Parse(Encoding.UTF8.GetBytes(Written), "f.json");

        Assert.Empty(read.Errors);
        Assert.Equal(Written, Encoding.UTF8.GetString(FixtureFile.Write(read.Fixtures!).Span));
    }

    [Fact]
    public void Operations_are_in_order_and_exchanges_stay_in_theirs()
    {
        var read = FixtureFile.Parse(FixtureFile.Write([Sample.Get("/b", 201), Sample.Get("/a", 200), Sample.Get("/b", 202)]), "f.json");

        Assert.Equal([("GET /a", 200), ("GET /b", 201), ("GET /b", 202)], read.Fixtures!.Select(f => (f.Operation, f.Response.Status)));
    }

    [Fact]
    public void Bodies_are_those_that_were_recorded()
    {
        var fixtures = FixtureFile.Parse(Encoding.UTF8.GetBytes(Written), "f.json").Fixtures!;

        Assert.Equal([0xFF, 0x00], fixtures[0].Response.Body.ToArray());
        Assert.Equal("Käthe\n", Encoding.UTF8.GetString(fixtures[0].Request.Body.Span));
        Assert.Equal("""{"price":1.10,"name":"\"Käthe\""}""", Encoding.UTF8.GetString(fixtures[1].Response.Body.Span));
        Assert.Equal("longer than 64KB", fixtures[1].RequestBodyOmitted);
    }

    [Fact]
    public void People_may_comment()
        => Assert.True(FixtureFile.Parse("{ // ours\n \"fixtures\": 1, \"operations\": { }, }"u8.ToArray(), "f.json").Succeeded);

    [Fact]
    public void Every_mistake_is_told_with_its_place()
    {
        var read = FixtureFile.Parse("""
            {
              "fixtures": 2,
              "operations": {
                "a/b": [
                  { "request": { "method": "G T", "path": "pets", "text": 1 }, "response": { "status": 99 } },
                  { "request": { "method": "GET", "path": "/", "headers": { "X-Ä": "a", "B": "ä", "C": ["x", 1] }, "base64": "!" }, "response": { } },
                  { "requset": 1, "recorded": "yesterday", "response": { "status": 200, "text": "a", "base64": "" } }
                ],
                "c": { }
              }
            }
            """u8.ToArray(), "f.json");

        Assert.Null(read.Fixtures);
        Assert.Equal(
            [
                "f.json:2:15: /fixtures: The version of the format must be 1.",
                "f.json:5:32: /operations/a~1b/0/request/method: It must be a method, such as GET.",
                "f.json:5:47: /operations/a~1b/0/request/path: It must be a path that starts with a slash.",
                "f.json:5:63: /operations/a~1b/0/request/text: It must be a string.",
                "f.json:5:92: /operations/a~1b/0/response/status: It must be a status code from 200 to 599.",
                "f.json:6:72: /operations/a~1b/1/request/headers/X-Ä: It must be a valid header name.",
                "f.json:6:82: /operations/a~1b/1/request/headers/B: It must be a printable ASCII string or a list of them.",
                "f.json:6:92: /operations/a~1b/1/request/headers/C: It must be a printable ASCII string or a list of them.",
                "f.json:6:114: /operations/a~1b/1/request/base64: It must be base64 (RFC 4648, section 4).",
                "f.json:6:133: /operations/a~1b/1/response: 'status' is missing.",
                "f.json:7:20: /operations/a~1b/2/requset: Unknown; must be one of recorded, request, response.",
                "f.json:7:35: /operations/a~1b/2/recorded: It must be a time, such as 2026-01-31T12:00:00Z.",
                "f.json:7:7: /operations/a~1b/2: 'request' is missing.",
                "f.json:7:60: /operations/a~1b/2/response: Only one of 'json', 'text', 'base64' and 'omitted' can be the body.",
                "f.json:9:10: /operations/c: It must be a list of exchanges.",
            ],
            read.Errors.Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("", "f.json:1:1: The file isn't valid JSON: ")]
    [InlineData("{\n  \"fixtures\": 1,\n  x }", "f.json:3:3: The file isn't valid JSON: ")]
    [InlineData("[]", "f.json:1:1: It must be an object.")]
    [InlineData("{}", "f.json:1:1: 'fixtures' is missing; it is the version of the format, 1.")]
    public void What_is_no_file_of_fixtures_is_refused_at_its_place(string text, string message)
        => Assert.StartsWith(
            message, FixtureFile.Parse(Encoding.UTF8.GetBytes(text), "f.json").Errors[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake()
        => Assert.Equal("none.json:1:1: The file doesn't exist.",
            Assert.Single(FixtureFile.Load(Path.Combine(Path.GetTempPath(), "gatewaykit-none", "none.json")).Errors).ToString());

    [Fact]
    public void Deep_and_hostile_files_are_refused()
    {
        Assert.False(FixtureFile.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000)), "f.json").Succeeded);
        Assert.Equal(100, FixtureFile.Parse(
            Encoding.UTF8.GetBytes("{\"fixtures\":1,\"operations\":{\"a\":[" + string.Join(',', Enumerable.Repeat("1", 500)) + "]}}"),
            "f.json").Errors.Count);
    }
}
