using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Plugins.GrpcJson;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Grpc.Tests.Json;

public sealed class GrpcJsonTests(JsonGateway gateway) : IClassFixture<JsonGateway>
{
    private const string Lines = "application/x-ndjson";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("GET", "/v1/shelves/1/books/2", null, """{"name":"shelves/1/books/2","pageCount":"9007199254740993"}""")]
    [InlineData("GET", "/v1/books/a%2Fb%20c", null, """{"name":"a/b c","pageCount":"9007199254740993"}""")]
    [InlineData("POST", "/v1/shelves/1/books?requestId=7", """{"title":"T"}""", """{"name":"shelves/1/books/7","title":"T"}""")]
    [InlineData("POST", "/v1/shelves/1/books?request_id=7", null, """{"name":"shelves/1/books/7","title":"none"}""")]
    [InlineData("DELETE", "/v1/shelves/1/books/2", null, "{}")]
    [InlineData("POST", "/v1/shelves/1/books/2:archive", """{"isNew":true,"name":"x"}""", """{"name":"shelves/1/books/2","title":"new"}""")]
    [InlineData("GET", "/v1/shelves/1/books/2:3", null, """{"name":"shelves/1/books/2:3","pageCount":"9007199254740993"}""")]
    [InlineData("GET", "/v1/books/2:", null, """{"name":"2:","pageCount":"9007199254740993"}""")]
    [InlineData("PUT", "/v1/echo/a/b/c", """{"text":"x","numbers":[1]}""", """{"inner":{"text":"a/b/c","numbers":[1]}}""")]
    [InlineData("REPORT", "/v1/echo", null, "{}")]
    [InlineData("POST", "/v1/at/2026-01-02T03:04:05Z/1s", """{"at":"2025-01-01T00:00:00.5Z","lasts":"2.5s"}""",
        """{"at":"2026-01-02T03:04:05Z","lasts":"1s"}""")]
    [InlineData("POST", "/v1/at/1970-01-01T00:00:00Z/0s", """{"at":"2025-01-01T00:00:00.5Z","lasts":"-2.5s"}""",
        """{"at":"1970-01-01T00:00:00Z","lasts":"0s"}""")]
    public async Task The_annotations_decide(string method, string path, string? body, string expected)
        => Assert.Equal((200, expected), await gateway.CallAsync(method, path, body));

    [Fact]
    public async Task A_prefix_can_be_removed_before()
    {
        Assert.Equal(
            (200, """{"name":"shelves/1/books/2","pageCount":"9007199254740993"}"""),
            await gateway.CallAsync("GET", "/library/v1/shelves/1/books/2", host: "prefixed"));
        Assert.Equal(400, (await gateway.CallAsync("GET", "/library/v1//echo", host: "prefixed")).Status);
    }

    [Theory]
    [InlineData("?text=a%20b&i64=-5&flag=true&color=RED&numbers=1&numbers=2",
        """{"i64":"-5","flag":true,"text":"a b","color":"RED","numbers":[1,2]}""")]
    [InlineData("?inner.inner.text=x&inner.numbers=3", """{"inner":{"numbers":[3],"inner":{"text":"x"}}}""")]
    [InlineData("?at=2026-01-02T03:04:05.5Z&lasts=1.5s&mask=a,bC", """{"at":"2026-01-02T03:04:05.500Z","lasts":"1.500s","mask":"a,bC"}""")]
    [InlineData("?wrapped=7&wrappedText=&data=-_8&color=2&maybe=0",
        """{"data":"+/8=","color":"GREEN","maybe":0,"wrapped":"7","wrappedText":""}""")]
    [InlineData("?times=2026-01-01T00:00:00Z&times=2026-01-02T00:00:00Z", """{"times":["2026-01-01T00:00:00Z","2026-01-02T00:00:00Z"]}""")]
    [InlineData("?text=%EF%BF%BD%252F", "{\"text\":\"\uFFFD%2F\"}")]
    [InlineData("?real=NaN&single=-Infinity&%40other=x", """{"real":"NaN","single":"-Infinity","@other":"x"}""")]
    public async Task Parameters_of_the_query_are_fields(string query, string expected)
        => Assert.Equal((200, expected), await gateway.CallAsync("GET", "/v1/echo" + query));

    [Theory]
    [InlineData("GET", "/v1/echo?unknown=1", 400, "The field 'unknown' isn't a parameter of this operation.")]
    [InlineData("GET", "/v1/echo?text=1&text=2", 400, "The field 'text' occurs more than once.")]
    [InlineData("GET", "/v1/echo?left=a&right=1", 400, "The field 'right' can't be combined with another field of 'choice'.")]
    [InlineData("GET", "/v1/echo?i32=2147483648", 400, "The field 'i32' must be an integer from -2147483648 to 2147483647.")]
    [InlineData("GET", "/v1/echo?flag=1", 400, "The field 'flag' must be true or false.")]
    [InlineData("GET", "/v1/echo?inner=1", 400, "The field 'inner' isn't a parameter of this operation.")]
    [InlineData("GET", "/v1/echo?byName=1", 400, "The field 'byName' isn't a parameter of this operation.")]
    [InlineData("GET", "/v1/echo?inner.x=1", 400, "The field 'inner.x' isn't a parameter of this operation.")]
    [InlineData("GET", "/v1/echo?text=%EF%BF%BD%C3%28", 400, "The field 'text' isn't valid UTF-8.")]
    [InlineData("GET", "/v1/books/a%252Fb", 400, "A value of the path can't have '%2F' as a text.")]
    [InlineData("GET", "/v1/shelves/1/books/a%252fb%2Fc?text=%252F", 400, "A value of the path can't have '%2F' as a text.")]
    [InlineData("GET", "/v1/echo?at=yesterday", 400, "A value isn't a valid Timestamp.")]
    [InlineData("GET", "/v1/books/x?name=y", 400, "The field 'name' isn't a parameter of this operation.")]
    [InlineData("POST", "/v1/shelves/1/books?book.title=x", 400, "The field 'book.title' isn't a parameter of this operation.")]
    [InlineData("GET", "/v1/nowhere", 404, "No operation has this path.")]
    [InlineData("GET", "/v1/shelves/1/books/", 404, "No operation has this path.")]
    [InlineData("GET", "/library.v1.Library/Unannotated", 404, "No operation has this path.")]
    [InlineData("PATCH", "/v1/shelves/1/books/2", 405, "The operation doesn't have this method.")]
    [InlineData("HEAD", "/v1/list", 405, null)]
    public async Task An_invalid_request_is_rejected(string method, string path, int status, string? detail)
    {
        var answer = await gateway.CallAsync(method, path);

        Assert.Equal(
            (status, detail), (answer.Status, answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body)!["detail"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("?right=1", "\"a\"", 400, "The field 'right' can't be combined with another field of 'choice'.")]
    [InlineData("?right=1", "", 200, null)]
    [InlineData("?right=1", "null", 200, null)]
    [InlineData("?text=b", "\"a\"", 200, null)]
    public async Task A_parameter_cant_replace_the_field_of_the_body(string query, string body, int status, string? detail)
    {
        var answer = await gateway.CallAsync("POST", "/v1/left" + query, body);

        Assert.Equal((status, detail), (answer.Status, (string?)JsonNode.Parse(answer.Body)!["detail"]));
    }

    [Fact]
    public async Task The_definitions_can_come_from_the_server()
        => Assert.Equal(
            (200, """{"name":"shelves/1/books/7","title":"T"}"""),
            await gateway.CallAsync("POST", "/v1/shelves/1/books?requestId=7", """{"title":"T"}""", "reflected"));

    // Without the option of the route that allows encoded slashes.
    [Fact]
    public async Task A_slash_that_is_encoded_twice_is_not_a_way_around_the_edge()
    {
        Assert.Equal(400, (await gateway.CallAsync("GET", "/v1/books/a%2Fb", host: "reflected")).Status);
        Assert.Equal(400, (await gateway.CallAsync("GET", "/v1/books/a%252Fb", host: "reflected")).Status);
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_ones()
    {
        using var answer = await gateway.SendAsync("PATCH", "/v1/shelves/1/books/2", null, "library");

        Assert.Equal(["DELETE", "GET"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/x-ndjson", 415)]
    [InlineData("application/grpcx", 415)]
    [InlineData("application/merge-patch+json; charset=utf-8", 200)]
    public async Task A_body_must_be_JSON(string type, int status)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await gateway.SendAsync("POST", "/v1/echo", content);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/echo", "{}", false, 415)]
    [InlineData("/v1/echo", "{}", true, 415)]
    [InlineData("/v1/echo", "", false, 200)]
    [InlineData("/v1/echo", "", true, 200)]
    [InlineData("/v1/add", "[]", true, 415)]
    public async Task A_body_without_a_type_is_rejected(string path, string body, bool isChunked, int status)
    {
        using HttpContent content = isChunked
            ? new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)))
            : new ByteArrayContent(Encoding.UTF8.GetBytes(body));

        using var answer = await gateway.SendAsync("POST", path, content, "library", isChunked ? [("Transfer-Encoding", "chunked")] : []);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip", 200)]
    [InlineData("compress", 415)]
    public async Task A_compressed_body_is_decoded_or_rejected(string coding, int status)
    {
        var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest))
            gzip.Write("""{"text":"größe"}"""u8);
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        content.Headers.ContentType = new("application/json");

        using var answer = await gateway.SendAsync("POST", "/v1/echo", content);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 200)
            Assert.Equal("""{"text":"größe"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Metadata_passes_in_both_directions()
    {
        using var answer = await gateway.SendAsync("GET", "/v1/books/x", null, "library", ("x-tenant", "blue"), ("grpc-timeout", "50S"));

        Assert.Equal("blue with a deadline", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["title"]!.GetValue<string>());
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(("7", "3"), (answer.Headers.GetValues("x-shelf").Single(), answer.Headers.GetValues("Grpc-Trailer-x-cost").Single()));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("grpc-status", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(1, 499)]
    [InlineData(2, 500)]
    [InlineData(3, 400)]
    [InlineData(4, 504)]
    [InlineData(5, 404)]
    [InlineData(6, 409)]
    [InlineData(7, 403)]
    [InlineData(8, 429)]
    [InlineData(9, 400)]
    [InlineData(10, 409)]
    [InlineData(11, 400)]
    [InlineData(12, 501)]
    [InlineData(13, 500)]
    [InlineData(14, 503)]
    [InlineData(15, 500)]
    [InlineData(16, 401)]
    [InlineData(77, 500)]
    public async Task A_status_of_gRPC_becomes_one_of_HTTP(int code, int status)
    {
        foreach (var afterHead in (string[])["false", "true"])
        {
            var answer = await gateway.CallAsync("GET", $"/v1/fail?code={code}&message=zu%20gro%C3%9F&afterHead={afterHead}");

            var problem = JsonNode.Parse(answer.Body)!;
            Assert.Equal(
                (status, status, code, "zu groß"),
                (answer.Status, (int)problem["status"]!, (int)problem["grpcStatus"]!, (string?)problem["detail"]));
        }
    }

    [Fact]
    public async Task The_details_of_an_error_are_JSON()
    {
        var (_, body) = await gateway.CallAsync("GET", "/v1/fail?code=3&details=true");

        Assert.Equal(
            """[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"CLOSED","domain":"library"},"""
                + """{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"name"}]},"""
                + """{"@type":"type.googleapis.com/secret.Type","value":"AQI="}]""",
            JsonNode.Parse(body)!["details"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/v1/books/x", false)]
    [InlineData("/v1/list", true)]
    public async Task Deep_details_are_JSON_too(string path, bool isStream)
    {
        var inner = new Inner();
        for (var i = 0; i < 61; i++)
            inner = new Inner { Inner_ = inner };
        var detail = Google.Protobuf.WellKnownTypes.Any.Pack(new Everything { ByName = { ["a"] = inner } });
        var status = new Google.Rpc.Status { Code = 5, Details = { detail } };
        gateway.Answer = async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(isStream ? new byte[5] : []);
            http.Response.AppendTrailer("grpc-status", "5");
            http.Response.AppendTrailer(
                "grpc-status-details-bin", Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(status)));
        };

        var answer = await gateway.CallAsync("GET", path, host: "raw");

        Assert.Equal(isStream ? 200 : 404, answer.Status);
        Assert.Contains("""library.v1.Everything","byName":{"a":{"inner":{"inner":""", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50S", "50S")]
    [InlineData("99999999n", "99999999n")]
    [InlineData("100000000n", "3600000m")]
    [InlineData("1s", "3600000m")]
    [InlineData("S", "3600000m")]
    [InlineData("", "3600000m")]
    public async Task An_invalid_deadline_is_replaced(string sent, string received)
    {
        gateway.Answer = AnswerAsync("application/grpc", [0, 0, 0, 0, 0], "0");

        await gateway.CallAsync("GET", "/v1/books/x", host: "raw", headers: [("grpc-timeout", sent)]);

        Assert.Equal(received, gateway.Host.Upstream.Request.Headers["grpc-timeout"]);
    }

    [Theory]
    [InlineData(null, Lines, "{\"title\":\"1\"}\n{\"title\":\"2\"}\n")]
    [InlineData("application/json", "application/json", """[{"title":"1"},{"title":"2"}]""")]
    [InlineData("text/event-stream;q=1, application/json", "text/event-stream", "data: {\"title\":\"1\"}\n\ndata: {\"title\":\"2\"}\n\n")]
    public async Task A_stream_has_the_format_that_the_client_accepts(string? accept, string type, string expected)
    {
        using var answer = await gateway.SendAsync(
            "GET", "/v1/list?count=2", null, "library", accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((200, type, expected),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData(Lines, "")]
    [InlineData("application/json", "[]")]
    [InlineData("text/event-stream", "")]
    public async Task A_stream_can_be_empty(string accept, string expected)
        => Assert.Equal((200, expected), await gateway.CallAsync("GET", "/v1/list", headers: [("Accept", accept)]));

    [Theory]
    [InlineData(Lines, "{\"title\":\"1\"}\n{\"error\":{\"title\":\"Not Found\",\"status\":404,\"detail\":\"broken\",\"grpcStatus\":5}}\n")]
    [InlineData("application/json",
        """[{"title":"1"},{"error":{"title":"Not Found","status":404,"detail":"broken","grpcStatus":5}}]""")]
    [InlineData("text/event-stream", "data: {\"title\":\"1\"}\n\nevent: error\ndata: "
        + "{\"error\":{\"title\":\"Not Found\",\"status\":404,\"detail\":\"broken\",\"grpcStatus\":5}}\n\n")]
    public async Task A_stream_that_fails_ends_with_the_error(string accept, string expected)
        => Assert.Equal((200, expected), await gateway.CallAsync("GET", "/v1/list?count=1&failWith=5", headers: [("Accept", accept)]));

    [Fact]
    public async Task A_stream_that_fails_at_once_has_the_status()
        => Assert.Equal(404, (await gateway.CallAsync("GET", "/v1/list?failWith=5")).Status);

    [Fact]
    public async Task Each_message_of_a_stream_arrives_before_the_next_one()
    {
        using var answer = await gateway.SendAsync("GET", "/v1/list?count=2&waits=true", null, "library");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("""{"title":"1"}""", await reader.ReadLineAsync().WaitAsync(s_patience));
        gateway.Calls.Next.Release();
        Assert.Equal("""{"title":"2"}""", await reader.ReadLineAsync().WaitAsync(s_patience));
        gateway.Calls.Next.Release();
        Assert.Null(await reader.ReadLineAsync().WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("""[ {"title":"a]\"}"} , {"title":"b"} ]""", 200, """{"count":2,"titles":["a]\"}","b"]}""")]
    [InlineData("{\"title\":\"a\"}\n{\"title\":\"b\"}{}", 200, """{"count":3,"titles":["a","b",""]}""")]
    [InlineData("[]", 200, "{}")]
    [InlineData(" \n", 200, "{}")]
    [InlineData(null, 200, "{}")]
    [InlineData("""[{"title":"a"}""", 400, null)]
    [InlineData("""[{"title":"a"},]""", 400, null)]
    [InlineData("""[{"title":"a"} {"title":"b"}]""", 400, null)]
    [InlineData("""[{"title":"a"}]{}""", 400, null)]
    [InlineData("""{"title":"a""", 400, null)]
    [InlineData("""{"title":1}""", 400, null)]
    [InlineData("1 2", 400, null)]
    [InlineData("]", 400, null)]
    [InlineData("{}}", 400, null)]
    public async Task A_client_streams_an_array_or_lines(string? body, int status, string? expected)
    {
        var answer = await gateway.CallAsync("POST", "/v1/add", body, type: Lines);

        Assert.Equal(status, answer.Status);
        if (expected is not null)
            Assert.Equal(expected, answer.Body);
    }

    [Theory]
    [InlineData("""[{"title":"a"},{"title":1}]""", 400, "Item 2 of the body is invalid. The field 'title' must be a text.")]
    [InlineData("{\"title\":\"a\"}\n{}\n{\"tilte\":\"b\"}", 400, "Item 3 of the body is invalid. The field 'tilte' is unknown.")]
    [InlineData("{\"title\"}", 400, "Item 1 of the body is invalid. The JSON isn't valid, or is nested too deeply.")]
    [InlineData("""[{"title":"\ud800"}]""", 400, "Item 1 of the body is invalid. The JSON has text that isn't valid.")]
    [InlineData("""[{"title":"a"}""", 400, "Item 2 of the body is invalid. The body isn't a complete array or lines of JSON.")]
    [InlineData("""[{},{"title":"LONG"}]""", 413, "Item 2 of the body is invalid. The message is too large.")]
    public async Task An_invalid_item_of_a_client_that_streams_is_named(string body, int status, string detail)
    {
        var text = body.Replace("LONG", new string('x', 1 << 20), StringComparison.Ordinal);

        var answer = await gateway.CallAsync("POST", "/v1/add", text, type: Lines);

        Assert.Equal((status, detail), (answer.Status, (string?)JsonNode.Parse(answer.Body)!["detail"]));
    }

    [Fact]
    public async Task Both_sides_can_stream()
        => Assert.Equal(
            (200, "{\"title\":\"re: a\"}\n{\"title\":\"re: b\"}\n"),
            await gateway.CallAsync("POST", "/v1/chat", """[{"title":"a"},{"title":"b"}]"""));

    [Theory]
    [InlineData("POST", "/library.v1.Library/Unannotated", """{"name":"x","unknown":{"a":[1]}}""",
        """{"name":"x","title":"","page_count":"0"}""")]
    [InlineData("GET", "/v1/books/x?unknown=1", null, """{"name":"x","title":" with a deadline","page_count":"9007199254740993"}""")]
    public async Task Options_change_the_conversion(string method, string path, string? body, string expected)
        => Assert.Equal((200, expected), await gateway.CallAsync(method, path, body, "other"));

    [Fact]
    public async Task Defaults_and_numbers_of_enumerations_are_written()
    {
        var (_, body) = await gateway.CallAsync("POST", "/v1/echo", """{"color":"GREEN"}""", "other");

        var answer = JsonNode.Parse(body)!;
        Assert.Equal((2, "0", 0), ((int)answer["color"]!, (string?)answer["i64"], ((JsonArray)answer["numbers"]!).Count));
        Assert.False(answer.AsObject().ContainsKey("maybe"));
        Assert.False(answer.AsObject().ContainsKey("left"));
        Assert.False(answer.AsObject().ContainsKey("inner"));
    }

    [Fact]
    public async Task A_message_that_is_too_large_or_too_deep_is_rejected()
    {
        var large = $$"""{"text":"{{new string('x', 1100)}}"}""";
        var deep = string.Concat(Enumerable.Repeat("""{"inner":""", 6)) + "{}" + new string('}', 6);

        Assert.Equal(413, (await gateway.CallAsync("POST", "/v1/echo", large, "other")).Status);
        Assert.Equal(413, (await gateway.CallAsync("POST", "/v1/add", $"[{large}]", "other")).Status);
        Assert.Equal(400, (await gateway.CallAsync("POST", "/v1/echo", deep, "other")).Status);
        Assert.Equal(400, (await gateway.CallAsync("POST", "/v1/echo", new string('[', 900), "other")).Status);
    }

    [Fact]
    public async Task A_response_that_grows_too_large_is_an_error()
    {
        var body = $$"""{"inners":[{{string.Join(',', Enumerable.Repeat("{}", 300))}}]}""";

        Assert.Equal(502, (await gateway.CallAsync("POST", "/v1/echo", body, "other")).Status);
    }

    [Theory]
    [InlineData("application/grpc", "", "0", 502)]
    [InlineData("application/grpc", "0000000002", "0", 502)]
    [InlineData("application/grpc", "00000000020a01", "0", 502)]
    [InlineData("application/grpc", "0000000001ff", "0", 502)]
    [InlineData("application/grpc", "0100000000", "0", 502)]
    [InlineData("application/grpc", "00ffffffff", "0", 502)]
    [InlineData("application/grpc", "00000000000000000000", "0", 502)]
    [InlineData("application/grpc", "00000000030a01ff", "0", 502)]
    [InlineData("text/html", "0000000000", "0", 502)]
    [InlineData("application/grpc", "0000000000", "", 502)]
    [InlineData("application/grpc+proto", "00000000020a00", "0", 200)]
    [InlineData("application/grpc", "000000000d0a0161120178bb0612017abc06", "0", 200)]
    public async Task An_invalid_answer_is_an_error_of_the_upstream(string type, string body, string status, int expected)
    {
        gateway.Answer = AnswerAsync(type, Convert.FromHexString(body), status);

        var answer = await gateway.CallAsync("GET", "/v1/books/x?key=1", host: "raw");

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task The_upstream_gets_a_gRPC_call()
    {
        gateway.Answer = AnswerAsync("application/grpc", [0, 0, 0, 0, 0], "0");

        using var answer = await gateway.SendAsync(
            "GET", "/v1/books/x?key=1", null, "raw",
            ("Accept", "application/json"), ("Accept-Encoding", "gzip"), ("grpc-encoding", "gzip"));

        var request = gateway.Host.Upstream.Request;
        Assert.Equal(("POST", "/library.v1.Library/GetBook"), (request.Method, request.Target));
        Assert.Equal(
            ["application/grpc", "trailers", "identity"],
            ((string[])["Content-Type", "TE", "grpc-accept-encoding"]).Select(name => request.Headers[name].ToString()));
        Assert.DoesNotContain(request.Headers, header => header.Key is "Accept" or "Accept-Encoding" or "grpc-encoding");
    }

    [Fact]
    public async Task The_path_can_be_long_and_strange()
    {
        var deep = string.Concat(Enumerable.Repeat("a/", 1000));
        foreach (var path in (string[])["/v1/" + deep, "/v1/:", "/:", "/v1/a:archive"])
            Assert.Equal(404, (await gateway.CallAsync("GET", path)).Status);
    }

    private static RequestDelegate AnswerAsync(string type, byte[] body, string status)
        => async http =>
        {
            http.Response.ContentType = type;
            await http.Response.Body.WriteAsync(body);
            if (status.Length > 0)
                http.Response.AppendTrailer("grpc-status", status);
        };
}
