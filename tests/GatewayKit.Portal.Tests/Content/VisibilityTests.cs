using System.Security.Claims;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Access;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace GatewayKit.Portal.Tests.Content;

public sealed class VisibilityTests
{
    private const string Configuration = """
        portal:
          apis:
            open: { versions: [ { version: v1, document: "{folder}/orders.yaml" } ] }
            inside: { visibility: signed-in, versions: [ { version: v1, document: "{folder}/orders.yaml" } ] }
            partners:
              visibility: { groups: [partners] }
              versions:
                - { version: v1, document: "{folder}/orders.yaml" }
                - { version: v0, document: "{folder}/orders-v1.json" }
          guides: [ { id: start, title: Start, file: "{folder}/start.md", visibility: signed-in } ]
        """;

    [Theory]
    [InlineData(null, "open")]
    [InlineData("others", "inside", "open")]
    [InlineData("partners", "inside", "open", "partners")]
    public async Task A_reader_finds_only_what_the_reader_may_see(string? group, params string[] visible)
    {
        await using var portal = await StartAsync();
        (string, string)[] user = group is null ? [] : [("X-Group", group)];

        var catalog = await portal.ReadAsync("/dev", user);
        var search = await portal.ReadAsync("/dev?q=listorders", user);

        Assert.Equal(visible, catalog.QuerySelectorAll(".card h3").Select(h => h.TextContent));
        Assert.Equal(visible.Length, search.QuerySelectorAll("#results li").Length);
    }

    [Theory]
    [InlineData("/dev/apis/inside")]
    [InlineData("/dev/apis/partners/v1")]
    [InlineData("/dev/apis/partners/v1/operations/listOrders")]
    [InlineData("/dev/apis/partners/v1/openapi.json")]
    [InlineData("/dev/apis/partners/v1/changes")]
    [InlineData("/dev/guides/start")]
    public async Task A_part_that_a_reader_may_not_see_does_not_exist(string path)
    {
        await using var portal = await StartAsync();

        using var response = await portal.GetAsync(path);

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("{ groups: [] }", "groups is empty; it must have 1 to 50 entries, or 'audience' must be set")]
    [InlineData("{}", "groups is empty; it must have 1 to 50 entries, or 'audience' must be set")]
    [InlineData("{ groups: [''] }", "groups[0] is empty; it must be the name of a group")]
    public async Task An_empty_visibility_is_an_error_and_publishes_nothing(string visibility, string error)
    {
        var reason = await Assert.ThrowsAsync<GatewayConfigException>(() => PortalHost.StartAsync(
            $"portal: {{ apis: {{ a: {{ visibility: {visibility}, versions: [ {{ version: v1 }} ] }} }} }}"));

        Assert.Contains($"portal: apis.a.visibility.{error}", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_without_audience_and_groups_is_hidden_from_everybody()
    {
        var reader = new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", "")], "test"));

        Assert.False(new ReaderAccess(new PortalOptions()).Sees(reader, new PortalVisibility()));
    }

    private static Task<PortalHost> StartAsync()
        => PortalHost.StartAsync(Configuration, setup => setup.WithApp(app => app.Use((http, next) =>
        {
            if (http.Request.Headers["X-Group"] is [{ } group])
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", group)], "test"));
            return next(http);
        })));
}
