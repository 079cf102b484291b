using System.Net;
using System.Net.Http.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class MockTests : IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder().With("petstore.yaml", PetStore.Document);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_is_mocked_with_and_without_its_base_path()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");

        Assert.Equal("""[{"id":1,"name":"Tom"}]""", (await mock.GetAsync("/v1/pets")).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("""[{"id":1,"name":"Tom"}]""", (await mock.GetAsync("/pets")).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mock_makes_no_keys_in_the_home_of_its_user()
    {
        await using var mock = await RunningGateway.MockProcessAsync(_folder.Path, [("HOME", _folder.Path)], "petstore.yaml");

        Assert.NotEmpty(await mock.GetAsync("/pets"));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "key-*.xml", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task It_shows_the_operations_and_a_line_to_try()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");

        await mock.Tool.Output.NextAsync("METHOD");
        Assert.Matches("GET +/pets +listPets +All pets", await mock.Tool.Output.NextAsync("listPets"));
        Assert.Equal($"  curl -i '{mock.Client.BaseAddress}v1/pets'", await mock.Tool.Output.NextAsync("curl"));
    }

    [Fact]
    public async Task A_change_of_the_document_is_followed()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");
        Assert.Contains("Tom", await mock.GetAsync("/pets"), StringComparison.Ordinal);

        _folder.With("petstore.yaml", PetStore.Document.Replace("Tom", "Kitty", StringComparison.Ordinal));

        await mock.AnswersAsync("/pets", "Kitty");
    }

    [Fact]
    public async Task A_broken_document_is_reported_while_the_last_good_one_serves()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");

        _folder.With("petstore.yaml", "openapi: 3.1.0\npaths: [");

        await mock.Tool.Errors.NextAsync("its last valid version stays active");
        Assert.Contains("Tom", await mock.GetAsync("/pets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_of_every_site_may_read_the_answers_unless_told_otherwise()
    {
        await using var open = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");
        await using var closed = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml", "--no-cors");

        Assert.Equal("https://site.example", await AllowedOriginAsync(open));
        Assert.Null(await AllowedOriginAsync(closed));
    }

    [Fact]
    public async Task A_preflight_is_answered_whatever_the_document_declares()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml");
        using var request = new HttpRequestMessage(HttpMethod.Options, "/pets")
        {
            Headers = { { "Origin", "https://site.example" },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "content-type" } },
        };

        using var response = await mock.Client.SendAsync(request).WaitAsync(Bound.Time);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["POST"], response.Headers.GetValues("Access-Control-Allow-Methods"));
        Assert.Equal(["content-type"], response.Headers.GetValues("Access-Control-Allow-Headers"));
    }

    [Fact]
    public async Task A_stateful_mock_remembers()
    {
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "petstore.yaml", "--stateful");

        using var created = await mock.Client
            .PostAsJsonAsync(new Uri("/pets", UriKind.Relative), new { name = "Felix" })
            .WaitAsync(Bound.Time);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Contains("Felix", await mock.GetAsync("/pets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_document_there_is_nothing_to_mock()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "mock");

        Assert.Equal((1, "gatewaykit: mock requires an OpenAPI document, or --from with a file of recorded exchanges."),
            (end.ExitCode, Assert.Single(end.Errors)));
    }

    [Fact]
    public async Task A_document_that_can_not_be_read_is_refused_with_the_place()
    {
        _folder.With("broken.json", "{ \"openapi\": \"3.1.0\",\n  \"paths\": { \"pets\": } }");

        var end = await ResidentTool.RunAsync(_folder.Path, "mock", "broken.json");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, line => line.StartsWith("broken.json:2:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_with_a_mock_answers_what_the_upstream_does_not_implement()
    {
        await using var upstream = await Upstream.StartAsync();
        Assert.Equal(0, (await ResidentTool.RunAsync(
            _folder.Path, "import", "openapi", "petstore.yaml", "--upstream", upstream.Url, "--mock", "--validate")).ExitCode);

        await using var gateway = await RunningGateway.StartAsync(_folder.Path);

        Assert.Equal("upstream /v1/pets/7", await gateway.GetAsync("/v1/pets/7"));
    }

    [Fact]
    public async Task What_was_recorded_is_answered_alone()
    {
        _folder.With("pets.fixtures.json",
            """{ "fixtures": 1, "operations": { "GET /pets": [ { "request": { "method": "GET", "path": "/pets" }, "response": { "status": 200, "json": ["recorded"] } } ] } }""");
        await using var mock = await RunningGateway.MockAsync(_folder.Path, "--from", "pets.fixtures.json");

        Assert.Equal("""["recorded"]""", await mock.GetAsync("/pets"));
    }

    private static async Task<string?> AllowedOriginAsync(RunningGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pets") { Headers = { { "Origin", "https://site.example" } } };
        using var response = await gateway.Client.SendAsync(request).WaitAsync(Bound.Time);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? string.Join(',', origins) : null;
    }
}
