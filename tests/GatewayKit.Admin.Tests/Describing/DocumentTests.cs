using GatewayKit.Admin.Access;
using GatewayKit.Admin.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Describing;

public sealed class DocumentTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await AdminHost.StartWithKeysAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_document_is_one_of_OpenAPI_3_1()
    {
        var document = await _host.ReadAsync("/openapi.json", AdminHost.ViewerKey);

        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        Assert.Equal("GatewayKit admin API", (string?)document["info"]!["title"]);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["key"]!["scheme"]);
    }

    [Fact]
    public async Task It_has_every_endpoint()
    {
        var described = (await AdminDescription.ReadAsync(_host)).Select(operation => operation.ToString());

        Assert.Equal(Mapped().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_operation_says_what_it_does_and_what_it_answers()
        => Assert.All(await AdminDescription.ReadAsync(_host), operation =>
        {
            Assert.EndsWith(".", (string?)operation.Node["summary"], StringComparison.Ordinal);
            Assert.NotNull(operation.Node["operationId"]);
            Assert.NotNull(operation.Node["tags"]);
            var responses = operation.Node["responses"]!.AsObject();
            Assert.Contains("401", responses);
            Assert.Contains("403", responses);
            Assert.Contains(responses, response => response.Key.StartsWith('2'));
        });

    [Fact]
    public async Task No_two_operations_have_one_id()
        => Assert.Distinct((await AdminDescription.ReadAsync(_host)).Select(operation => (string?)operation.Node["operationId"]));

    [Fact]
    public async Task A_number_is_not_text_and_an_absent_value_is_not_required()
    {
        var schemas = (await _host.ReadAsync("/openapi.json", AdminHost.ViewerKey))["components"]!["schemas"]!;

        Assert.Equal("integer", (string?)schemas["GatewayStatus"]!["properties"]!["uptimeSeconds"]!["type"]);
        Assert.Equal("array", (string?)schemas["Problem"]!["properties"]!["errors"]!["type"]);
        Assert.Equal(["title", "status"], schemas["Problem"]!["required"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public async Task A_conditional_write_has_its_header()
    {
        var conditional = (await AdminDescription.ReadAsync(_host))
            .Where(operation => operation.Node["responses"]!.AsObject().ContainsKey("428"))
            .ToList();

        Assert.NotEmpty(conditional);
        Assert.All(conditional, operation => Assert.Contains(
            operation.Node["parameters"]!.AsArray(), p => ((string?)p!["name"], (string?)p["in"]) == ("If-Match", "header")));
    }

    private IEnumerable<string> Mapped()
        => from endpoint in _host.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<AdminEndpoint>() is not null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select $"{method} {endpoint.RoutePattern.RawText}";
}
