using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Tests.OpenApiValidation;

public sealed class OpenApiValidationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_valid_request_reaches_the_upstream_with_its_body()
    {
        var got = "";
        await using var host = await StartAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            got = await reader.ReadToEndAsync();
            await Json("""{"name":"Rex"}""", 201)(http);
        });

        var answer = await PostAsync(host, "/pets", """{"name":"Rex"}""");

        Assert.Equal((201, """{"name":"Rex"}""", """{"name":"Rex"}"""), (answer.Status, answer.Body, got));
    }

    [Fact]
    public async Task An_invalid_request_is_a_422_with_every_violation_and_no_value()
    {
        await using var host = await StartAsync(Json("[]"));

        var answer = await PostAsync(host, "/pets", """{"name":"s3cr3t-value"}""");
        var query = await host.GetAsync("/pets?limit=s3cr3t");

        Assert.Equal((422, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal(["body/name maxLength"], Violations(answer));
        Assert.Equal((422, "query/limit type"), (query.Status, Assert.Single(Violations(query))));
        Assert.DoesNotContain("s3cr3t", answer.Body + query.Body, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task An_upstream_that_cuts_its_body_is_a_502()
    {
        var seen = new TaskCompletionSource();
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute(Entry("responses: enforce"), "{ name: head-seen }"), setup => setup
                .WithPlugin<HeadSeenPlugin>().WithGateway(gateway => gateway.Services.AddSingleton(seen)).WithUpstream(async http =>
                {
                    http.Response.ContentType = "application/json";
                    http.Response.ContentLength = 100;
                    await http.Response.WriteAsync("[{");
                    await http.Response.Body.FlushAsync();
                    await seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
                    http.Abort();
                }));

        Assert.Equal(502, (await host.GetAsync("/pets")).Status);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("Plugin 'openapi-validation' failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_status_of_the_refusal_can_be_another()
    {
        await using var host = await StartAsync(Json("[]"), "status: 400");

        Assert.Equal(400, (await host.GetAsync("/pets?limit=101")).Status);
    }

    [Theory]
    [InlineData("GET", "/cats", 404, null)]
    [InlineData("DELETE", "/pets", 405, "GET, HEAD, POST")]
    [InlineData("POST", "/pets/1", 405, "GET, HEAD")]
    public async Task What_the_document_does_not_know_is_refused(string method, string path, int status, string? allow)
    {
        await using var host = await StartAsync(Json("[]"));

        var answer = await host.SendAsync(new HttpMethod(method), path);

        Assert.Equal((status, allow), (answer.Status, answer.Header("Allow")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task Or_passed_on()
    {
        await using var host = await StartAsync(Json("[]"), "unknownOperations: pass");

        Assert.Equal(200, (await host.GetAsync("/cats")).Status);
    }

    [Theory]
    [InlineData("ignore", 200)]
    [InlineData("reject", 422)]
    public async Task Unknown_parameters_are_what_the_options_say(string rule, int status)
    {
        await using var host = await StartAsync(Json("[]"), $"unknownParameters: {rule}");

        Assert.Equal(status, (await host.GetAsync("/pets?other=1")).Status);
    }

    [Fact]
    public async Task An_undeclared_media_type_is_a_415_and_a_long_body_a_413()
    {
        await using var host = await StartAsync(Json("[]"), "maxBodySize: 20B");

        Assert.Equal(415, (await PostAsync(host, "/pets", "<pet/>", "application/xml")).Status);
        Assert.Equal(413, (await PostAsync(host, "/pets", """{"name":"Rex","a":"0123456789"}""")).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_compressed_body_is_checked_as_what_it_says()
    {
        await using var host = await StartAsync(Json("""{"name":"Rex"}""", 201), "maxBodySize: 1KB");

        Assert.Equal(201, (await PostAsync(host, "/pets", Zip("""{"name":"Rex"}"""), "gzip")).Status);
        Assert.Equal(422, (await PostAsync(host, "/pets", Zip("{}"), "gzip")).Status);
        Assert.Equal(413, (await PostAsync(host, "/pets", Zip($$"""{"name":"Rex","a":"{{new string('a', 100_000)}}"}"""), "gzip")).Status);
        Assert.Equal(400, (await PostAsync(host, "/pets", "{}"u8.ToArray(), "gzip")).Status);
        Assert.Equal(415, (await PostAsync(host, "/pets", "{}"u8.ToArray(), "compress")).Status);
    }

    [Fact]
    public async Task Reported_requests_go_on()
    {
        await using var host = await StartAsync(Json("""{"name":"Rex"}""", 201), "requests: report, maxBodySize: 50B");
        using var metrics = new Metrics(host);

        Assert.Equal(201, (await PostAsync(host, "/pets", """{"name":"s3cr3t"}""")).Status);
        Assert.Equal(201, (await PostAsync(host, "/pets", $"\"{new string('a', 100)}\"")).Status);
        Assert.Equal(201, (await host.GetAsync("/cats")).Status);
        await Eventually.TrueAsync(
            () => metrics.Of("gatewaykit.openapi.violations").Length == 2 && metrics.Of("gatewaykit.openapi.unchecked").Length == 1);

        Assert.Equal(["request addPet maxLength 1", "request none unknown 1"], metrics.Of("gatewaykit.openapi.violations").Order());
        Assert.Equal(["request too-long 1"], metrics.Of("gatewaykit.openapi.unchecked"));
        Assert.DoesNotContain(host.Logs.Lines, l => l.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reported_responses_go_on_and_the_log_says_so_once_a_minute()
    {
        await using var host = await StartAsync(Json("""[{"name":"s3cr3t"}]"""));
        using var metrics = new Metrics(host);

        for (var i = 0; i < 3; i++)
            Assert.Equal((200, """[{"name":"s3cr3t"}]"""), await StatusAndBodyAsync(host, "/pets"));
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.openapi.violations").Length == 3);

        Assert.Equal("response listPets maxLength 1", metrics.Of("gatewaykit.openapi.violations")[0]);
        var line = Assert.Single(host.Logs.Lines, l => l.Contains("listPets", StringComparison.Ordinal));
        Assert.Contains("body/0/name (maxLength)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enforced_responses_that_violate_the_document_are_a_502()
    {
        await using var host =
            await StartAsync(http => Json(http.Request.Path == "/pets/1" ? """{"name":"s3cr3t"}""" : "[]")(http), "responses: enforce");

        var valid = await host.GetAsync("/pets");
        var invalid = await host.GetAsync("/pets/1");

        Assert.Equal((200, "[]"), (valid.Status, valid.Body));
        Assert.Equal((502, "response/body/name maxLength"), (invalid.Status, Assert.Single(Violations(invalid))));
        Assert.DoesNotContain("s3cr3t", invalid.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_violates_the_previous_document_is_reported()
    {
        await using var host = await StartAsync(Json("""[{"name":"s3cr3t"}]"""), $"{Previous()}, requests: report, responses: 'off'");
        using var metrics = new Metrics(host);

        Assert.Equal((200, """[{"name":"s3cr3t"}]"""), await StatusAndBodyAsync(host, "/pets"));
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.openapi.violations").Length > 0);

        Assert.Equal(["response oldPets required previous 1"], metrics.Of("gatewaykit.openapi.violations"));
        var line = Assert.Single(host.Logs.Lines, l => l.Contains("oldPets", StringComparison.Ordinal));
        Assert.Contains(" violates the previous OpenAPI document in ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_violates_the_previous_document_can_be_a_502()
    {
        var body = """[{"name":"Rex"}]""";
        await using var host = await StartAsync(
            http => Json(body)(http), $"{Previous()}, previousResponses: enforce, unknownOperations: pass");

        var (pets, removed, added) = (await host.GetAsync("/pets"), await host.GetAsync("/removed"), await host.GetAsync("/pets/1"));
        body = """[{"id":1,"name":"Rex"}]""";
        var compatible = await host.GetAsync("/pets");

        Assert.Equal((502, "response/body/0 required"), (pets.Status, Assert.Single(Violations(pets))));
        Assert.Contains("violates the API's previous description in 1 place.", pets.Body, StringComparison.Ordinal);
        Assert.Equal((502, "response/body type"), (removed.Status, Assert.Single(Violations(removed))));
        Assert.Equal((200, 200, body), (added.Status, compatible.Status, compatible.Body));
    }

    [Fact]
    public async Task A_response_must_satisfy_both_documents_if_both_are_enforced()
    {
        await using var host = await StartAsync(
            Json("""[{"id":1,"name":"too-long-a-name-for-the-document"}]"""), $"{Previous()}, responses: enforce");

        var answer = await host.GetAsync("/pets");

        Assert.Equal((502, "response/body/0/name maxLength"), (answer.Status, Assert.Single(Violations(answer))));
    }

    [Fact]
    public async Task An_enforced_response_that_is_too_long_is_a_502_and_a_reported_one_goes_on()
    {
        var body = $"[{string.Join(',', Enumerable.Repeat("""{"name":"Rex"}""", 20))}]";
        await using var enforced = await StartAsync(Json(body), "responses: enforce, maxResponseSize: 100B");
        await using var reported = await StartAsync(Json(body), "maxResponseSize: 100B");
        using var metrics = new Metrics(reported);

        Assert.Equal(502, (await enforced.GetAsync("/pets")).Status);
        Assert.Equal((200, body), await StatusAndBodyAsync(reported, "/pets"));
        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.openapi.unchecked").Length == 1);
        Assert.Equal("response too-long 1", metrics.Of("gatewaykit.openapi.unchecked")[0]);
    }

    [Fact]
    public async Task A_compressed_response_is_checked_and_sent_as_it_came()
    {
        await using var host = await StartAsync(
            http =>
            {
                http.Response.ContentType = "application/json";
                http.Response.Headers.ContentEncoding = "gzip";
                return http.Response.Body.WriteAsync(Zip(http.Request.Path == "/pets" ? "[]" : "{}")).AsTask();
            },
            "responses: enforce");

        var valid = await host.GetAsync("/pets", ("Accept-Encoding", "gzip, compress, zstd;q=0.5, br"));

        Assert.Equal((200, "gzip"), (valid.Status, valid.Header("Content-Encoding")));
        Assert.Equal("gzip, zstd;q=0.5, br", host.Upstream.Request.Header("Accept-Encoding"));
        Assert.Equal(502, (await host.GetAsync("/pets/1")).Status);
    }

    [Fact]
    public async Task A_response_with_two_codings_in_two_lines_is_not_validated()
    {
        await using var host = await StartAsync(
            http =>
            {
                http.Response.ContentType = "application/json";
                http.Response.Headers.ContentEncoding = new StringValues(["gzip", "gzip"]);
                return http.Response.Body.WriteAsync(CodedBytes.Encode("gzip", Zip("[]"))).AsTask();
            },
            "responses: report");
        using var metrics = new Metrics(host);

        await host.GetAsync("/pets");

        await Eventually.TrueAsync(() => metrics.Of("gatewaykit.openapi.unchecked").Length == 1);
        Assert.Equal("response coding 1", metrics.Of("gatewaykit.openapi.unchecked")[0]);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("enforce")]
    public async Task Event_streams_are_never_held(string mode)
    {
        var released = new TaskCompletionSource();
        await using var host = await StartAsync(
            async http =>
            {
                http.Response.ContentType = "text/event-stream";
                await http.Response.WriteAsync("data: 1\n\n");
                await http.Response.Body.FlushAsync();
                await released.Task.WaitAsync(TimeSpan.FromSeconds(60));
            },
            $"responses: {mode}");

        using (var stream = await host.Client.GetStreamAsync(new Uri("/events", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60)))
            Assert.Equal(9, await stream.ReadAtLeastAsync(new byte[9], 9).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        released.SetResult();
    }

    [Theory]
    [InlineData("report")]
    [InlineData("enforce")]
    public async Task HEAD_and_not_modified_are_passed_on(string mode)
    {
        await using var host = await StartAsync(
            http =>
            {
                http.Response.StatusCode = http.Request.Method == "HEAD" ? 200 : 304;
                return Task.CompletedTask;
            },
            $"responses: {mode}");

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Head, "/pets")).Status);
        Assert.Equal(304, (await host.GetAsync("/pets")).Status);
    }

    [Fact]
    public async Task What_the_gateway_and_its_plugins_answer_is_none_of_the_documents_business()
    {
        await using var host = await StartAsync(Json("[]"), "responses: enforce", "{ name: mock, options: { status: 418 } }");

        Assert.Equal(418, (await host.GetAsync("/pets")).Status);
    }

    [Fact]
    public async Task A_prefix_of_the_route_is_no_part_of_the_API()
    {
        var file = _folder.Write("pets.yaml", PetApi.Document);
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
              shop:
                match: { path: "/shop/{**rest}" }
                plugins: [ { name: openapi-validation, options: { openapi: '{{file}}' } }, { name: mock } ]
            """);

        Assert.Equal(200, (await host.GetAsync("/shop/pets")).Status);
        Assert.Equal(422, (await host.GetAsync("/shop/pets/rex")).Status);
        Assert.Equal(404, (await host.GetAsync("/shop/cats")).Status);
    }

    [Fact]
    public async Task A_document_with_errors_rejects_the_configuration_with_their_places()
    {
        var error = Assert.Single(
            await PluginGateway.ErrorsOfAsync($"{{ name: openapi-validation, options: {{ openapi: '{Broken()}' }} }}"));

        Assert.StartsWith("(openapi-validation): options.openapi can't be used: ", error, StringComparison.Ordinal);
        Assert.Contains("broken.yaml:8:", error, StringComparison.Ordinal);
        Assert.Contains("/schema/properties/a/pattern: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_a_document_that_are_reported_leave_the_rest_checked()
    {
        var entry = $"{{ name: openapi-validation, options: {{ openapi: '{Broken()}', documentErrors: report }} }}";
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute(entry), setup => setup.WithUpstream(_ => Task.CompletedTask));

        Assert.Equal(200, (await PostAsync(host, "/a", """{"a":"anything"}""")).Status);
        Assert.Equal(422, (await PostAsync(host, "/a", """{"a":1}""")).Status);
        Assert.Contains("is used without an invalid part: ",
            Assert.Single(await PluginGateway.WarningsOfAsync(entry)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"request/body\"%, \"response/header/X-B\"%, \"response/body\"%")]
    [InlineData("responses: enforce", "\"request/body\"%, \"response/header/X-B\"%, \"response/body\"%")]
    [InlineData("responses: off", "\"request/body\"%")]
    [InlineData("requests: off", "\"response/header/X-B\"%, \"response/body\"%")]
    public async Task A_response_says_which_parts_were_not_fully_checked(string options, string field)
    {
        var entry = $"{{ name: openapi-validation, options: {{ openapi: '{BrokenInBoth()}', documentErrors: "
            + $"report{(options.Length > 0 ? ", " + options : "")} }} }}";
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute(entry), setup => setup.WithUpstream(Json("""{"b":"x"}""")));

        using var answer = await PostWholeAsync(host, "/a", """{"a":"anything"}""");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal([field.Replace("%", ";code=\"document-error\";severity=\"warning\"", StringComparison.Ordinal)],
            answer.Headers.GetValues("Gateway-Violations"));
    }

    [Fact]
    public async Task A_response_says_nothing_of_an_operation_without_errors()
    {
        var entry = $"{{ name: openapi-validation, options: {{ openapi: '{BrokenInBoth()}', documentErrors: report }} }}";
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute(entry), setup => setup.WithUpstream(_ => Task.CompletedTask));

        Assert.Null((await host.GetAsync("/whole")).Header("Gateway-Violations"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_body_must_be_whole_and_have_nothing_behind_it(string coding)
    {
        await using var host = await StartAsync(Json("""{"name":"Rex"}""", 201));
        var body = CodedBytes.Encode(coding, """{"name":"Rex"}"""u8);

        Assert.Equal(201, (await PostAsync(host, "/pets", body, coding)).Status);
        Assert.Equal(400, (await PostAsync(host, "/pets", [.. body, 0], coding)).Status);
        Assert.Equal(400, (await PostAsync(host, "/pets", [.. body, .. "garbage"u8], coding)).Status);
        for (var length = 1; length < body.Length; length++)
            Assert.Equal(400, (await PostAsync(host, "/pets", body[..length], coding)).Status);
    }

    [Theory]
    [InlineData("gzip", -1)]
    [InlineData("gzip", -8)]
    [InlineData("deflate", -1)]
    [InlineData("deflate", 1)]
    public async Task A_compressed_body_must_agree_with_its_checksum(string coding, int place)
    {
        await using var host = await StartAsync(Json("""{"name":"Rex"}""", 201));
        var body = CodedBytes.Encode(coding, """{"name":"Rex"}"""u8);
        body[place < 0 ? body.Length + place : place] ^= 1;

        Assert.Equal(400, (await PostAsync(host, "/pets", body, coding)).Status);
    }

    [Fact]
    public async Task A_gzip_body_may_have_several_members_but_no_garbage_between_them()
    {
        await using var host = await StartAsync(Json("""{"name":"Rex"}""", 201));
        var (one, other) = (CodedBytes.Encode("gzip", """{"name":"""u8), CodedBytes.Encode("gzip", """  "Rex"}"""u8));

        Assert.Equal(201, (await PostAsync(host, "/pets", [.. one, .. other], "gzip")).Status);
        Assert.Equal(400, (await PostAsync(host, "/pets", [.. one, 0, .. other], "gzip")).Status);
        Assert.Equal(400, (await PostAsync(host, "/pets", [.. one[..^8], 1, 2, 3, .. one[^8..], .. other], "gzip")).Status);
    }

    [Theory]
    [InlineData("GET", "/pets", 404)]
    [InlineData("DELETE", "/pets", 405)]
    [InlineData("", "/pets", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task A_preflight_for_an_operation_of_the_document_passes(string asked, string path, int status)
    {
        await using var host = await StartAsync(Json("{}", 404));
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://app.example.com");
        if (asked.Length > 0)
            request.Headers.Add("Access-Control-Request-Method", asked);

        using var answer = await host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task References_may_lead_into_further_folders()
    {
        Directory.CreateDirectory(_folder["apis"]);
        _folder.Write("shared.yaml", "type: object\nrequired: [name]\n");
        var file = _folder.Write("apis/a.yaml", """
            openapi: 3.0.3
            paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '../shared.yaml' } } } }, responses: { 200: { description: a } } } } }
            """);

        Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: openapi-validation, options: {{ openapi: '{file}' }} }}"));
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: openapi-validation, options: {{ openapi: '{file}', referenceRoots: ['{_folder["."]}'] }} }}"),
            setup => setup.WithUpstream(_ => Task.CompletedTask));

        Assert.Equal(422, (await PostAsync(host, "/a", "{}")).Status);
        Assert.Equal(200, (await PostAsync(host, "/a", """{"name":"x"}""")).Status);
    }

    private string BrokenInBoth() => _folder.Write("both.yaml", """
        openapi: 3.0.3
        info: { title: a, version: '1' }
        paths:
          /a:
            post:
              requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string, pattern: '[' } } } } } }
              responses:
                200:
                  description: ok
                  headers: { X-B: { schema: { type: strng } } }
                  content: { application/json: { schema: { type: object, properties: { b: { type: string, pattern: '[' } } } } }
          /whole: { get: { responses: { 200: { description: ok } } } }
        """);

    private static async Task<HttpResponseMessage> PostWholeAsync(GatewayTestHost host, string target, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PostAsync(new Uri(target, UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private string Previous() => $"previous: '{_folder.Write("previous.yaml", """
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            get:
              operationId: oldPets
              responses:
                200:
                  description: ok
                  content:
                    application/json: { schema: { type: array, items: { type: object, required: [id] } } }
          /removed:
            get:
              responses:
                200: { description: ok, content: { application/json: { schema: { type: object } } } }
        """)}'";

    private string Broken() => _folder.Write("broken.yaml", """
        openapi: 3.0.3
        info: { title: a, version: '1' }
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/json: { schema: { type: object, properties: { a: { type: string, pattern: '(' } } } }
              responses: { '200': { description: a } }
        """);

    [Theory]
    [InlineData("", "(openapi-validation): options.openapi is missing")]
    [InlineData("openapi: a.yaml, maxBodySize: 1GB", "(openapi-validation): options.maxBodySize is 1GB; it must be between 1B and 64MB.")]
    [InlineData("openapi: a.yaml, previousResponses: enforce",
        "(openapi-validation): options.previousResponses has no effect without 'previous'.")]
    [InlineData("openapi: a.yaml, previous: b.yaml, previousResponses: 'off'",
        "(openapi-validation): options.previous has no effect; 'previousResponses' must be enforce or report.")]
    [InlineData("openapi: a.yaml, requests: 'off', responses: 'off'",
        "(openapi-validation): options have no effect; 'requests' or 'responses' must be enforce or report.")]
    public async Task Options_that_can_not_work_are_refused(string options, string message)
        => Assert.StartsWith(
            message,
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: openapi-validation, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private static RequestDelegate Json(string body, int status = 200) => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    };

    private static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    private static string[] Violations(Answer answer)
    {
        using var problem = JsonDocument.Parse(answer.Body);
        return [.. problem.RootElement.GetProperty("validation").EnumerateArray().Select(v =>
            $"{string.Join('/', v.GetProperty("location").EnumerateArray().Select(l => l.GetString()))} "
                + $"{v.GetProperty("code").GetString()}")];
    }

    private static async Task<(int Status, string Body)> StatusAndBodyAsync(GatewayTestHost host, string path)
    {
        var answer = await host.GetAsync(path);
        return (answer.Status, answer.Body);
    }

    private static Task<Answer> PostAsync(GatewayTestHost host, string path, string body, string contentType = "application/json")
        => PostAsync(host, path, Encoding.UTF8.GetBytes(body), null, contentType);

    private static async Task<Answer> PostAsync(
        GatewayTestHost host, string path, byte[] body, string? coding, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (coding is not null)
            content.Headers.ContentEncoding.Add(coding);
        using var response = await host.Client.PostAsync(new Uri(path, UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    private Task<GatewayTestHost> StartAsync(RequestDelegate upstream, string options = "", params string[] plugins)
        => PluginGateway.StartAsync(PluginGateway.OneRoute([Entry(options), .. plugins]), setup => setup.WithUpstream(upstream));

    private string Entry(string options)
        => $"{{ name: openapi-validation, options: {{ openapi: "
            + $"'{_folder.Write("pets.yaml", PetApi.Document)}'{(options.Length > 0 ? ", " + options : "")} }} }}";
}
