using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Tests.ResponseTransform;

public class ResponseTransformTests
{
    private const string Everything = """
        { name: response-transform, options: {
            append: { headers: { X-B: appended } },
            add: { headers: { X-B: added, X-C: added } },
            replace: { headers: { X-B: replaced, X-D: replaced } },
            rename: { headers: { X-A: X-B } },
            remove: { headers: [ X-C ] } } }
        """;

    [Fact]
    public async Task An_upstream_s_headers_are_removed_renamed_replaced_added_and_appended_in_this_order()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Everything), setup => setup.WithUpstream(http =>
        {
            http.Response.Headers["X-A"] = http.Response.Headers["X-B"] = http.Response.Headers["X-C"] = "sent";
            return Task.CompletedTask;
        }));

        AssertTransformed(await host.GetAsync("/"));
    }

    [Fact]
    public async Task So_are_those_of_a_mock()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(Everything, "{ name: mock, options: { headers: { X-A: sent, X-B: sent, X-C: sent } } }"));

        AssertTransformed(await host.GetAsync("/"));
    }

    [Fact]
    public async Task Every_value_of_a_header_is_renamed()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: response-transform, options: { rename: { headers: { X-A: X-B } } } }"),
            setup => setup.WithUpstream(http =>
            {
                http.Response.Headers["X-A"] = new[] { "one", "two" };
                return Task.CompletedTask;
            }));

        Assert.Equal("one, two", (await host.GetAsync("/")).Header("X-B"));
    }

    [Fact]
    public async Task A_refusal_of_a_plugin_behind_is_changed_as_well()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: response-transform, stage: diagnostics, options: { add: { headers: { X-Frame-Options: DENY } }, remove: { headers: [ "
                + "WWW-Authenticate ] } } }",
            "{ name: key-auth }"));

        var answer = await host.GetAsync("/");

        Assert.Equal((401, "DENY", null), (answer.Status, answer.Header("X-Frame-Options"), answer.Header("WWW-Authenticate")));
    }

    [Fact]
    public async Task A_failure_of_the_upstream_is_changed_as_well()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: response-transform, options: { add: { headers: { X-Frame-Options: DENY } } } }"));
        await host.Upstream.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));

        var answer = await host.GetAsync("/");

        Assert.Equal((502, "DENY"), (answer.Status, answer.Header("X-Frame-Options")));
    }

    [Fact]
    public async Task A_body_s_media_type_can_be_changed_and_the_body_arrives()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: response-transform, options: { add: { headers: { Content-Type: text/csv } } } }"));

        var answer = await host.GetAsync("/");

        Assert.Equal(("upstream", "text/csv"), (answer.Body, answer.Header("Content-Type")));
    }

    [Theory]
    [InlineData("status == 503 and origin == 'upstream'", "yes")]
    [InlineData("responseHeader('X-Answer') == 'a' and method == 'GET'", "yes")]
    [InlineData("status == 200", null)]
    [InlineData("responseHeader('X-None') == 'a'", null)]
    public async Task A_response_is_changed_if_the_condition_is_true(string when, string? expected)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                $"{{ name: response-transform, options: {{ when: \"{when}\", add: {{ headers: {{ X-Changed: 'yes' }} }} }} }}"),
            setup => setup.WithUpstream(http =>
            {
                http.Response.StatusCode = 503;
                http.Response.Headers["X-Answer"] = "a";
                return Task.CompletedTask;
            }));

        var answer = await host.GetAsync("/");

        Assert.Equal((503, expected), (answer.Status, answer.Header("X-Changed")));
    }

    [Theory]
    [InlineData("/?q=a", 200, "200 upstream a text/plain")]
    [InlineData("/?q=a%0D%0ASet-Cookie:%20b", 502, null)]
    [InlineData("/?q=1&q=2", 502, null)]
    public async Task Values_are_templates_and_can_not_add_a_header(string target, int status, string? expected)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("""
                { name: response-transform, options: {
                    add: { headers: { X-A: "{{ status }} {{ origin }} {{ query.q }} {{ responseHeader['Content-Type'] }}" } } } }
                """),
            setup => setup.WithUpstream(http =>
            {
                http.Response.ContentType = "text/plain";
                return http.Response.WriteAsync("body");
            }));

        var answer = await host.GetAsync(target);

        Assert.Equal((status, expected, null), (answer.Status, answer.Header("X-A"), answer.Header("Set-Cookie")));
    }

    [Theory]
    [InlineData("/404", "HTTP/1.1 410 Gone\r\n")]
    [InlineData("/500", "HTTP/1.1 503 Service Unavailable\r\n")]
    [InlineData("/503", "HTTP/1.1 503 Odd\r\n")]
    public async Task A_status_is_mapped_once_and_the_body_stays(string path, string expected)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: response-transform, options: { status: { 404: 410, 410: 400, 500: 503 } } }"),
            setup => setup.WithUpstream(http =>
            {
                http.Response.StatusCode = int.Parse(http.Request.Path.Value!.AsSpan(1), CultureInfo.InvariantCulture);
                http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Odd";
                return http.Response.WriteAsync("body");
            }));

        var answer = await host.SendRawAsync($"GET {path} HTTP/1.1");

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        Assert.Contains("body", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_whose_condition_is_not_determined_does_not_reach_the_client()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                "{ name: response-transform, options: { when: \"header('X-A') == 'b'\", remove: { headers: [ X-Secret ] } } }"),
            setup => setup.WithUpstream(http =>
            {
                http.Response.Headers["X-Secret"] = "a";
                return Task.CompletedTask;
            }));

        var answer = await host.SendRawAsync("GET / HTTP/1.1", "X-A: a", "X-A: b");

        Assert.StartsWith("HTTP/1.1 502 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Secret", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when: \"consumer\"", "options.when is a text; it must be a condition, which is true or false.")]
    [InlineData("remove: { headers: [ Content-Length ] }",
        "options.remove.headers[0] is 'Content-Length'; it must not be a header that frames or routes the message.")]
    [InlineData("rename: { headers: { X-A: Connection } }",
        "options.rename.headers renames 'X-A' to 'Connection'; it must not be a header that frames or routes the message.")]
    [InlineData("add: { headers: { X-A: \"\\u00e4\" } }",
        "options.add.headers has an invalid value for 'X-A'; it must contain only printable ASCII characters, spaces and tabs.")]
    [InlineData("status: { 404: 204 }",
        "options.status maps 404 to 204; it must be a status from 200 to 599, and not 204, 205, 206 or 304, whose body differs.")]
    [InlineData("status: { 4xx: 400 }",
        "options.status names '4xx'; it must be a status from 200 to 599, and not 204, 205, 206 or 304, whose body differs.")]
    [InlineData("status: { 404: 404 }", "options.status maps 404 to itself; use a different status.")]
    [InlineData("add: { query: { a: b } }", "options.add.query is unknown")]
    public async Task A_wrong_option_is_named(string option, string message)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: response-transform, options: {{ {option} }} }}"));

        Assert.StartsWith($"(response-transform): {message}", error, StringComparison.Ordinal);
    }

    private static void AssertTransformed(Answer answer)
    {
        Assert.Equal(("replaced, appended", "added"), (answer.Header("X-B"), answer.Header("X-C")));
        Assert.Equal((null, null), (answer.Header("X-A"), answer.Header("X-D")));
    }
}
