using System.IO.Compression;
using System.Text;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Record;

public sealed class RecordTests
{
    [Fact]
    public async Task An_exchange_is_in_the_file_and_the_client_notices_nothing()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("""{ "id": 1, "name": "Käthe" }"""));

        var answer = await recording.PostAsync("/pets?limit=3", """{ "a": 1.0 }""");
        var sent = recording.Host.Upstream.Request;
        var fixture = Assert.Single(await recording.StopAsync());

        Assert.Equal((200, """{ "id": 1, "name": "Käthe" }"""), (answer.Status, answer.Body));
        Assert.Equal("12", sent.Header("Content-Length"));
        Assert.Equal(("POST /pets", "POST", "/pets", "limit=3"),
            (fixture.Operation, fixture.Request.Method, fixture.Request.Path, fixture.Request.Query));
        Assert.Equal(("""{"a":1.0}""", """{"id":1,"name":"Käthe"}"""), (Text(fixture.Request.Body), Text(fixture.Response.Body)));
        Assert.Equal((200, "application/json"), (fixture.Response.Status, fixture.Response.ContentType));
    }

    [Fact]
    public async Task The_length_that_the_upstream_announces_is_the_length_that_the_client_gets()
    {
        await using var recording = await Recording.StartAsync(http =>
        {
            http.Response.ContentLength = 5;
            return http.Response.WriteAsync("hello");
        });

        var answer = await recording.Host.GetAsync("/");

        Assert.Equal(("hello", "5"), (answer.Body, answer.Header("Content-Length")));
    }

    [Fact]
    public async Task No_secret_is_in_the_file()
    {
        await using var recording = await Recording.StartAsync(http =>
        {
            http.Response.Headers.SetCookie = "sid=hush-1; Path=/; HttpOnly";
            http.Response.Headers["X-Refresh-Token"] = "hush-2";
            return Recording.Answer(
                """{"accessToken":"hush-3","user":{"passwords":["hush-4"],"pin_secret":1234,"name":"a"},"jwt":"x","note":"eyJhbGciOiJIUzI1NiJ9.eyJodXNoIjo1fQ.hush-5"}""")(
                    http);
        }, "redact: [ X-Tenant ], keep: [ pageToken ]");

        await recording.Host.SendAsync(
            HttpMethod.Get, "/a?api_key=hush-6&x=1&TOKEN=hush-7&pageToken=visible",
            ("Authorization", "Bearer hush-8"),
            ("Cookie", "a=hush-9"), ("X-Api-Key", "hush-10"), ("X-Tenant", "hush-11"), ("X-Plain", "visible"));
        await recording.PostAsync("/form", "user=a&password=hush-12", "application/x-www-form-urlencoded");
        await recording.PostAsync(
            "/xml", "<a><Password>hush-13<b>hush-14</b></Password><c apiKey='hush-15' d='e'/></a>", "application/xml");
        var fixtures = await recording.StopAsync();
        var file = await File.ReadAllTextAsync(recording.File);

        Assert.Equal(3, fixtures.Count);
        Assert.DoesNotContain("hush", file, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", file, StringComparison.Ordinal);
        Assert.Contains("api_key=REDACTED&x=1&TOKEN=REDACTED&pageToken=visible", file, StringComparison.Ordinal);
        Assert.Contains("sid=REDACTED; Path=/; HttpOnly", file, StringComparison.Ordinal);
        Assert.Equal("user=a&password=REDACTED", Text(fixtures.Single(f => f.Request.Path == "/form").Request.Body));
        Assert.Equal(
            """<a><Password>REDACTED<b>REDACTED</b></Password><c apiKey="REDACTED" d="e" /></a>""",
            Text(fixtures.Single(f => f.Request.Path == "/xml").Request.Body));
    }

    [Fact]
    public async Task What_the_document_calls_secret_is_one()
    {
        await using var recording = await Recording.StartAsync(
            Recording.Answer("""{"name":"a","owner":{"phone":"hush-1"},"pins":["hush-4"]}""", status: 201), "openapi: pets.yaml");

        await recording.PostAsync("/pets", """{"name":"a","chip":"hush-2"}""");
        await recording.Host.GetAsync("/pets/1", ("X-Gate", "hush-3"));
        var fixtures = await recording.StopAsync();

        Assert.Equal(["addPet", "getPet"], fixtures.Select(f => f.Operation));
        Assert.DoesNotContain("hush", await File.ReadAllTextAsync(recording.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_nobody_can_read_is_not_kept()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("{\"password\": \"hush\", oops"));

        await recording.Host.GetAsync("/");
        Assert.Empty(await recording.StopAsync());
    }

    [Fact]
    public async Task A_request_is_worth_keeping_without_its_body()
    {
        var got = new List<string>();
        await using var recording = await Recording.StartAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            got.Add(await reader.ReadToEndAsync());
        }, "maxBodySize: 10B");

        await recording.PostAsync("/long", "{\"a\":\"0123456789\"}");
        await recording.PostAsync("/broken", "{oops");
        var fixtures = await recording.StopAsync();

        Assert.Equal(["not application/json", "longer than the limit"], fixtures.Select(f => f.RequestBodyOmitted));
        Assert.Equal(["{\"a\":\"0123456789\"}", "{oops"], got);
    }

    [Fact]
    public async Task A_compressed_answer_is_kept_as_what_it_says()
    {
        await using var recording = await Recording.StartAsync(async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync("""{"token":"hush","a":1}"""u8.ToArray());
        });

        await recording.Host.GetAsync("/", ("Accept-Encoding", "gzip"));
        var fixture = Assert.Single(await recording.StopAsync());

        Assert.Equal("""{"token":"REDACTED","a":1}""", Text(fixture.Response.Body));
        Assert.DoesNotContain(fixture.Response.Headers, h => h.Key is "Content-Encoding" or "Content-Length" or "Date");
    }

    [Fact]
    public async Task What_is_known_is_not_written_again_and_an_operation_has_a_limit()
    {
        var count = 0;
        await using var recording = await Recording.StartAsync(
            http => Recording.Answer($"{{\"n\":{Math.Min(Interlocked.Increment(ref count), 4)}}}")(http), "maxExchanges: 3");

        await recording.Host.GetAsync("/a");
        for (var i = 0; i < 6; i++)
            await recording.Host.GetAsync("/b");
        count = 10;
        await recording.Host.GetAsync("/a");
        await recording.Host.GetAsync("/a");
        var fixtures = await recording.StopAsync();

        Assert.Equal(["GET /a 1", "GET /a 4", "GET /b 2", "GET /b 3", "GET /b 4"],
            fixtures.Select(f => $"{f.Operation} {Text(f.Response.Body)[5]}"));
    }

    [Fact]
    public async Task The_number_of_operations_and_the_size_of_the_file_have_limits()
    {
        await using var few = await Recording.StartAsync(Recording.Answer("{}"), "maxOperations: 2");
        await using var small = await Recording.StartAsync(Recording.Answer($"\"{new string('a', 1500)}\""), "maxFileSize: 4KB");

        for (var i = 0; i < 5; i++)
        {
            await few.Host.GetAsync($"/{i}");
            await small.Host.GetAsync($"/{i}");
        }

        Assert.Equal(2, (await few.StopAsync()).Count);
        Assert.Equal(2, (await small.StopAsync()).Count);
        Assert.InRange(new FileInfo(small.File).Length, 1, 4096);
    }

    [Fact]
    public async Task A_restart_adds_to_what_is_there()
    {
        var before = FixtureFile.Write(
            [new Fixture { Operation = "GET /old", Request = new() { Method = "GET", Path = "/old" }, Response = new() { Status = 204 } }]);
        await using var recording = await Recording.StartAsync(Recording.Answer("{}"), content: Text(before));

        await recording.Host.GetAsync("/new");

        Assert.Equal(["GET /new", "GET /old"], (await recording.StopAsync()).Select(f => f.Operation));
    }

    [Fact]
    public async Task What_a_person_changes_in_the_meantime_stays()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("{}"), "writeInterval: 10ms");

        await recording.Host.GetAsync("/one");
        await Eventually.TrueAsync(() => File.Exists(recording.File));
        await File.WriteAllTextAsync(recording.File,
            """{ "fixtures": 1, "operations": { "mine": [ { "request": { "method": "GET", "path": "/mine" }, "response": { "status": 200 } } ] } }""");
        await recording.Host.GetAsync("/two");

        Assert.Equal(["GET /two", "mine"], (await recording.StopAsync()).Select(f => f.Operation));
    }

    [Fact]
    public async Task A_file_that_a_person_has_broken_is_left_alone_and_the_log_says_so()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("{}"), "writeInterval: 10ms");

        await recording.Host.GetAsync("/one");
        await Eventually.TrueAsync(() => File.Exists(recording.File));
        await File.WriteAllTextAsync(recording.File, "{ oops");
        await recording.Host.GetAsync("/two");
        await Eventually.TrueAsync(() => recording.Host.Logs.Lines.Any(l => l.Contains("can't be written", StringComparison.Ordinal)));
        Assert.Equal("{ oops", await File.ReadAllTextAsync(recording.File));
        File.Delete(recording.File);

        Assert.Equal(["GET /two"], (await recording.StopAsync()).Select(f => f.Operation));
    }

    [Fact]
    public async Task Two_gateways_may_write_one_file()
    {
        await using var first = await Recording.StartAsync(Recording.Answer("{}"), "writeInterval: 10ms");
        await using var second = await PluginGateway.StartAsync(PluginGateway.OneRoute(Recording.Entry(first.File, "writeInterval: 10ms")));

        for (var i = 0; i < 20; i++)
        {
            await first.Host.GetAsync($"/first/{i}");
            await second.GetAsync($"/second/{i}");
        }

        await second.EndAsync();

        Assert.Equal(40, (await first.StopAsync()).Count);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(first.File)!, "fixtures.json*"));
    }

    [Fact]
    public async Task A_reload_loses_nothing()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("{}"), "writeInterval: 1h");

        await recording.Host.GetAsync("/one");
        Assert.Empty(await recording.Host.ReloadAsync(
            PluginGateway.OneRoute(Recording.Entry(recording.File, "writeInterval: 1h, maxExchanges: 5"))));
        await recording.Host.GetAsync("/two");

        Assert.Equal(["GET /one", "GET /two"], (await recording.StopAsync()).Select(f => f.Operation));
    }

    [Fact]
    public async Task Only_the_upstream_is_recorded()
    {
        await using var recording = await Recording.StartAsync(Recording.Answer("{}"), plugins: "{ name: mock }");

        await recording.Host.GetAsync("/");

        Assert.Empty(await recording.StopAsync());
    }

    [Fact]
    public async Task Streams_parts_and_heads_are_not_recorded_and_not_held_back()
    {
        var released = new TaskCompletionSource();
        await using var recording = await Recording.StartAsync(async http =>
        {
            if (http.Request.Path == "/part")
            {
                http.Response.StatusCode = 206;
                return;
            }

            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: 1\n\n");
            await http.Response.Body.FlushAsync();
            await released.Task.WaitAsync(TimeSpan.FromSeconds(60));
        });

        using (var stream = await recording.Host.Client
            .GetStreamAsync(new Uri("/events", UriKind.Relative))
            .WaitAsync(TimeSpan.FromSeconds(60)))
            Assert.Equal(9, await stream.ReadAtLeastAsync(new byte[9], 9).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        released.SetResult();
        await recording.Host.GetAsync("/part");
        await recording.Host.SendAsync(HttpMethod.Head, "/part");

        Assert.Empty(await recording.StopAsync());
    }

    [Fact]
    public async Task An_answer_that_violates_the_document_is_reported()
    {
        await using var recording = await Recording.StartAsync(
            http => Recording.Answer(http.Request.Path == "/other" ? "{}" : """{"name":"too long a name"}""")(http), "openapi: pets.yaml");
        using var metrics = new Metrics(recording.Host);

        await recording.Host.GetAsync("/pets/1");
        await recording.Host.GetAsync("/other");
        var fixtures = await recording.StopAsync();

        Assert.Equal(["GET /other", "getPet"], fixtures.Select(f => f.Operation));
        Assert.Equal(["response getPet maxLength 1", "response none unknown 1"], metrics.Of("gatewaykit.openapi.violations"));
        var line = recording.Host.Logs.Lines.Single(l => l.Contains("getPet", StringComparison.Ordinal));
        Assert.Contains("Warning", line, StringComparison.Ordinal);
        Assert.Contains("body/name (maxLength)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("too long a name", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_exchanges_is_counted()
    {
        await using var recording = await Recording.StartAsync(
            http => Recording.Answer(http.Request.Path == "/long" ? "\"0123456789\"" : "{}")(http), "maxBodySize: 10B");
        using var metrics = new Metrics(recording.Host);

        await recording.Host.GetAsync("/a");
        await recording.Host.GetAsync("/a");
        await recording.Host.GetAsync("/long");
        await recording.StopAsync();

        Assert.Equal(["recorded 1", "duplicate 1", "too-long 1"], metrics.Of("gatewaykit.record.exchanges"));
    }

    [Theory]
    [InlineData("file: missing/f.json", "(record): options.file is 'missing/f.json', whose folder doesn't exist.")]
    [InlineData("file: f.json, maxBodySize: 0B", "(record): options.maxBodySize is 0B; it must be between 1B and 16MB.")]
    [InlineData("file: f.json, maxFileSize: 1KB", "(record): options.maxFileSize is 1KB; it must be between 4KB and 64MB.")]
    [InlineData("file: f.json, redact: [ '-' ]", "(record): options.redact[0] must be a name with at least one letter or digit.")]
    [InlineData("file: f.json, openapi: missing.yaml", "(record): options.openapi can't be used: ")]
    public async Task Options_that_can_not_work_are_refused(string options, string message)
        => Assert.StartsWith(message,
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: record, options: {{ {options} }} }}")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_no_file_of_fixtures_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("broken.json", "{\n  \"fixtures\": 3 }");

        var error = Assert.Single(await PluginGateway.ErrorsOfAsync(Recording.Entry(file)));

        Assert.Equal("(record): options.file can't be used: broken.json:2:15: /fixtures: The version of the format must be 1.", error);
    }

    private static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);
}
