using GatewayKit.Plugins.Redirect;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Tests.Redirect;

public sealed class RedirectTests(RedirectTests.Fixture fixture) : IClassFixture<RedirectTests.Fixture>
{
    [Theory]
    [InlineData("/constant", 302, "/new")]
    [InlineData("/constant?a=1", 302, "/new?a=1")]
    [InlineData("/v1/orders/7?page=2", 308, "/v2/orders/7?page=2")]
    [InlineData("/v1/", 308, "/v2/")]
    [InlineData("/v1/a%20b/%C3%A9", 308, "/v2/a%20b/%C3%A9")]
    [InlineData("/docs/a%26b=c?from=mail", 303, "https://docs.example.com/api?page=a%26b%3Dc#top")]
    [InlineData("/own/7?b=2", 302, "https://example.com/x?a=1&b=2#top")]
    [InlineData("/prefix/a?b=2", 307, "/other/a?b=2")]
    [InlineData("/PREFIX", 307, "/other")]
    [InlineData("/%70r%65fix/a%7e?b=2", 307, "/other/a%7e?b=2")]
    [InlineData("/search", 302, "/search?v=2")]
    [InlineData("/search?a=v=2", 302, "/search?v=2&a=v=2")]
    [InlineData("/search?v=20", 302, "/search?v=2&v=20")]
    [InlineData("/added/a", 302, "/added/new/a")]
    [InlineData("/reserved/100%25/a%2541%2Fb%3F", 302, "/encoded/100%25/a%2541%2Fb%3F")]
    [InlineData("/one-reserved/a%252f%2F%3F", 302, "/?id=a%252f%2F%3F")]
    [InlineData("/removed/a", 302, "/a")]
    [InlineData("/removed", 302, "/")]
    public async Task A_client_is_sent_to_the_target(string target, int status, string location)
    {
        var (answer, isForwarded) = await fixture.GetAsync(target);

        Assert.Equal((status, location, false), (answer.Status, answer.Header("Location"), isForwarded));
        Assert.Equal("", answer.Body);
    }

    [Theory]
    [InlineData("/parts/a%20b?c=d", "https://api.example.com:8443/parts/a%20b?c=d")]
    [InlineData("/host/a", "http://www.example.com/host/a")]
    [InlineData("/both/a", "http://www.example.com/new/a")]
    public async Task A_part_of_the_address_changes_and_the_rest_stays(string target, string location)
        => Assert.Equal(location, (await fixture.Host.GetAsync(target)).Header("Location"));

    [Fact]
    public async Task Another_scheme_keeps_the_host_and_omits_the_usual_port()
    {
        Assert.Equal("https://gateway/scheme/a", await LocationOf("/scheme/a", "gateway:443"));
        Assert.Equal("https://gateway/scheme/a", await LocationOf("/scheme/a", "gateway"));
    }

    [Theory]
    [InlineData("/same/a?b=c", "www.example.com")]
    [InlineData("/same/a?b=c", "WWW.example.com:80")]
    [InlineData("/self/a", "gateway")]
    [InlineData("/s%65lf/%7ea", "gateway")]
    [InlineData("/prefixed/a", "gateway")]
    [InlineData("/search?v=2", "gateway")]
    [InlineData("/search?v=2&a=b", "gateway")]
    [InlineData("/added/new/a", "gateway")]
    [InlineData("/ADDED/n%65w", "gateway")]
    [InlineData("/inserted/new/a", "www.example.com")]
    public async Task A_request_that_already_has_the_address_continues(string target, string host)
    {
        var (answer, isForwarded) = await fixture.GetAsync(target, ("Host", host));

        Assert.Equal((200, true), (answer.Status, isForwarded));
    }

    // With every spelling that the edge can accept, so that the requests reach the plugin.
    [Theory]
    [InlineData("/rest//evil.example/x", "/evil.example/x")]
    [InlineData("/rest///evil.example/x", "/evil.example/x")]
    [InlineData("/rest/%2F%2Fevil.example/x", "/%2F%2Fevil.example/x")]
    [InlineData("/rest/%2Fevil.example/x", "/%2Fevil.example/x")]
    [InlineData("/rest/@evil.example/x", "/@evil.example/x")]
    [InlineData("/rest/.evil.example/x", "/.evil.example/x")]
    [InlineData("/rest/https://evil.example/x", "/https://evil.example/x")]
    [InlineData("/stripped//evil.example/x", "/evil.example/x")]
    [InlineData("/stripped/%2Fevil.example/x", "/%2Fevil.example/x")]
    [InlineData("/sub//evil.example/x", "http://www.example.com//evil.example/x")]
    [InlineData("/sub/@evil.example/x", "http://www.example.com/@evil.example/x")]
    [InlineData("/sub/.evil.example/x", "http://www.example.com/.evil.example/x")]
    public async Task A_path_cannot_choose_another_host(string target, string location)
    {
        var answer = await fixture.Host.GetAsync(target);

        Assert.Equal((302, location), (answer.Status, answer.Header("Location")));
        Assert.Contains(new Uri(new Uri("http://gateway/"), location).Host, (string[])["gateway", "www.example.com"]);
    }

