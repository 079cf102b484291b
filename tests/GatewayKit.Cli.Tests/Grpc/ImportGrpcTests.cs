using System.Net;
using System.Text;
using GatewayKit.Cli.Tests.Support;
using GatewayKit.Grpc.Tests;
using GatewayKit.Grpc.Tests.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Grpc;

public sealed class ImportGrpcTests : IAsyncLifetime, IDisposable
{
    private const string Done =
        "gateway.yaml has 1 route(s) for 14 operation(s) of 'library.v1.Library', and openapi.json describes them.";

    private readonly WorkFolder _folder = new();
    private readonly WebApplication _server;

    public ImportGrpcTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<CallLog>().AddGrpcReflection().AddGrpc();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _server.MapGrpcService<LibraryService>();
        _server.MapGrpcReflectionService();
    }

    private string Url => _server.Urls.Single();

    public Task InitializeAsync()
    {
        File.WriteAllBytes(_folder["library.pb"], Descriptors.OfLibrary().ToByteArray());
        return _server.StartAsync();
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_written_configuration_serves_the_operations()
    {
        var end = await ImportAsync("library.pb", "--upstream", Url);
        Assert.Equal((0, Done), (end.ExitCode, string.Join('\n', end.Output)));
        Assert.StartsWith(
            "# library.v1.Library: made from library.pb by 'gatewaykit import grpc'.\nroutes:\n  v1:\n    clusterId: Library\n"
                + "    match: { path: \"/v1/{**rest}\" }\n",
            File.ReadAllText(_folder["gateway.yaml"]), StringComparison.Ordinal);

        var document = await ServeAsync();

        Assert.Equal(document, File.ReadAllText(_folder["openapi.json"]));
    }

    [Fact]
    public async Task Services_can_be_read_from_the_server()
    {
        Assert.Equal(0, (await ImportAsync("library.pb", "--upstream", Url)).ExitCode);
        var document = File.ReadAllText(_folder["openapi.json"]);

        var end = await ImportAsync(Url, "--service", "library.v1.Library", "--force");

        Assert.Equal((0, Done), (end.ExitCode, string.Join('\n', end.Output)));
        Assert.Equal(document, File.ReadAllText(_folder["openapi.json"]));
        Assert.Equal(document, await ServeAsync());
    }

    [Fact]
    public async Task The_server_cant_add_services_after_the_import()
    {
        Assert.Equal(0, (await ImportAsync(Url)).ExitCode);

        Assert.Contains(
            "          reflection: true\n          services: [\"library.v1.Library\"]\n", File.ReadAllText(_folder["gateway.yaml"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Methods_without_an_annotation_can_be_mapped()
    {
        Assert.Equal(0, (await ImportAsync("library.pb", "--upstream", Url, "--map-unannotated", "-o", "-")).ExitCode);

        Assert.Contains("\"/library.v1.Library/Unannotated\"", File.ReadAllText(_folder["openapi.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import grpc requires --upstream URL for a file.", "library.pb")]
    [InlineData("options.descriptors is 'none.pb', which can't be read", "none.pb", "--upstream", "http://127.0.0.1:9")]
    [InlineData("options.descriptors is 'text.pb', which isn't a valid descriptor set", "text.pb", "--upstream", "http://127.0.0.1:9")]
    [InlineData("options.descriptors is 'empty.pb', which has no definitions", "empty.pb", "--upstream", "http://127.0.0.1:9")]
    [InlineData("options.services[0] is 'Other'; there are: library.v1.Library", "library.pb", "--upstream", "http://127.0.0.1:9",
        "--service", "Other")]
    [InlineData("--upstream: 'ftp://a' isn't an http or https URL", "library.pb", "--upstream", "ftp://a")]
    [InlineData("the services of 'http://127.0.0.1:9/' can't be read by server reflection.", "http://127.0.0.1:9/")]
    [InlineData("'text.pb' already exists. Use --force to replace it, or another name.", "library.pb", "--upstream", "http://127.0.0.1:9",
        "--openapi", "text.pb")]
    public async Task An_import_that_fails_writes_nothing(string expected, params string[] arguments)
    {
        _folder.With("text.pb", "service Library {}").With("empty.pb", "");

        var end = await ImportAsync(arguments);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.False(File.Exists(_folder["gateway.yaml"]) || File.Exists(_folder["openapi.json"]));
    }

    /// <summary>Calls operations by a gateway with the written configuration.</summary>
    /// <returns>The document that the plugin serves.</returns>
    private async Task<string> ServeAsync()
    {
        var yaml = File.ReadAllText(_folder["gateway.yaml"]);
        _folder.With("gateway.yaml", yaml.Replace(
            "        options:\n", "        options:\n          openapiPath: /v1/openapi.json\n", StringComparison.Ordinal));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path);
        Assert.Equal(
            """{"name":"shelves/1/books/2","pageCount":"9007199254740993"}""", await gateway.GetAsync("/v1/shelves/1/books/2"));
        using var body = new StringContent("""{"text":"x"}""", Encoding.UTF8, "application/json");
        using var changed = await gateway.Client.PutAsync(new Uri("/v1/echo/a/b", UriKind.Relative), body).WaitAsync(Bound.Time);
        Assert.Equal("""{"inner":{"text":"a/b"}}""", await changed.Content.ReadAsStringAsync().WaitAsync(Bound.Time));
        using var missing = await gateway.Client.GetAsync(new Uri("/v1/none", UriKind.Relative)).WaitAsync(Bound.Time);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        return await gateway.GetAsync("/v1/openapi.json");
    }

    private Task<ToolResult> ImportAsync(params string[] arguments)
        => ResidentTool.RunAsync(_folder.Path, ["import", "grpc", .. arguments]);
}
