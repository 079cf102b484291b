using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.RequestTransform;

public class RequestTransformTests
{
    [Fact]
    public async Task Headers_are_removed_renamed_replaced_added_and_appended_in_this_order()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute("""
            { name: request-transform, options: {
                append: { headers: { X-B: appended } },
                add: { headers: { X-B: added, X-C: added } },
                replace: { headers: { X-B: replaced, X-D: replaced } },
                rename: { headers: { X-A: X-B } },
                remove: { headers: [ X-C ] } } }
            """));

        await host.GetAsync("/", ("x-a", "sent"), ("x-b", "sent"), ("x-c", "sent"));

        var seen = host.Upstream.Request;
        Assert.Equal(("replaced, appended", "added"), (seen.Header("X-B"), seen.Header("X-C")));
        Assert.Equal((null, null), (seen.Header("X-A"), seen.Header("X-D")));
    }

    [Theory]
    [InlineData("header('X-A') == 'a'", "yes")]
    [InlineData("query('q') == '2'", null)]
    [InlineData("header('X-None') != 'a'", null)]
    public async Task A_request_is_changed_if_the_condition_is_true(string when, string? expected)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            $"{{ name: request-transform, options: {{ when: \"{when}\", add: {{ headers: {{ X-Changed: 'yes' }} }} }} }}"));

        await host.GetAsync("/?q=1", ("X-A", "a"));

        Assert.Equal(expected, host.Upstream.Request.Header("X-Changed"));
    }

    [Fact]
    public async Task A_request_that_does_not_determine_the_condition_never_reaches_the_upstream()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: request-transform, options: { when: \"header('X-A') == 'b'\", remove: { headers: [ X-Role ] } } }"));

        var answer = await host.SendRawAsync("GET / HTTP/1.1", "X-A: a", "X-A: b", "X-Role: admin");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("status == 200", "options.when isn't valid: 'status' isn't known.")]
    [InlineData("'a'", "options.when is a text; it must be a condition, which is true or false.")]
    public async Task A_condition_that_can_not_be_used_is_refused(string when, string message)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: request-transform, options: {{ when: \"{when}\" }} }}"));

        Assert.StartsWith($"(request-transform): {message}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_value_of_a_header_is_renamed()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: request-transform, options: { rename: { headers: { X-A: X-B } } } }"));

        await host.SendRawAsync("GET / HTTP/1.1", "X-A: one", "X-A: two");

        Assert.Equal("one, two", host.Upstream.Request.Header("X-B"));
    }

    [Fact]
    public async Task Query_and_headers_change_together_and_the_rest_of_the_target_is_not_touched()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute("""
            { name: request-transform, options: {
                remove: { query: [ debug ], headers: [ X-Debug ] }, rename: { query: { q: query } }, replace: { query: { page: '2' } },
                add: { query: { lang: 'de at' }, headers: { X-Tenant: blue } }, append: { query: { tag: 'a&b' } } } }
            """));

        await host.GetAsync("/a%20b/~?x=%7E&debug=1&q=%c3%a4&&page=1&y=+", ("X-Debug", "1"));

        Assert.Equal("/a%20b/~?x=%7E&query=%c3%a4&&page=2&y=+&lang=de%20at&tag=a%26b", host.Upstream.Request.Target);
        Assert.Equal((null, "blue"), (host.Upstream.Request.Header("X-Debug"), host.Upstream.Request.Header("X-Tenant")));
    }

    [Fact]
    public async Task A_request_that_no_change_concerns_reaches_the_upstream_byte_for_byte()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: request-transform, options: { remove: { query: [ debug ] } } }"));

        await host.GetAsync("/?x=%2F&&y=+;z&=%2f");

        Assert.Equal("/?x=%2F&&y=+;z&=%2f", host.Upstream.Request.Target);
    }

    [Fact]
    public async Task The_changes_are_seen_by_the_plugins_behind()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: request-transform, stage: edge, options: { rename: { headers: { X-Old-Key: X-Api-Key } } } }", "{ name: key-auth }")
            + "consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }");

        Assert.Equal(200, (await host.GetAsync("/", ("X-Old-Key", "alice-key"))).Status);
    }

    [Fact]
    public async Task Values_are_templates_over_the_request_as_it_arrived()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute("""
            { name: request-transform, options: {
                remove: { headers: [ X-Tenant ] }, replace: { query: { q: "{{ query.q | upcase }}" } },
                add: { headers: { X-Seen: "{{ method }} {{ header['X-Tenant'] }} {{ query.q }}" },
                       cookies: { t: "{{ header['X-Tenant'] }}" } } } }
            """));

        await host.GetAsync("/?q=a%26b", ("X-Tenant", "blue"));

        var seen = host.Upstream.Request;
        Assert.Equal(("GET blue a&b", null, "t=blue"), (seen.Header("X-Seen"), seen.Header("X-Tenant"), seen.Header("Cookie")));
        Assert.Equal("/?q=A%26B", seen.Target);
    }

    [Theory]
    [InlineData("headers", "/?q=a%0D%0AX-Admin:%201")]
    [InlineData("headers", "/?q=a%00")]
    [InlineData("headers", "/?q=%C3%A4")]
    [InlineData("headers", "/?q=1&q=2")]
    [InlineData("cookies", "/?q=a%3B%20admin%3D1")]
    public async Task A_value_that_is_not_valid_at_its_place_never_reaches_the_upstream(string place, string target)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            $"{{ name: request-transform, options: {{ append: {{ {place}: {{ a: '{{{{ query.q }}}}' }} }} }} }}"));

        var answer = await host.GetAsync(target);

        Assert.Equal(400, answer.Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("/v2/{{ route.rest }}", "/a%20b/c?x=%2F", "/v2/a%20b/c?x=%2F")]
    [InlineData("/{{ query.q }}/x", "/a?q=%C3%A4+b", "/%C3%A4%20b/x?q=%C3%A4+b")]
    [InlineData("/constant", "/a%20b", "/constant")]
    [InlineData("/{{ query.q }}/x", "/a?q=..", null)]
    [InlineData("/{{ query.q }}/x", "/a?q=%252e%252e", null)]
    [InlineData("/{{ query.q }}/x", "/a?q=b/c", null)]
    [InlineData("/{{ query.q }}/x", "/a", null)]
    public async Task A_path_is_rewritten_and_no_value_leaves_its_segment(string path, string target, string? expected)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            $"{{ name: request-transform, options: {{ path: \"{path}\" }} }}"));

        var answer = await host.GetAsync(target);

        Assert.Equal(expected is null ? 400 : 200, answer.Status);
        Assert.Equal(expected is null ? [] : [expected], host.Upstream.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("/orders/7/items", "/items/7")]
    [InlineData("/orders/x/items", "/orders/x/items")]
    [InlineData("/orders/7/items/8", "/orders/7/items/8")]
    public async Task A_path_that_matches_is_rewritten_with_its_captures(string target, string expected)
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: request-transform, options: { path: { match: '/orders/(?<id>[0-9]+)/items', to: '/items/{{ capture.id }}' } } }"));

        await host.GetAsync(target);

        Assert.Equal(expected, host.Upstream.Request.Target);
    }

    [Theory]
    [InlineData("POST", "DELETE", "DELETE")]
    [InlineData("GET", "POST", "POST")]
    [InlineData("HEAD", "GET", "HEAD")]
    public async Task A_request_gets_another_method_unless_its_response_has_no_body(string sent, string method, string expected)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: request-transform, options: {{ method: {method} }} }}"));

        var answer = await host.SendAsync(new HttpMethod(sent), "/a?b=1");

        Assert.Equal((200, expected, "/a?b=1"), (answer.Status, host.Upstream.Request.Method, host.Upstream.Request.Target));
    }

    [Fact]
    public async Task It_can_stand_on_a_route_twice()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: request-transform, id: first, options: { add: { headers: { X-A: '1' } } } }",
            "{ name: request-transform, id: second, options: { rename: { headers: { X-A: X-B } } } }"));

        await host.GetAsync("/");

        Assert.Equal("1", host.Upstream.Request.Header("X-B"));
    }

    [Fact]
    public async Task Special_headers_can_be_changed_too()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: request-transform, options: { remove: { headers: [ Cookie ] }, replace: { headers: { "
                + "User-Agent: gateway, Accept: text/plain } } } }"),
            setup => setup.WithUpstream(http => http.Response.WriteAsync(http.Request.Headers.UserAgent.ToString())));

        var answer = await host.GetAsync("/", ("User-Agent", "curl"), ("Cookie", "a=b"), ("Accept", "*/*"));

        Assert.Equal("gateway", answer.Body);
        Assert.Equal((null, "text/plain"), (host.Upstream.Request.Header("Cookie"), host.Upstream.Request.Header("Accept")));
    }

    [Theory]
    [InlineData("remove: { headers: [ X-A, 'X B' ] }",
        "options.remove.headers[1] is 'X B'; it must be a header name of 1 to 256 characters.")]
    [InlineData("remove: { headers: [ Transfer-Encoding ] }",
        "options.remove.headers[0] is 'Transfer-Encoding'; it must not be a header that frames or routes the message.")]
    [InlineData("rename: { headers: { X-A: X-Consumer-Name } }",
        "options.rename.headers renames 'X-A' to 'X-Consumer-Name'; it must not be a header that tells the upstream who is calling.")]
    [InlineData("rename: { headers: { x_consumer_groups: X-A } }",
        "options.rename.headers names 'x_consumer_groups'; it must not be a header that tells the upstream who is calling.")]
    [InlineData("rename: { headers: { X-A: x-a } }", "options.rename.headers renames 'X-A' to itself; use a different name.")]
    [InlineData("replace: { headers: { Host: a } }",
        "options.replace.headers names 'Host'; it must not be a header that frames or routes the message.")]
    [InlineData("add: { headers: { X-A: \"a\\r\\nX-B: b\" } }",
        "options.add.headers has an invalid value for 'X-A'; it must contain only printable ASCII characters, spaces and tabs.")]
    [InlineData("append: { headers: { Content-Length: '0' } }",
        "options.append.headers names 'Content-Length'; it must not be a header that frames or routes the message.")]
    [InlineData("remove: { query: [ '' ] }", "options.remove.query contains an empty name.")]
    [InlineData("rename: { query: { a: a } }", "options.rename.query renames 'a' to itself; use a different name.")]
    [InlineData("remove: { cookies: [ 'a b' ] }", "options.remove.cookies names 'a b'; it must be the name of a cookie.")]
    [InlineData("rename: { cookies: { a: a } }", "options.rename.cookies renames 'a' to itself; use a different name.")]
    [InlineData("add: { cookies: { a: 'b; c=d' } }", "options.add.cookies has an invalid value for 'a'; it must contain only printable ")]
    [InlineData("method: post", "options.method is 'post'; it must be a method in capitals, such as POST.")]
    [InlineData("method: HEAD", "options.method is 'HEAD'; a request can't be changed to this method.")]
    [InlineData("add: { headers: { X-A: '{{ foo }}' } }",
        "options.add.headers has an invalid template for 'X-A': 'foo' isn't known. Names: ")]
    [InlineData("add: { query: { a: '{{ path' } }",
        "options.add.query has an invalid template for 'a': End of tag '}}' was expected at (1:8).")]
    [InlineData("path: orders",
        "options.path.to is 'orders'; it must be a path such as /orders/{{ route.id }}, without ")]
    [InlineData("path: { match: '(', to: / }", "options.path.match isn't a valid regular expression: ")]
    [InlineData("path: { match: '(?=a)', to: / }", "options.path.match has lookaround or back references, or is too large; ")]
    [InlineData("path: '/{{ header }}'", "options.path.to isn't a valid template: 'header' needs the name of a value")]
    [InlineData("add: { multipart: { a: b } }", "options.add.multipart is unknown")]
    public async Task A_wrong_option_is_named(string option, string message)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: request-transform, options: {{ {option} }} }}"));

        Assert.StartsWith($"(request-transform): {message}", error, StringComparison.Ordinal);
    }
}