    // The edge rejects these; a host can have other rules.
    [Theory]
    [InlineData("/\\evil.example", "/evil.example")]
    [InlineData("//evil.example", "/evil.example")]
    [InlineData("/\\/evil.example", "/evil.example")]
    [InlineData("/a\\..\\evil.example", "/a%5C..%5Cevil.example")]
    public void The_rest_of_a_path_begins_with_one_slash_and_has_no_backslash(string rest, string location)
    {
        var context = new FakeContext();
        context.Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/old" + rest;
        var plugin = new RedirectPlugin(new RedirectOptions { Prefix = "/old", Replacement = "" });

        var response = plugin.OnRequestAsync(context).Now().Response;

        Assert.Equal(new("Location", location), Assert.Single(response!.Headers));
    }

    [Fact]
    public void A_value_with_escapes_has_no_other_characters_that_a_path_cannot_contain()
    {
        var context = new FakeContext();
        context.Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/old/a%2Fb<c>\"d";
        context.Http.Request.RouteValues["rest"] = "a%2Fb<c>\"d";
        var plugin = new RedirectPlugin(new RedirectOptions { Location = "/new/{**rest}" });

        var response = plugin.OnRequestAsync(context).Now().Response;

        Assert.Equal(new("Location", "/new/a%2Fb%3Cc%3E%22d"), Assert.Single(response!.Headers));
    }

    [Theory]
    [InlineData("/{**rest}", "/evil.example", "/evil.example")]
    [InlineData("/{**rest}", "\\evil.example", "/%5Cevil.example")]
    [InlineData("/{**rest}", "//evil.example", "/evil.example")]
    [InlineData("/{**rest}", "/\\evil.example", "/%5Cevil.example")]
    [InlineData("/{**rest}", "\t/evil.example", "/%09/evil.example")]
    [InlineData("/{**rest}", "a\\b", "/a%5Cb")]
    [InlineData("/{**rest}", "a?b#c", "/a%3Fb%23c")]
    [InlineData("/{**rest}", "a\r\nSet-Cookie: a=b", "/a%0D%0ASet-Cookie:%20a=b")]
    [InlineData("/a/{**rest}", "/evil.example", "/a//evil.example")]
    [InlineData("https://a.example/{**rest}", "user:password@evil.example", "https://a.example/user:password@evil.example")]
    [InlineData("https://a.example/{**rest}", "\\@evil.example", "https://a.example/%5C@evil.example")]
    [InlineData("https://a.example/?to={rest}", "//evil.example\r\n&a=b", "https://a.example/?to=%2F%2Fevil.example%0D%0A%26a%3Db")]
    public void A_value_stays_in_its_part_of_the_target(string template, string value, string location)
    {
        var context = new FakeContext();
        context.Http.Request.RouteValues["rest"] = value;
        var plugin = new RedirectPlugin(new RedirectOptions { Location = template });

        var response = plugin.OnRequestAsync(context).Now().Response;

        Assert.Equal(new("Location", location), Assert.Single(response!.Headers));
    }

