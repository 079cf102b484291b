using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

/// <summary>Documents of several files and documents with errors, as <c>gatewaykit mock</c> serves them.</summary>
public sealed class MockDocumentTests : IDisposable
{
    private const string Referring = """
        openapi: 3.0.3
        info: { title: T, version: "1" }
        paths:
          /pet: { get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: 'schemas/pet.yaml' } } } } } } }
        """;

    private const string Faulty = """
        openapi: 3.0.3
        info: { title: T, version: "1" }
        paths:
          /a: { get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: object, required: [f], properties: { f: { type: [string, "null"] }, g: { type: string } } } } } } } } }
          /b: { post: { requestBody: { content: { application/json: { schema: { type: object, properties: { f: { type: string, pattern: '^(?i)abc$' } } } } } }, responses: { 200: { description: ok } } } }
          /c: { get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: object, required: [n], properties: { n: { type: integer }, t: { type: strng } } } } } } } } }
        """;

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_of_a_file_that_the_document_refers_to_is_followed()
    {
        Directory.CreateDirectory(_folder["schemas"]);
        _folder.With("api.yaml", Referring).With("schemas/pet.yaml", "{ type: string, example: Tom }");
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "api.yaml");
        Assert.Equal("\"Tom\"", await mock.GetAsync("/pet"));

        _folder.With("schemas/new.yaml", "{ type: string, example: Ben }");
        File.Move(_folder["schemas/new.yaml"], _folder["schemas/pet.yaml"], overwrite: true);

        await mock.AnswersAsync("/pet", "Ben");
    }

    [Fact]
    public async Task References_may_lead_into_the_roots_that_are_named()
    {
        Directory.CreateDirectory(_folder["apis"]);
        Directory.CreateDirectory(_folder["schemas"]);
        _folder
            .With("apis/api.yaml", Referring.Replace("schemas/", "../schemas/", StringComparison.Ordinal))
            .With("schemas/pet.yaml", "{ type: string, example: Tom }");

        await using var mock = await RunningGateway.MockAsync(_folder.Path, "apis/api.yaml", "--reference-root", "schemas");

        Assert.Equal("\"Tom\"", await mock.GetAsync("/pet"));
    }

    [Fact]
    public async Task A_file_that_is_missing_is_read_as_soon_as_it_is_there()
    {
        Directory.CreateDirectory(_folder["schemas"]);
        _folder.With("api.yaml", Referring);
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "api.yaml");
        await mock.Tool.Errors.NextAsync("doesn't exist");

        _folder.With("schemas/pet.yaml", "{ type: string, example: Tom }");

        using var patience = new CancellationTokenSource(Bound.Time);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await StatusOfAsync(mock, "/pet") != HttpStatusCode.OK)
            await ticks.WaitForNextTickAsync(patience.Token);
        Assert.Equal("\"Tom\"", await mock.GetAsync("/pet"));
    }

    [Fact]
    public async Task A_schema_that_is_invalid_but_clear_is_mocked_and_checked_as_it_is_meant()
    {
        _folder.With("api.yaml", Faulty);
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "api.yaml");

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(await mock.GetAsync("/a")).ValueKind);
        Assert.True(JsonElement.Parse(await mock.GetAsync("/a")).TryGetProperty("f", out _));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(mock, "xyz"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(mock, "ABC"));
    }

    [Fact]
    public async Task What_a_schema_lacks_is_said_at_the_start_and_in_the_answer()
    {
        _folder.With("api.yaml", Faulty);
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "api.yaml");

        using var response = await mock.Client.GetAsync(new Uri("/c", UriKind.Relative)).WaitAsync(Bound.Time);

        Assert.Equal(["\"response/body\";code=\"document-error\";severity=\"warning\""], response.Headers.GetValues("Gateway-Violations"));
        await mock.Tool.Errors.NextAsync("api.yaml:6:");
    }

    private static async Task<HttpStatusCode> PostAsync(RunningGateway mock, string value)
    {
        using var response = await mock.Client.PostAsJsonAsync(new Uri("/b", UriKind.Relative), new { f = value }).WaitAsync(Bound.Time);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusOfAsync(RunningGateway mock, string path)
    {
        using var response = await mock.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(Bound.Time);
        return response.StatusCode;
    }
}
