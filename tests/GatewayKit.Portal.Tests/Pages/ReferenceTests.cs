using System.Text.Json;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

[Collection(SharedPortal.Name)]
public sealed class ReferenceTests(PortalFixture fixture)
{
    [Fact]
    public async Task A_version_lists_the_operations_that_the_gateway_serves_with_its_paths()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2");

        Assert.Equal(
            ["GET /shop/v2/orders", "POST /shop/v2/orders", "GET /shop/v2/orders/{id}"],
            page.QuerySelectorAll(".operations a")
                .Select(a => $"{a.QuerySelector(".method")!.TextContent} {a.QuerySelector(".path")!.TextContent}"));
        Assert.Equal("https://api.example.com", page.QuerySelector(".facts code")!.TextContent);
        Assert.Equal("API key in the header X-Api-Key", page.QuerySelector(".facts li")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_deprecated_version_names_its_sunset_and_its_successor()
        => Assert.Equal(
            "This version is deprecated and may stop to work after 2027-06-30. Use version v2.",
            (await fixture.Portal.ReadAsync("/dev/apis/orders/v1")).QuerySelector(".note")!.TextContent.Trim());

    [Fact]
    public async Task An_operation_shows_its_address_parameters_and_responses()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2/operations/listOrders");

        Assert.Equal("https://api.example.com/shop/v2/orders", page.QuerySelector(".copy code")!.TextContent);
        Assert.Contains("minimum: 1, maximum: 100, default: 20", page.QuerySelector("table .rules")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"item\": \"tea\"", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("item", page.QuerySelectorAll(".schema li code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task A_request_body_shows_its_schema()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2/operations/createOrder");

        var item = page.QuerySelectorAll(".schema li").Single(li => li.QuerySelector("code")!.TextContent == "item");
        Assert.Equal("required", item.QuerySelector(".quiet")!.TextContent);
        Assert.DoesNotContain("requiredstring", item.TextContent, StringComparison.Ordinal);
        Assert.Equal("article", item.QuerySelector("em")!.TextContent);
        Assert.Equal(["tea", "coffee"], item.QuerySelectorAll(".rules code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task A_schema_that_contains_itself_ends()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2/operations/getOrder");

        Assert.Contains("(as above)", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_for_machines_is_that_of_the_gateway_in_one_file()
    {
        var json = await fixture.Portal.TextAsync("/dev/apis/orders/v2/openapi.json");

        var result = OpenApiDocument.Parse(System.Text.Encoding.UTF8.GetBytes(json), "served.json");
        Assert.Empty(result.Errors);
        Assert.Equal(["https://api.example.com"], result.Document!.Servers.Select(server => server.Url));
        Assert.Equal(["listOrders", "createOrder", "getOrder"], result.Document.Operations.Select(operation => operation.Key));
        Assert.Equal("2.1.0", JsonDocument.Parse(json).RootElement.GetProperty("info").GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_Swagger_document_is_served_as_OpenAPI_3()
    {
        var json = JsonDocument.Parse(await fixture.Portal.TextAsync("/dev/apis/orders/v1/openapi.json")).RootElement;

        Assert.Equal("3.0.3", json.GetProperty("openapi").GetString());
        Assert.Equal("http://old.example/v1", json.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.True(json.GetProperty("components").GetProperty("schemas").TryGetProperty("Order", out _));
    }
}
