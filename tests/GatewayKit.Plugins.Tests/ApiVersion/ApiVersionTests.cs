using System.Globalization;
using GatewayKit.Plugins.ApiVersion;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.ApiVersion;

public sealed class ApiVersionTests(ApiVersionTests.Fixture fixture) : IClassFixture<ApiVersionTests.Fixture>
{
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("/v1/orders/7?a=b", "/one/orders/7?a=b")]
    [InlineData("/2/orders/a%20b", "/two/orders/a%20b")]
    [InlineData("/V2", "/two/")]
    [InlineData("/v2/", "/two/")]
    [InlineData("/v1/%C3%A9/v2", "/one/%C3%A9/v2")]
    public async Task A_segment_of_the_path_chooses_the_cluster_and_is_removed(string target, string forwarded)
        => Assert.Equal(forwarded, (await fixture.Host.GetAsync(target, ("Host", "path"))).Body);

    [Fact]
    public async Task A_segment_can_stay_and_can_be_a_later_one()
        => Assert.Equal("/two/api/v2/orders", (await fixture.Host.GetAsync("/api/v2/orders", ("Host", "kept"))).Body);

    [Theory]
    [InlineData("/api/v2/a%2Fb", "/two/api/a%2Fb")]
    [InlineData("/api/v2/a%252fb", "/two/api/a%252fb")]
    [InlineData("/a%2Fpi/%76%32/c%7Ed?e=%7E", "/two/a%2Fpi/c%7Ed?e=%7E")]
    [InlineData("/%61pi/v2", "/two/%61pi")]
    public async Task The_rest_of_a_path_whose_later_segment_is_removed_arrives_as_it_came(string target, string forwarded)
        => Assert.Equal(forwarded, (await fixture.Host.GetAsync(target, ("Host", "cut"))).Body);

    [Theory]
    [InlineData("/v3/orders", 404)]
    [InlineData("/orders", 404)]
    [InlineData("/", 404)]
    [InlineData("/v1.0/orders", 404)]
    public async Task A_path_without_a_supported_version_does_not_exist(string target, int status)
    {
        var (answer, isForwarded) = await fixture.GetAsync(target, ("Host", "path"));

        Assert.Equal((status, false), (answer.Status, isForwarded));
        Assert.Equal("1, 2", answer.Header("Api-Supported-Versions"));
        Assert.Contains("\"supportedVersions\":[\"1\",\"2\"]", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "/one/orders")]
    [InlineData(" v2 ", "/two/orders")]
    [InlineData("2, 2", "/two/orders")]
    public async Task A_header_chooses_the_cluster(string version, string forwarded)
    {
        var answer = await fixture.Host.GetAsync("/orders", ("Host", "header"), ("Api-Version", version));

        Assert.Equal(forwarded, answer.Body);
        Assert.Equal("Api-Version", answer.Header("Vary"));
    }

    [Fact]
    public async Task A_request_without_a_version_gets_the_default_or_a_400()
    {
        Assert.Equal("/one/orders", (await fixture.Host.GetAsync("/orders", ("Host", "header"))).Body);
        var (answer, isForwarded) = await fixture.GetAsync("/orders", ("Host", "query"));

        Assert.Equal((400, false), (answer.Status, isForwarded));
        Assert.Contains("missing-api-version", answer.Body, StringComparison.Ordinal);
        Assert.Equal("1, 2", answer.Header("Api-Supported-Versions"));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("vv1")]
    public async Task An_unsupported_version_in_a_header_is_a_400_that_varies(string version)
    {
        var (answer, isForwarded) = await fixture.GetAsync("/orders", ("Host", "header"), ("Api-Version", version));

        Assert.Equal((400, false), (answer.Status, isForwarded));
        Assert.Contains("unsupported-api-version", answer.Body, StringComparison.Ordinal);
        Assert.Equal("Api-Version", answer.Header("Vary"));
    }

    [Theory]
    [InlineData("/orders?api-version=2", 200, "/two/orders?api-version=2")]
    [InlineData("/orders?api-version=2&api-version=2", 200, "/two/orders?api-version=2&api-version=2")]
    [InlineData("/orders?api-version=1&api-version=2", 400, null)]
    [InlineData("/orders?api-version=", 400, null)]
    [InlineData("/orders?API-VERSION=2", 400, null)]
    [InlineData("/orders?api-version=3", 400, null)]
    public async Task A_query_parameter_chooses_the_cluster(string target, int status, string? forwarded)
    {
        var answer = await fixture.Host.GetAsync(target, ("Host", "query"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(forwarded ?? answer.Body, answer.Body);
        Assert.Null(answer.Header("Vary"));
    }

    [Theory]
    [InlineData("application/json;v=2", 200, "/two/orders")]
    [InlineData("application/json; V=\"1\"", 200, "/one/orders")]
    [InlineData("application/vnd.example.v2+json", 200, "/two/orders")]
    [InlineData("application/vnd.example.v1+json;q=0.1, application/vnd.example.v2+json;q=0.5, */*", 200, "/two/orders")]
    [InlineData("application/json;v=3, application/json;v=1", 200, "/one/orders")]
    [InlineData("application/json;v=2;q=0, */*", 200, "/one/orders")]
    [InlineData("*/*", 200, "/one/orders")]
    [InlineData("not a media type", 200, "/one/orders")]
    [InlineData("application/json;v=3", 406, null)]
    [InlineData("application/vnd.example.v3+json", 406, null)]
    [InlineData("application/vnd.example.vcard+json", 200, "/one/orders")]
    [InlineData("application/vnd.example.v1+json;v=1", 200, "/one/orders")]
    [InlineData("application/vnd.example.v1+json;v=2", 400, null)]
    [InlineData("application/json;v=1;v=2", 400, null)]
    [InlineData("application/json;v=1, application/json;v=2", 400, null)]
    [InlineData("application/json;v=1;q=0.5, application/json;v=2;q=0.5, */*", 400, null)]
    [InlineData("application/json;v=1;q=0.5, application/json;v=2;q=0.5, application/json;v=1", 200, "/one/orders")]
    public async Task A_media_type_chooses_the_cluster(string accept, int status, string? forwarded)
    {
        var answer = await fixture.Host.GetAsync("/orders", ("Host", "media"), ("Accept", accept));

        Assert.Equal((status, "Accept, Content-Type"), (answer.Status, answer.Header("Vary")));
        Assert.Equal(forwarded ?? answer.Body, answer.Body);
    }

    [Fact]
    public async Task The_type_of_a_body_has_a_version_too()
    {
        string Of(string type, string accept)
            => $"POST /media/orders HTTP/1.1\nAccept: {accept}\nContent-Type: {type}\nContent-Length: 0";

        Assert.StartsWith("HTTP/1.1 200", await SendAsync(Of("application/json;v=2", "application/json;v=2")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await SendAsync(Of("application/json;v=2", "application/json;v=1")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await SendAsync(Of("application/json;v=1;v=2", "*/*")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 415", await SendAsync(Of("application/json;v=3", "*/*")), StringComparison.Ordinal);
    }

    // Recipients differ in the type that they use.
    [Theory]
    [InlineData("application/json;v=2\nContent-Type: application/json;v=2", "200 OK", "/two/media/orders")]
    [InlineData("application/json;v=2\nContent-Type: application/json", "200 OK", "/two/media/orders")]
    [InlineData("application/json;v=2\nContent-Type: application/json;v=1", "400 Bad Request", "conflicting-api-versions")]
    [InlineData("application/json;v=1, application/json;v=2", "400 Bad Request", "conflicting-api-versions")]
    [InlineData("application/json, application/json;v=3", "415 Unsupported Media Type", "unsupported-api-version")]
    public async Task Each_type_of_a_body_that_states_several_counts(string types, string status, string body)
    {
        var answer = await SendAsync($"POST /media/orders HTTP/1.1\nContent-Type: {types}\nContent-Length: 0");

        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains(body, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/orders?v=2", "1", 400)]
    [InlineData("/v1/orders", "2", 400)]
    [InlineData("/v1/orders", "3", 400)]
    [InlineData("/v1/orders?v=1", "v1", 200)]
    [InlineData("/orders?v=1", "", 200)]
    public async Task Different_versions_in_two_places_are_a_400(string target, string header, int status)
    {
        var (answer, isForwarded) = await fixture.GetAsync(target, ("Host", "all"), ("Api-Version", header));

        Assert.Equal((status, status == 200), (answer.Status, isForwarded));
        if (status == 400)
            Assert.Contains("conflicting-api-versions", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_a_version_reach_the_upstream_and_the_client()
    {
        var before = fixture.Host.Upstream.Requests.Count;
        var answer = await fixture.Host.GetAsync("/orders", ("Host", "headers"), ("Api-Version", "1"), ("X-Schema", "forged"));

        Assert.Equal("old", answer.Header("X-Answer"));
        Assert.Equal("legacy", fixture.Host.Upstream.Requests.ElementAt(before).Header("X-Schema"));
        Assert.Equal(("1, 2", "1"), (answer.Header("Api-Supported-Versions"), answer.Header("Api-Deprecated-Versions")));
        Assert.Equal(("@1767225600", "Thu, 01 Jul 2027 00:00:00 GMT"), (answer.Header("Deprecation"), answer.Header("Sunset")));
        var current = await fixture.Host.GetAsync("/orders", ("Host", "headers"), ("Api-Version", "2"));
        Assert.Null(current.Header("Deprecation"));
    }

    [Fact]
    public async Task A_client_can_not_choose_another_version_by_a_header_for_the_upstream()
    {
        var before = fixture.Host.Upstream.Requests.Count;
        await fixture.Host.GetAsync("/orders", ("Host", "headers"), ("Api-Version", "2"), ("X-Schema", "legacy"));

        Assert.Null(fixture.Host.Upstream.Requests.ElementAt(before).Header("X-Schema"));
    }

    [Fact]
    public async Task A_version_is_gone_after_its_sunset_unless_it_is_served()
    {
        var (answer, isForwarded) = await fixture.GetAsync("/orders", ("Host", "headers"), ("Api-Version", "3"));

        Assert.Equal((410, false), (answer.Status, isForwarded));
        Assert.Equal("Thu, 01 Jan 2026 00:00:00 GMT", answer.Header("Sunset"));
        Assert.Equal("1, 2", answer.Header("Api-Supported-Versions"));
        Assert.Equal((200, true), Of(await fixture.GetAsync("/orders", ("Host", "served"), ("Api-Version", "1"))));
    }

    [Fact]
    public void A_version_is_advertised_until_its_sunset()
    {
        var time = new FakeTimeProvider(s_time.GetUtcNow());
        using var meters = new FakeMeters();
        var options = new ApiVersionOptions
        {
            Header = "Api-Version",
            Versions = new Dictionary<string, VersionOptions>
            {
                ["1"] = new() { Sunset = time.GetUtcNow().AddDays(1) },
                ["2"] = new() { Sunset = time.GetUtcNow().AddDays(2) },
            },
        };
        var plugin = new ApiVersionPlugin(
            options, new PluginPlacement { Plugin = "api-version", Scope = PluginScope.Global }, time, meters);

        Assert.Equal(["1, 2"], Supported());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["2"], Supported());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(Supported());

        string[] Supported()
            => [.. plugin.OnRequestAsync(new FakeContext()).Now().Response!.Headers
                .Where(header => header.Key == "Api-Supported-Versions").Select(header => header.Value)];
    }

    [Fact]
    public void A_version_is_reported_as_deprecated_from_that_time_on()
    {
        var time = new FakeTimeProvider(s_time.GetUtcNow());
        using var meters = new FakeMeters();
        var options = new ApiVersionOptions
        {
            Header = "Api-Version",
            Default = "2",
            ReportVersions = true,
            AfterSunset = AfterSunset.Serve,
            Versions = new Dictionary<string, VersionOptions>
            {
                ["1"] = new() { Deprecated = time.GetUtcNow() },
                ["2"] = new() { Deprecated = time.GetUtcNow().AddDays(1) },
            },
        };
        var plugin = new ApiVersionPlugin(
            options, new PluginPlacement { Plugin = "api-version", Scope = PluginScope.Global }, time, meters);

        Assert.Equal("1", Deprecated());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("1, 2", Deprecated());

        string Deprecated()
        {
            var context = new FakeContext();
            Assert.Null(plugin.OnRequestAsync(context).Now().Response);
            Assert.Null(plugin.OnResponseAsync(context).Now().Response);
            return context.Http.Response.Headers["Api-Deprecated-Versions"].ToString();
        }
    }

    [Fact]
    public async Task A_cached_response_varies_by_each_header_once()
    {
        foreach (var status in (string[])["fwd=miss", "hit"])
        {
            var answer = await fixture.Host.GetAsync("/vary", ("Host", "cached"), ("Api-Version", "1"));
            Assert.Contains(status, answer.Header("Cache-Status"), StringComparison.Ordinal);
            Assert.Equal("Api-Version, Accept-Language", answer.Header("Vary"));
        }
    }

    [Fact]
    public async Task A_cache_keeps_the_versions_apart()
    {
        foreach (var version in (string[])["1", "2", "1", "2"])
        {
            var answer = await fixture.Host.GetAsync("/cached", ("Host", "cached"), ("Api-Version", version));
            Assert.Equal($"/up/cached {version}", answer.Body);
        }

        Assert.Equal(2, fixture.Host.Upstream.Requests.Count(request => request.Target == "/up/cached"));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("ended")]
    public async Task A_preflight_without_a_version_continues(string host)
        => Assert.Equal(200, (await fixture.Host.SendAsync(HttpMethod.Options, "/orders", ("Host", host),
            ("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "GET"))).Status);

    [Fact]
    public async Task A_preflight_without_a_version_has_no_header_that_tells_the_upstream_one()
    {
        var before = fixture.Host.Upstream.Requests.Count;
        await fixture.Host.SendAsync(HttpMethod.Options, "/orders", ("Host", "headers"), ("X-Schema", "legacy"),
            ("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "GET"));

        Assert.Null(fixture.Host.Upstream.Requests.ElementAt(before).Header("X-Schema"));
    }

    [Fact]
    public async Task Requests_are_counted_by_version()
    {
        using var metrics = new Metrics(fixture.Host);
        await fixture.Host.GetAsync("/orders", ("Host", "counted"), ("Api-Version", "v2"));
        await fixture.Host.GetAsync("/orders", ("Host", "counted"), ("Api-Version", "x"));

        Assert.Equal(
            ["route:counted/api-version 2 1", "route:counted/api-version (rejected) 1"],
            metrics.Of("gatewaykit.api_version.requests").Where(line => line.StartsWith("route:counted", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_version_is_a_variable_for_logs()
    {
        using var meters = new FakeMeters();
        var options = new ApiVersionOptions
        {
            Query = "v",
            Versions = new Dictionary<string, VersionOptions> { ["2026-10-01"] = new() },
        };
        var plugin = new ApiVersionPlugin(
            options, new PluginPlacement { Plugin = "api-version", Scope = PluginScope.Global }, TimeProvider.System, meters);
        var context = new FakeContext("?v=2026-10-01");

        Assert.Null(plugin.OnRequestAsync(context).Now().Response);
        Assert.Equal("2026-10-01", context.Variables["apiVersion"]);
    }

    [Theory]
    [InlineData("versions: { 1: {} }", " name no place of the version")]
    [InlineData("header: Api-Version, versions: {}", ".versions is empty; it must")]
    [InlineData("header: Host, versions: { 1: {} }", ".header is 'Host'; it must not")]
    [InlineData("header: A, stripSegment: false, versions: { 1: {} }", ".stripSegment has no effect without 'segment'.")]
    [InlineData("segment: 0, versions: { 1: {} }", ".segment is 0; it must be between 1 and 16.")]
    [InlineData("mediaTypeParameter: q, versions: { 1: {} }", ".mediaTypeParameter is 'q'; it must be the name")]
    [InlineData("vendorMediaType: application/json, versions: { 1: {} }", ".vendorMediaType is 'application/json'; it must be")]
    [InlineData("header: A, default: 3, versions: { 1: {} }", ".default is '3'; it must be one of the versions: 1.")]
    [InlineData("header: A, versions: { 1: {}, v1: {} }", ".versions.v1 is the same version as another one")]
    [InlineData("header: A, versions: { 'a b': {} }", ".versions.a b isn't a valid name")]
    [InlineData("header: A, versions: { 1: { clusterId: up }, 2: {} }", ".versions.2.clusterId is missing; another version has one")]
    [InlineData("header: A, versions: { 1: { clusterId: up }, 2: { clusterId: none } }", ".versions.2.clusterId is 'none'; no cluster")]
    [InlineData("header: A, versions: { 1: { responseHeaders: { Connection: a } } }", ".versions.1.responseHeaders names 'Connection'")]
    [InlineData("header: A, versions: { 1: { responseHeaders: { vary: a } } }", ".versions.1.responseHeaders names 'vary', which")]
    [InlineData("header: A, versions: { 1: { responseHeaders: { Sunset: a } } }", ".versions.1.responseHeaders names 'Sunset', which")]
    [InlineData(
        "header: A, versions: { 1: { deprecated: 2027-01-02T00:00:00Z, sunset: 2027-01-01T00:00:00Z } }", ".versions.1.sunset is earlier")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(api-version): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: api-version, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    [Fact]
    public void The_documentation_of_the_API_names_the_versions()
    {
        var description = new ApiDescription();
        new ApiVersionOptions
        {
            Header = "Api-Version",
            Versions = new Dictionary<string, VersionOptions> { ["1"] = new() { Deprecated = s_time.GetUtcNow() }, ["2"] = new() },
        }.Describe(description);

        Assert.Equal(new ApiHeader("Api-Version", "The version of the API: 1, 2.", IsRequired: true), Assert.Single(description.Headers));
        Assert.Equal("Version 1 is deprecated as of 2027-01-01.", Assert.Single(description.Notes));
    }

    private static (int, bool) Of((Answer Answer, bool IsForwarded) result) => (result.Answer.Status, result.IsForwarded);

    private Task<string> SendAsync(string request)
        => fixture.Host.SendRawAsync(request.Split('\n'));

    public sealed class Fixture() : RouteHost("""
        routes:
          path:
            clusterId: one
            match: { path: "/{**rest}", hosts: [path] }
            plugins: [ { name: api-version, options: { segment: 1, versions: { 1: { clusterId: one }, 2: { clusterId: two } } } } ]
          kept:
            clusterId: one
            match: { path: "/{**rest}", hosts: [kept] }
            plugins:
              - name: api-version
                options: { segment: 2, stripSegment: false, versions: { 1: { clusterId: one }, 2: { clusterId: two } } }
          cut:
            clusterId: one
            match: { path: "/{**rest}", hosts: [cut] }
            paths: { encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: api-version, options: { segment: 2, versions: { 1: { clusterId: one }, 2: { clusterId: two } } } } ]
          header:
            clusterId: one
            match: { path: "/{**rest}", hosts: [header] }
            plugins:
              - name: api-version
                options: { header: Api-Version, default: "1", versions: { 1: { clusterId: one }, 2: { clusterId: two } } }
          query:
            clusterId: one
            match: { path: "/{**rest}", hosts: [query] }
            plugins: [ { name: api-version, options: { query: api-version, versions: { 1: { clusterId: one }, 2: { clusterId: two } } } } ]
          media:
            clusterId: one
            match: { path: "/{**rest}", hosts: [media] }
            plugins:
              - name: api-version
                options:
                  mediaTypeParameter: v
                  vendorMediaType: application/vnd.example.v{version}+json
                  default: "1"
                  versions: { 1: { clusterId: one }, 2: { clusterId: two } }
          media-path:
            clusterId: one
            match: { path: "/media/{**rest}" }
            plugins:
              - name: api-version
                options: { mediaTypeParameter: v, default: "1", versions: { 1: { clusterId: one }, 2: { clusterId: two } } }
          all:
            clusterId: up
            match: { path: "/{**rest}", hosts: [all] }
            plugins: [ { name: api-version, options: { segment: 1, header: Api-Version, query: v, versions: { 1: {}, 2: {} } } } ]
          headers:
            clusterId: up
            match: { path: "/{**rest}", hosts: [headers] }
            plugins:
              - name: api-version
                options:
                  header: Api-Version
                  reportVersions: true
                  versions:
                    1:
                      deprecated: 2026-01-01T00:00:00Z
                      sunset: 2027-07-01T00:00:00Z
                      requestHeaders: { X-Schema: legacy }
                      responseHeaders: { X-Answer: old }
                    2: {}
                    3: { deprecated: 2025-01-01T00:00:00Z, sunset: 2026-01-01T00:00:00Z }
          served:
            clusterId: up
            match: { path: "/{**rest}", hosts: [served] }
            plugins:
              - name: api-version
                options: { header: Api-Version, afterSunset: serve, versions: { 1: { sunset: 2026-01-01T00:00:00Z } } }
          ended:
            clusterId: up
            match: { path: "/{**rest}", hosts: [ended] }
            plugins:
              - name: api-version
                options: { header: Api-Version, default: "1", versions: { 1: { sunset: 2026-01-01T00:00:00Z }, 2: {} } }
          cached:
            clusterId: up
            match: { path: "/{**rest}", hosts: [cached] }
            plugins:
              - { name: api-version, options: { header: Api-Version, versions: { 1: {}, 2: {} } } }
              - { name: cache, options: { ttl: 1h } }
          counted:
            clusterId: up
            match: { path: "/{**rest}", hosts: [counted] }
            plugins: [ { name: api-version, options: { header: Api-Version, versions: { 1: {}, 2: {} } } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}/up" } } }
          one: { destinations: { one: { address: "{upstream}/one" } } }
          two: { destinations: { one: { address: "{upstream}/two" } } }
        """, setup => setup.WithTime(s_time).WithUpstream(http =>
        {
            http.Response.Headers.Date = s_time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            if (http.Request.Path == "/up/vary")
                http.Response.Headers.Vary = "Accept-Language, api-version";
            return http.Response.WriteAsync(http.Request.Path == "/up/cached"
                ? $"{http.Request.Path} {http.Request.Headers["Api-Version"]}"
                : http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        }));
}
