using GatewayKit.Configuration.Portal;

namespace GatewayKit.Tests.Configuration.Gateway;

public sealed class PortalTests
{
    [Fact]
    public void The_portal_is_bound_as_written()
    {
        var portal = Documents.Config("""
            portal:
              title: Acme
              tryIt: true
              server: https://api.example.com
              apis:
                orders:
                  title: Orders
                  owner: { name: Shop, email: shop@example.com, url: "https://example.com/shop" }
                  tags: [sales]
                  visibility: { groups: [partners] }
                  versions:
                    - { version: v2, routes: [orders], mockRoutes: [mock], document: orders.yaml }
                    - { version: v1, lifecycle: deprecated, sunset: 2027-06-30, document: "http://127.0.0.1:5001/openapi.json" }
              guides: [ { id: start, title: First steps, file: start.md, visibility: signed-in } ]
            """).Portal!;

        var api = portal.Apis["orders"];
        Assert.Equal(("Shop", "partners"), (api.Owner!.Name, api.Visibility.Groups.Single()));
        Assert.Equal([PortalLifecycle.Active, PortalLifecycle.Deprecated], api.Versions.Select(v => v.Lifecycle));
        Assert.Equal(new DateOnly(2027, 6, 30), api.Versions[1].SunsetDate());
        Assert.Equal([false, true], api.Versions.Select(v => v.HasRemoteDocument));
        Assert.Equal((true, "mock"), (portal.TryIt, api.Versions[0].MockRoutes.Single()));
        Assert.Equal(PortalAudience.SignedIn, portal.Guides.Single().Visibility.Audience);
    }

    [Theory]
    [InlineData("{ server: ftp://x }",
        "portal: server is 'ftp://x'; it must be an http or https address, such as https://api.example.com.")]
    [InlineData("{ apis: { a: {} } }", "portal: apis.a.versions is missing; it is required.")]
    [InlineData("{ apis: { 'a b': { versions: [ { version: v1 } ] } } }", "portal: apis has the id 'a b'; it must start with a letter or a "
        + "digit and have up to 64 letters, digits, '.', '_' and '-'.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1 }, { version: V1 } ] } } }",
        "portal: apis.a.versions[1].version is 'V1', as in an earlier version of the API.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1, lifecycle: old } ] } } }",
        "portal: apis.a.versions[0].lifecycle is 'old'; it must be one of: active, preview, deprecated, retired.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1, lifecycle: deprecated, sunset: 2027-02-30 } ] } } }",
        "portal: apis.a.versions[0].sunset is 2027-02-30; it must be a date such as 2027-06-30.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1, sunset: 2027-02-28 } ] } } }",
        "portal: apis.a.versions[0].sunset is allowed only with the lifecycles 'deprecated' and 'retired'.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1, document: 'https://u:p@x/' } ] } } }",
        "portal: apis.a.versions[0].document is 'https://***@x/'; it must be a file, or an http or https address without credentials.")]
    [InlineData("{ apis: { a: { owner: { name: A, url: 'javascript:alert(1)' }, versions: [ { version: v1 } ] } } }",
        "portal: apis.a.owner.url is 'javascript:alert(1)'; it must be an http or https address.")]
    [InlineData("{ apis: { a: { visibility: { audience: public, groups: [g] }, versions: [ { version: v1 } ] } } }",
        "portal: apis.a.visibility.audience can't be combined with 'groups'.")]
    [InlineData("{ apis: { a: { visibility: { groups: [] }, versions: [ { version: v1 } ] } } }",
        "portal: apis.a.visibility.groups is empty; it must have 1 to 50 entries, or 'audience' must be set.")]
    [InlineData("{ apis: { a: { visibility: { groups: [' '] }, versions: [ { version: v1 } ] } } }",
        "portal: apis.a.visibility.groups[0] is empty; it must be the name of a group.")]
    [InlineData("{ plans: { free: { group: free, apis: [a] } } }", "portal: plans.free.apis[0] is 'a', which isn't in 'apis'.")]
    [InlineData("{ apis: { a: { versions: [ { version: v1 } ] } }, plans: { p: { group: g, apis: [a], approval: owner } } }",
        "portal: plans.p.approval is owner, but the API 'a' has no owner with an e-mail address or a group.")]
    [InlineData("{ apis: { a: { owner: { name: A, email: 'a,b@x' }, versions: [ { version: v1 } ] } }, "
        + "plans: { p: { group: g, apis: [a], approval: owner } } }",
        "portal: plans.p.approval is owner, but no account can have the e-mail address 'a,b@x' of the owner of the API 'a'; it has up to "
        + "200 characters of ASCII.")]
    [InlineData("{ apis: { a: { owner: { name: A, email: a@x }, versions: [ { version: v1 } ] } }, plans: { p: { group: g, apis: [a] }, "
        + "q: { group: G, apis: [a], approval: owner } } }",
        "portal: plans.p.group is 'g', which another plan grants only after an approval.")]
    [InlineData("{ apis: { a: { owner: { name: A, email: a@x }, versions: [ { version: v1 } ] }, b: { owner: { name: B, email: b@x }, "
        + "versions: [ { version: v1 } ] } }, plans: { p: { group: g, apis: [a, b], approval: owner } } }",
        "portal: plans.p.group is 'g', which the owners of different APIs approve; each owner needs a group.")]
    [InlineData("{ guides: [ { id: a, title: A, file: a.md }, { id: A, title: B, file: b.md } ] }",
        "portal: guides[1].id is 'A', as in an earlier guide.")]
    public void An_error_names_its_place(string portal, string error)
        => Assert.Equal([error], Documents.Errors($"portal: {portal}"));
}
