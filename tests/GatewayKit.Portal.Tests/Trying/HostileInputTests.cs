using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Portal.Tests.Trying.TryHost;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class HostileInputTests
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: Any, version: 1.0.0 }
        paths:
          /{page}:
            get:
              operationId: any
              parameters:
                - { name: page, in: path, required: true, schema: { type: string } }
                - { name: X-Note, in: header, schema: { type: string } }
                - { name: X-Forwarded-For, in: header, schema: { type: string } }
                - { name: Host, in: header, schema: { type: string } }
                - { name: Connection, in: header, schema: { type: string } }
                - { name: X-Consumer-Name, in: header, schema: { type: string } }
                - { name: session, in: cookie, schema: { type: string } }
                - { name: q, in: query, schema: { type: string } }
              responses: { "200": { description: ok } }
        """;

    private const string Configuration = """
        routes:
          any: { clusterId: up, match: { path: "/{**rest}" } }
          other: { clusterId: up, match: { path: "/secret" } }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        portal: { tryIt: true, apis: { any: { versions: [ { version: v1, routes: [any], document: "{folder}/any.yaml" } ] } } }
        """;

    private const string Any = "/dev/apis/any/v1/operations/any";

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task A_path_cannot_leave_its_place(string id)
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", id));

        Assert.Equal("The path can't have the segments '.' and '..'.", TryReader.Errors(page));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("../../admin")]
    [InlineData("a/b")]
    [InlineData("..\\secret")]
    [InlineData("?x=1#y")]
    public async Task The_gateway_rejects_what_changes_a_path(string id)
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", id));

        Assert.Equal("400 Bad Request", TryReader.Status(page));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("a&b=c", "/v2/orders/a%26b%3Dc")]
    [InlineData("@evil.example", "/v2/orders/%40evil.example")]
    [InlineData("é x", "/v2/orders/%C3%A9%20x")]
    public async Task Values_stay_in_their_segment(string id, string target)
    {
        await using var portal = await StartAsync();

        await new TryReader(portal).SendAsync(GetOrder, ("id", id));

        Assert.Equal(target, portal.Gateway.Upstream.Request.Target);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nX-Evil: 1")]
    [InlineData("a\0b")]
    [InlineData("é")]
    public async Task A_header_value_cannot_add_a_header(string value)
    {
        await using var portal = await AnyAsync();

        var page = await new TryReader(portal).SendAsync(Any, ("page", "a"), ("X-Note", value));

        Assert.Equal("'X-Note' has a line break or another character that a header can't have.", TryReader.Errors(page));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_document_cannot_name_headers_of_the_connection_or_of_an_identity()
    {
        await using var portal = await AnyAsync();
        var reader = new TryReader(portal);

        var page = await reader.ReadAsync(Any);

        Assert.Equal(["page", "X-Note", "q"], page.QuerySelectorAll("form.try label code").Select(name => name.TextContent));
        Assert.Contains("header X-Forwarded-For, header Host, header Connection, header X-Consumer-Name, cookie session",
            page.QuerySelector("form.try")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("secret")]
    [InlineData("of-the-host")]
    public async Task Pages_of_the_host_and_other_routes_cannot_be_reached(string path)
    {
        await using var portal = await AnyAsync();

        var page = await new TryReader(portal).SendAsync(Any, ("page", path));

        Assert.Equal(
            "The request reached no route of this version. The gateway answered with the status 404.", TryReader.Errors(page));
        Assert.Null(page.QuerySelector("#try-answer pre"));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_form_without_the_token_of_a_page_is_rejected()
    {
        await using var portal = await StartAsync();
        var reader = new TryReader(portal);
        var fields = TryReader.FieldsOf(await reader.ReadAsync(GetOrder));
        fields["p0"] = "7";

        using var foreign = await new TryReader(portal).PostAsync(GetOrder, fields);
        fields["token"] = "x";
        using var forged = await reader.PostAsync(GetOrder, fields);

        Assert.Equal((400, 400), ((int)foreign.StatusCode, (int)forged.StatusCode));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_api_that_a_reader_does_not_see_does_not_exist()
    {
        await using var portal = await StartAsync();
        var reader = new TryReader(portal);
        var fields = TryReader.FieldsOf(await reader.ReadAsync(GetOrder));
        fields["p0"] = "7";
        Assert.Empty(await portal.ReloadAsync(TryHost.Configuration("[]", "", "", "tryIt: true")
            .Replace("orders: { versions", "orders: { visibility: signed-in, versions", StringComparison.Ordinal)));

        using var response = await reader.PostAsync(GetOrder, fields);

        Assert.Equal((404, 0), ((int)response.StatusCode, portal.Gateway.Upstream.Requests.Count));
    }

    [Fact]
    public async Task A_form_of_another_version_of_the_operation_is_not_sent()
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"), ("form", "0123456789abcdef"));

        Assert.Equal("The operation has changed. Check the form, and send it again.", TryReader.Errors(page));
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData(1024 * 1024, "")]
    [InlineData((1024 * 1024) + 1, "The body can have up to 1 MB.")]
    public async Task A_body_can_have_a_megabyte(int size, string error)
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).SendAsync(CreateOrder, ("body", new string('x', size)));

        Assert.Equal(error, TryReader.Errors(page));
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_rejected()
    {
        await using var portal = await StartAsync();
        var reader = new TryReader(portal);
        var fields = TryReader.FieldsOf(await reader.ReadAsync(CreateOrder));
        fields["body"] = new string('x', 1_700_000);

        using var response = await reader.PostAsync(CreateOrder, fields);

        Assert.Equal((413, 0), ((int)response.StatusCode, portal.Gateway.Upstream.Requests.Count));
    }

    private static async Task<PortalHost> AnyAsync()
    {
        var portal = await PortalHost.StartAsync("portal: {}", setup => setup.WithApp(app
            => app.MapGet("/of-the-host", () => "only for machines of the host")));
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "any.yaml"), Document);
        Assert.Empty(await portal.ReloadAsync(Configuration));
        return portal;
    }
}
