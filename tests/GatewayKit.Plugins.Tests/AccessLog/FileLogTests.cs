using System.Diagnostics;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class FileLogTests
{
    [Fact]
    public async Task An_exchange_is_a_line_in_JSON()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero));
        await using var gateway = await LoggedGateway.StartAsync(
            upstream: Answer("hello", 201), setUp: setup => setup.WithTime(time));

        await gateway.Host.GetAsync("/orders/7?page=2", ("User-Agent", "tests/1"), ("Referer", "https://a.example/b"));
        var line = await gateway.JsonAsync();

        Assert.StartsWith("2026-12-01T", line.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal("GET http /orders/7 page=2 HTTP/1.1 201 upstream all up one 201 5 127.0.0.1 tests/1 https://a.example/b", Text(line,
            "method", "scheme", "path", "query", "protocol", "status", "outcome", "route", "cluster", "destination", "upstream.status",
            "response.size", "client.ip", "user-agent", "referer"));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("error").ValueKind);
        Assert.InRange(line.GetProperty("upstream.duration").GetDouble(), 0.001, line.GetProperty("duration").GetDouble());
    }

    [Fact]
    public async Task A_list_of_fields_selects_and_renames_them()
    {
        await using var gateway = await LoggedGateway.StartAsync(
            "fields: [ status, { name: path, as: url }, request.header.x-tenant, response.header.x-answer, { name: consumer } ]",
            http =>
            {
                http.Response.Headers["X-Answer"] = "yes";
                return Task.CompletedTask;
            });

        await gateway.Host.GetAsync("/a", ("X-Tenant", "blue"));

        Assert.Equal(
            """{"status":200,"url":"/a","request.header.x-tenant":"blue","response.header.x-answer":"yes","consumer":null}""",
            Assert.Single(await gateway.LinesAsync(1)));
    }

    [Fact]
    public async Task The_credential_of_the_caller_is_logged_by_its_id()
    {
        await using var gateway = await LoggedGateway.StartAsync(
            "fields: [ consumer, credential ]", null, setup => setup.WithPlugin<NamedKeyPlugin>(), "{ name: named-key }");

        await gateway.Host.GetAsync("/a");

        Assert.Equal("""{"consumer":"alice","credential":"key-7"}""", Assert.Single(await gateway.LinesAsync(1)));
    }

    [Fact]
    public async Task A_failing_upstream_is_logged_with_its_reason()
    {
        await using var gateway = await LoggedGateway.StartAsync("fields: [ status, outcome, error, destination ]");
        await gateway.Host.Upstream.StopAsync();

        await gateway.Host.GetAsync("/a");

        Assert.Equal("""{"status":502,"outcome":"gateway","error":"no response","destination":"one"}""",
            Assert.Single(await gateway.LinesAsync(1)));
    }

    [Fact]
    public async Task A_client_that_disconnects_before_the_response_has_the_status_of_the_metrics()
    {
        var entered = new TaskCompletionSource();
        await using var gateway = await LoggedGateway.StartAsync("fields: [ status, outcome ], when: { status: ['499'] }", http =>
        {
            entered.TrySetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var leaving = new CancellationTokenSource();

        var request = gateway.Host.Client.GetAsync("/a", leaving.Token);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await leaving.CancelAsync();

        Assert.Equal("""{"status":499,"outcome":"aborted"}""", Assert.Single(await gateway.LinesAsync(1)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task A_rejection_of_another_plugin_is_logged()
    {
        await using var gateway = await LoggedGateway.StartAsync("fields: [ status, outcome, upstream.status, upstream.duration ]",
            plugins: ["{ name: ip-restriction, options: { deny: [127.0.0.0/8] } }"]);

        await gateway.Host.GetAsync("/a");

        Assert.Equal("""{"status":403,"outcome":"plugin","upstream.status":null,"upstream.duration":null}""",
            Assert.Single(await gateway.LinesAsync(1)));
    }

    [Fact]
    public async Task A_global_entry_logs_requests_that_match_no_route()
    {
        using var folder = new TemporaryFolder();
        await using var host = await PluginGateway.StartAsync($$"""
            plugins: [ {{LoggedGateway.Entry(folder["a.log"], "format: '{route} {path} {status}'")}} ]
            routes:
              a: { clusterId: up, match: { path: /a } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
            """);

        await host.GetAsync("/b");

        await Eventually.TrueAsync(() => LoggedGateway.Read(folder["a.log"]) == "(none) /b 404\n");
    }

    [Fact]
    public async Task Every_line_of_concurrent_exchanges_and_entries_is_whole()
    {
        using var folder = new TemporaryFolder();
        var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            LoggedGateway.Entry(folder["a.log"], "format: 'one {path}'", "one"),
            LoggedGateway.Entry(folder["a.log"], "format: 'two {path}'", "two")));

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, _) => await host.GetAsync($"/{i}"));
        await host.EndAsync();

        Assert.Equal(
            Enumerable.Range(0, 200).SelectMany(i => new[] { $"one /{i}", $"two /{i}" }).Order(StringComparer.Ordinal),
            LoggedGateway.Read(folder["a.log"]).Split('\n').SkipLast(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reload_with_other_options_loses_and_repeats_nothing()
    {
        using var folder = new TemporaryFolder();
        static string Configuration(string path, int version) => PluginGateway.OneRoute(
            LoggedGateway.Entry(path, $"format: '{{path}} v{version}'"))
            .Replace("{upstream}", "http://127.0.0.1:1", StringComparison.Ordinal);
        var host = await PluginGateway.StartAsync(Configuration(folder["a.log"], 0));

        for (var i = 0; i < 50; i++)
        {
            await host.GetAsync($"/{i}");
            if (i % 10 == 9)
                Assert.Empty(await host.ReloadAsync(Configuration(folder["a.log"], i)));
        }

        await host.EndAsync();
        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => $"/{i}").Order(StringComparer.Ordinal),
            LoggedGateway.Read(folder["a.log"]).Split('\n').SkipLast(1).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_moved_is_followed_by_a_new_one()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{path}'");
        await gateway.Host.GetAsync("/a");
        await gateway.LinesAsync(1);

        File.Move(gateway.File, gateway.File + ".1");
        await gateway.Host.GetAsync("/b");

        Assert.Equal(["/b"], await gateway.LinesAsync(1));
        Assert.Equal("/a\n", LoggedGateway.Read(gateway.File + ".1"));
    }

    [Fact]
    public async Task Lines_that_cannot_be_written_are_counted_and_the_client_gets_its_answer()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(LoggedGateway.Entry(folder["logs/a.log"], "format: '{path}'")));
        using var metrics = new Metrics(host);

        Directory.Delete(folder["logs"], recursive: true);
        Assert.Equal(200, (await host.GetAsync("/a")).Status);
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.failed").Length == 1);
        Assert.Equal(200, (await host.GetAsync("/b")).Status);
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.failed").Length == 2);

        Assert.Single(host.Logs.Lines, line => line.Contains("couldn't write 1 lines", StringComparison.Ordinal));
        Directory.CreateDirectory(folder["logs"]);
        await host.GetAsync("/c");
        await Eventually.TrueAsync(() => LoggedGateway.Read(folder["logs/a.log"]) == "/c\n");
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_lines_are_written_again_when_there_is_room()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{path}'");
        using var metrics = new Metrics(gateway.Host);
        File.Delete(gateway.File);
        File.CreateSymbolicLink(gateway.File, "/dev/full");

        Assert.Equal(200, (await gateway.Host.GetAsync("/a")).Status);
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.access_log.failed").Length == 1);
        File.Delete(gateway.File);
        await gateway.Host.GetAsync("/b");

        Assert.Equal(["/b"], await gateway.LinesAsync(1));
        Assert.Single(gateway.Host.Logs.Lines, line => line.Contains("couldn't write 1 lines: No space left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_pipe_is_an_error_of_the_configuration_and_does_not_block()
    {
        using var folder = new TemporaryFolder();
        using var made = Process.Start("mkfifo", folder["pipe"]);
        await made.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        var errors = await PluginGateway.ErrorsOfAsync(LoggedGateway.Entry(folder["pipe"])).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains("which isn't a regular file", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_without_an_announced_length_have_their_size()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{request.size} {response.size}'", async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync("chunk");
            await http.Response.Body.FlushAsync();
            await http.Response.WriteAsync("chunks");
        });

        using var request = new HttpRequestMessage(HttpMethod.Post, "/a") { Content = new StringContent("seven b") };
        request.Headers.TransferEncodingChunked = true;
        using var response = await gateway.Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(["7 11"], await gateway.LinesAsync(1));
    }

    [Fact]
    public async Task A_body_within_its_limit_is_whole()
    {
        var body = $$"""{"text":"{{new string('x', 20_000)}}"}""";
        await using var gateway = await LoggedGateway.StartAsync(
            "fields: [ response.body ], bodies: { response: true, limit: 64KB }", http =>
            {
                http.Response.ContentType = "application/json";
                return http.Response.WriteAsync(body);
            });

        await gateway.Host.GetAsync("/a");

        Assert.Equal(body, (await gateway.JsonAsync()).GetProperty("response.body").GetString());
    }

    [Theory]
    [InlineData("missing/a.log", "whose folder doesn't exist")]
    [InlineData(".", "which is a folder; it must be a file")]
    [InlineData("/proc/version/a.log", "whose folder doesn't exist")]
    [InlineData("/proc/uptime", "which can't be written; check the permissions of the file and its folder")]
    public async Task A_file_that_cannot_be_written_is_an_error_of_the_configuration(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        var full = path.StartsWith('/') ? path : folder[path];

        Assert.Equal([$"(file-log): options.path is '{full}', {expected}."],
            await PluginGateway.ErrorsOfAsync($"{{ name: file-log, options: {{ path: '{full}' }} }}"));
    }

    [Theory]
    [InlineData("fields: [ stauts ]", "options.fields[0].name names 'stauts', which isn't a field; the fields are client.ip, ")]
    [InlineData("fields: [ status, { name: path, as: status } ]", "options.fields[1] is a duplicate of 'status'; set another 'as'")]
    [InlineData("fields: [ 'request.header.a b' ]", "options.fields[0].name names 'request.header.a b'; 'request.header.' must")]
    [InlineData("format: common, fields: [ status ]", "options.fields can't be combined with this 'format'; only json has")]
    [InlineData("format: xml", "options.format is 'xml'; it must be json, common, combined or a template with fields")]
    [InlineData("format: '{status'", "options.format has an unpaired '{'; write it twice to log a brace")]
    [InlineData("format: \"{status}\\n\"", "options.format contains a control character, such as a line break")]
    [InlineData("format: \"{status}\\u2028forged\"", "options.format contains a control character, such as a line break")]
    [InlineData("when: {}", "options.when has no condition; set 'status' or 'slowerThan'")]
    [InlineData("when: { status: [6xx] }", "options.when.status[0] is '6xx'; it must be a status such as 404, or a class such as 5xx")]
    [InlineData("bodies: { limit: 1MB }", "options.bodies.limit is 1MB; it must be between 1B and 64KB")]
    [InlineData("maxSize: 1KB", "options.maxSize is 1KB; it must be between 4KB and 10GB")]
    public async Task Invalid_options_are_reported(string options, string expected)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(await PluginGateway.ErrorsOfAsync(LoggedGateway.Entry(folder["a.log"], options)),
            error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("when: { status: [404, 5xx] }", "/404 /500 /503")]
    [InlineData("sampling: 0", "")]
    [InlineData("sampling: 1", "/200 /404 /500 /503")]
    [InlineData("when: { slowerThan: 1h, status: [500] }", "/500")]
    [InlineData("when: { slowerThan: 1h }", "")]
    public async Task Conditions_and_samples_select_the_exchanges(string options, string expected)
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{path}', " + options, http =>
        {
            http.Response.StatusCode = int.Parse(http.Request.Path.Value![1..], null);
            return Task.CompletedTask;
        });

        foreach (var status in new[] { 200, 404, 500, 503 })
            await gateway.Host.GetAsync($"/{status}");

        Assert.Equal(expected, string.Join(' ', await gateway.StopAsync()));
    }

    private static RequestDelegate Answer(string body, int status) => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = body.Length;
        return http.Response.WriteAsync(body);
    };

    private static string Text(JsonElement line, params string[] fields)
        => string.Join(' ', fields.Select(field => line.GetProperty(field).ToString()));
}