    [Theory]
    [InlineData("", " would redirect each request to itself; set 'location'")]
    [InlineData("status: 304, location: /a", ".status is 304; it must be one of: 301, 302, 303, 307, 308.")]
    [InlineData("location: /a, host: b.example", ".location can't be combined with 'scheme'")]
    [InlineData("location: //evil.example", ".location is '//evil.example'; it must not begin with '//'")]
    [InlineData("location: 'https://{host}/a'", ".location is 'https://{host}/a'; its host must not contain values")]
    [InlineData("location: 'https://example.com{**rest}'", ".location is 'https://example.com{**rest}'; its host must not contain values")]
    [InlineData("location: 'https://a@b.example/'", ".location is 'https://a@b.example/'; it must be a path")]
    [InlineData("location: 'javascript:alert(1)'", ".location is 'javascript:alert(1)'; it must be a path")]
    [InlineData("location: 'ftp://example.com/'", ".location is 'ftp://example.com/'; it must be a path")]
    [InlineData("location: next", ".location is 'next'; it must be a path")]
    [InlineData("location: '/{rest'", ".location is '/{rest'; its values must be names in braces")]
    [InlineData("location: '/a b'", ".location is '/a b'; it must be printable ASCII")]
    [InlineData("location: '/\\evil.example'", ".location is '/\\evil.example'; it must be printable ASCII")]
    [InlineData("host: 'a/b'", ".host is 'a/b'; it must be the name")]
    [InlineData("host: 'a:80'", ".host is 'a:80'; it must be the name")]
    [InlineData("scheme: ws", ".scheme is 'ws'; it must be")]
    [InlineData("port: 0", ".port is 0; it must be between 1 and 65535.")]
    [InlineData("prefix: /a", ".replacement is missing")]
    [InlineData("replacement: /a", ".prefix is missing")]
    [InlineData("prefix: a, replacement: /b", ".prefix is 'a'; it must be a path")]
    [InlineData("prefix: /a, replacement: '//b'", ".replacement is '//b'; it must be a path")]
    [InlineData("prefix: /a, replacement: /a/b", ".replacement is '/a/b', which begins with the prefix")]
    [InlineData("prefix: /a, replacement: /a", ".replacement is '/a', which begins with the prefix")]
    [InlineData("prefix: /a, replacement: /%61/b", ".replacement is '/%61/b', which begins with the prefix")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(redirect): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: redirect, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private async Task<string?> LocationOf(string target, string host)
        => (await fixture.Host.GetAsync(target, ("Host", host))).Header("Location");

    public sealed class Fixture() : RouteHost("""
        routes:
          constant: { match: { path: /constant }, plugins: [ { name: redirect, options: { location: /new } } ] }
          v1: { match: { path: "/v1/{**rest}" }, plugins: [ { name: redirect, options: { status: 308, location: "/v2/{**rest}" } } ] }
          docs:
            match: { path: "/docs/{page}" }
            plugins:
              - name: redirect
                options: { status: 303, location: "https://docs.example.com/api?page={page}#top", query: drop }
          own: { match: { path: "/own/{id}" }, plugins: [ { name: redirect, options: { location: "https://example.com/x?a=1#top" } } ] }
          prefix:
            match: { path: "/prefix/{**rest}" }
            plugins: [ { name: redirect, options: { status: 307, prefix: /prefix, replacement: /other } } ]
          removed:
            match: { path: "/removed/{**rest}" }
            plugins: [ { name: redirect, options: { prefix: /removed, replacement: "" } } ]
          parts:
            match: { path: "/parts/{**rest}" }
            plugins: [ { name: redirect, options: { scheme: https, host: api.example.com, port: 8443 } } ]
          host: { match: { path: "/host/{**rest}" }, plugins: [ { name: redirect, options: { host: www.example.com } } ] }
          both:
            match: { path: "/both/{**rest}" }
            plugins: [ { name: redirect, options: { host: www.example.com, prefix: /both, replacement: /new } } ]
          scheme: { match: { path: "/scheme/{**rest}" }, plugins: [ { name: redirect, options: { scheme: https } } ] }
          same: { clusterId: up, match: { path: "/same/{**rest}" }, plugins: [ { name: redirect, options: { host: www.example.com } } ] }
          self:
            clusterId: up
            match: { path: "/self/{**rest}" }
            plugins: [ { name: redirect, options: { location: "/self/{**rest}" } } ]
          prefixed:
            clusterId: up
            match: { path: "/prefixed/{**rest}" }
            plugins: [ { name: redirect, options: { prefix: /another, replacement: /b } } ]
          search: { clusterId: up, match: { path: /search }, plugins: [ { name: redirect, options: { location: "/search?v=2" } } ] }
          added:
            clusterId: up
            match: { path: "/added/{**rest}" }
            plugins: [ { name: redirect, options: { location: "/added/new/{**rest}" } } ]
          inserted:
            clusterId: up
            match: { path: "/inserted/{**rest}" }
            plugins: [ { name: redirect, options: { host: www.example.com, prefix: /inserted, replacement: /inserted/new } } ]
          reserved:
            match: { path: "/reserved/{**rest}" }
            paths: { encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: redirect, options: { location: "/encoded/{**rest}" } } ]
          one-reserved:
            match: { path: "/one-reserved/{id}" }
            paths: { encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: redirect, options: { location: "/?id={id}" } } ]
          rest:
            match: { path: "/rest/{**rest}" }
            paths: { emptySegments: keep, encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: redirect, options: { location: "/{**rest}" } } ]
          stripped:
            match: { path: "/stripped/{**rest}" }
            paths: { emptySegments: keep, encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: redirect, options: { prefix: /stripped, replacement: "" } } ]
          sub:
            match: { path: "/sub/{**rest}" }
            paths: { emptySegments: keep, encodedSlash: keep, encodedReserved: keep }
            plugins: [ { name: redirect, options: { location: "http://www.example.com/{**rest}" } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """);
}
