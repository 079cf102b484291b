using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ImportOpenApiTests : IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder().With("petstore.yaml", PetStore.Document);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_becomes_a_configuration_that_is_valid_and_forwards()
    {
        await using var upstream = await Upstream.StartAsync();

        var end = await ToolProcess.RunAsync(_folder.Path, "import", "openapi", "petstore.yaml", "--upstream", upstream.Url);

        Assert.Equal((0, "gateway.yaml has 3 route(s) for 4 operation(s) of 'Pet Store'."), (end.ExitCode, end.Output[0]));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);
        Assert.Equal("upstream /v1/pets/7", await gateway.GetAsync("/v1/pets/7"));
    }

    [Fact]
    public async Task What_could_not_be_taken_over_is_listed()
    {
        var end = await ImportAsync("petstore.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Equal(
            [
                "warning: not imported: GET /reports/{year}{month}: A route requires text between two parameters.",
                "warning: not imported: The server 'https://backup.example.com/v1': only one upstream is supported, which replaces the "
                    + "document's first server.",
                "warning: not imported: The security scheme 'key' (API key in header 'X-Pet-Key'): the upstream checks it. To check it at "
                    + "the gateway, add the plugin key-auth and consumers with keys.",
            ],
            end.Errors);
    }

    [Fact]
    public async Task An_upstream_with_a_path_of_its_own_stands_for_the_base_path()
    {
        await using var upstream = await Upstream.StartAsync();

        await ImportAsync("petstore.yaml", "--upstream", upstream.Url + "/internal");

        await using var gateway = await RunningGateway.StartAsync(_folder.Path);
        Assert.Equal("upstream /internal/pets", await gateway.GetAsync("/v1/pets"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_by_force_only()
    {
        _folder.With("gateway.yaml", "routes: {}");

        var refused = await ImportAsync("petstore.yaml", "--upstream", "http://127.0.0.1:5001");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("gatewaykit: 'gateway.yaml' already exists", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("routes: {}", await File.ReadAllTextAsync(_folder["gateway.yaml"]));

        Assert.Equal(0, (await ImportAsync("petstore.yaml", "--upstream", "http://127.0.0.1:5001", "--force")).ExitCode);
        Assert.Contains("listPets", await File.ReadAllTextAsync(_folder["gateway.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_in_parts_of_a_document_are_warnings_with_their_places()
    {
        _folder.With("broken.yaml", "openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths:\n  /a:\n    get:\n"
            + "      responses: { '200': { $ref: '#/components/responses/Missing' } }\n");

        var end = await ImportAsync("broken.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Equal(0, end.ExitCode);
        Assert.StartsWith("warning: broken.yaml:6:", end.Errors[0], StringComparison.Ordinal);
        Assert.Contains("/a", await File.ReadAllTextAsync(_folder["gateway.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_that_leave_nothing_of_a_document_are_named_with_their_places()
    {
        _folder.With("broken.yaml", "openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths:\n  /a: [\n");

        var end = await ImportAsync("broken.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("broken.yaml:4:7:", end.Errors[0], StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["gateway.yaml"]));
    }

    [Theory]
    [InlineData("query: { operationId: search, %ok }",
        "QUERY /a: The gateway doesn't route the method 'QUERY', only GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.")]
    [InlineData("trace: { %ok }",
        "TRACE /a: The gateway doesn't route the method 'TRACE', only GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.")]
    [InlineData("additionalOperations: { purge: { %ok } }",
        "purge /a: The gateway doesn't route the method 'purge', only GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.")]
    [InlineData("additionalOperations: { post: { %ok } }", "post /a: Another operation already has this method and path.")]
    public async Task An_operation_that_the_gateway_cant_route_is_left_out_with_a_warning(string operation, string warning)
    {
        Document($"/a: {{ post: {{ %ok }}, {operation} }}");

        var end = await ImportAsync("api.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Equal((0, "gateway.yaml has 1 route(s) for 2 operation(s) of 'T'."), (end.ExitCode, Assert.Single(end.Output)));
        Assert.Equal($"warning: not imported: {warning}", Assert.Single(end.Errors));
        Assert.Equal(0, (await ResidentTool.RunAsync(_folder.Path, "validate")).ExitCode);
    }

    [Fact]
    public async Task A_method_in_lower_case_becomes_a_route()
    {
        Document("/a: { additionalOperations: { delete: { %ok } } }");

        await ImportAsync("api.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Contains("methods: [DELETE]", await File.ReadAllTextAsync(_folder["gateway.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_the_gateway_refuses_is_left_out_with_a_warning()
    {
        Document("/a//b: { get: { %ok } }, /c: { get: { %ok } }");

        var end = await ImportAsync("api.yaml", "--upstream", "http://127.0.0.1:5001");

        Assert.Equal((0, "gateway.yaml has 1 route(s) for 2 operation(s) of 'T'."), (end.ExitCode, Assert.Single(end.Output)));
        Assert.StartsWith("warning: not imported: GET /a//b: match.path is '/a//b': ", Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.Equal(0, (await ResidentTool.RunAsync(_folder.Path, "validate")).ExitCode);
    }

    [Fact]
    public async Task A_configuration_that_the_gateway_would_refuse_is_not_written()
    {
        var end = await ImportAsync("petstore.yaml", "--upstream", "http://127.0.0.1:5001", "-o", "gateway.json");

        Assert.Equal((1, "gatewaykit: the configuration wasn't written, because the gateway rejects it: 1 error(s)."),
            (end.ExitCode, end.Errors[^1]));
        Assert.False(File.Exists(_folder["gateway.json"]));
    }

    [Fact]
    public async Task Validation_with_a_document_that_has_errors_is_not_written_and_the_message_says_how_to_use_it()
    {
        Document("/a: { post: { requestBody: { content: { application/json: { schema: { type: strng } } } }, %ok } }");

        var end = await ImportAsync("api.yaml", "--upstream", "http://127.0.0.1:5001", "--validate");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("'strng' isn't a type", end.Errors[0], StringComparison.Ordinal);
        Assert.EndsWith("error(s). Fix the document, or import it without --validate and add openapi-validation with 'documentErrors: "
            + "report' to the configuration.", end.Errors[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["gateway.yaml"]));
    }

    [Fact]
    public async Task Reference_roots_are_in_the_configuration_and_the_mock_reads_them()
    {
        Directory.CreateDirectory(_folder["apis"]);
        Directory.CreateDirectory(_folder["shared"]);
        _folder.With("shared/a.yaml", "type: object\nrequired: [name]\n").With("apis/api.yaml", """
            openapi: 3.0.3
            info: { title: T, version: '1' }
            paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '../shared/a.yaml' } } } }, responses: { 200: { description: a } } } } }
            """);

        Assert.StartsWith("warning: ",
            (await ImportAsync("apis/api.yaml", "--mock", "-o", "without.yaml")).Errors[0], StringComparison.Ordinal);
        var end = await ImportAsync("apis/api.yaml", "--mock", "--reference-root", "shared");

        Assert.Equal((0, 0), (end.ExitCode, end.Errors.Count));
        Assert.Contains("options: { openapi: \"apis/api.yaml\", referenceRoots: [\"shared\"] }",
            await File.ReadAllTextAsync(_folder["gateway.yaml"]), StringComparison.Ordinal);
        Assert.Empty((await ResidentTool.RunAsync(_folder.Path, "validate")).Errors);
    }

    [Theory]
    [InlineData("--reference-root: the directory 'nowhere' doesn't exist.", "petstore.yaml", "--mock", "--reference-root", "nowhere")]
    [InlineData("the file 'missing.yaml' doesn't exist.", "missing.yaml", "--mock")]
    [InlineData("import openapi requires --upstream URL, --mock or both.", "petstore.yaml")]
    [InlineData("--upstream: 'ftp://a' isn't an http or https URL without query and fragment.", "petstore.yaml", "--upstream", "ftp://a")]
    public async Task An_import_that_is_not_possible_names_the_reason(string message, params string[] arguments)
    {
        var end = await ImportAsync(arguments);

        Assert.Equal((1, $"gatewaykit: {message}"), (end.ExitCode, Assert.Single(end.Errors)));
    }

    [Fact]
    public async Task The_configuration_may_go_to_stdout()
    {
        var end = await ImportAsync("petstore.yaml", "--upstream", "http://127.0.0.1:5001", "-o", "-");

        Assert.Contains("    match: { path: \"/v1/pets/{pet-id}\", methods: [GET, HEAD] }", end.Output);
        Assert.DoesNotContain(end.Output, line => line.StartsWith("The configuration has", StringComparison.Ordinal));
    }

    /// <summary>Writes api.yaml, in which <c>%ok</c> stands for responses.</summary>
    private void Document(string paths)
        => _folder.With("api.yaml", $"{{ openapi: 3.2.0, info: {{ title: T, version: '1' }}, paths: {{ "
            + $"{paths.Replace("%ok", "responses: { 200: { description: ok } }", StringComparison.Ordinal)} }} }}");

    private Task<ToolResult> ImportAsync(params string[] arguments)
        => ResidentTool.RunAsync(_folder.Path, ["import", "openapi", .. arguments]);
}
