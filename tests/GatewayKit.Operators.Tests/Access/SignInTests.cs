using GatewayKit.Operators.Tests.Support;

namespace GatewayKit.Operators.Tests.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private OperatorHost _host = null!;

    public async Task InitializeAsync() => _host = await OperatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_page_without_credentials_is_the_form_for_a_key()
    {
        using var client = _host.Open();
        var answer = await client.GetAsync("/ui/routes");

        Assert.Equal((401, "Bearer"), (answer.Status, answer.Headers["WWW-Authenticate"]));
        Assert.NotNull(answer.Page.QuerySelector("input[name=key][type=password]"));
        Assert.Null(answer.Page.QuerySelector("nav"));
    }

    [Fact]
    public async Task A_valid_key_begins_a_session_at_the_page_that_was_asked_for()
    {
        using var client = _host.Open();
        var answer = await client.SubmitAsync(
            await client.GetAsync("/ui/routes"), "form", ("key", OperatorHost.OperatorKey));
        var cookie = answer.Cookies.Single(text => text.StartsWith("gatewaykit-operator", StringComparison.Ordinal));

        Assert.Equal((303, "/ui/routes"), (answer.Status, answer.Location));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/ui", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(OperatorHost.OperatorKey, cookie, StringComparison.Ordinal);
        Assert.Contains("otto (operator)", (await client.ReadAsync("/ui/routes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_key_begins_no_session()
    {
        using var client = _host.Open();
        var answer = await client.SubmitAsync(await client.GetAsync("/ui"), "form", ("key", "wrong-key-0123456789"));

        Assert.Equal(401, answer.Status);
        Assert.Contains("The key isn't valid.", answer.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Cookies, cookie => cookie.StartsWith("gatewaykit-operator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_20_invalid_keys_further_ones_wait_for_a_minute_but_a_valid_one_does_not()
    {
        using var client = _host.Open();
        var form = await client.GetAsync("/ui");
        for (var i = 0; i < 20; i++)
            await client.SubmitAsync(form, "form", ("key", $"wrong-key-{i:d10}"));

        Assert.Equal(429, (await client.SubmitAsync(form, "form", ("key", "wrong-key-0123456789"))).Status);
        Assert.Equal(303, (await client.SubmitAsync(form, "form", ("key", OperatorHost.ViewerKey))).Status);
    }

    [Theory]
    [InlineData("/evil.example")]
    [InlineData("\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("a\r\nX: y")]
    public async Task Signing_in_never_leads_to_another_site(string to)
    {
        using var client = _host.Open();
        var answer = await client.SubmitAsync(
            await client.GetAsync("/ui"), "form", ("key", OperatorHost.ViewerKey), ("to", to));

        Assert.Equal(303, answer.Status);
        Assert.Matches("^/ui(/https://evil.example)?$", answer.Location);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        using var client = _host.Open();
        var form = await client.GetAsync("/ui");
        var first = (await client.SubmitAsync(form, "form", ("key", OperatorHost.ViewerKey))).Cookies[^1].Split(';')[0];
        var second = (await client.SubmitAsync(form, "form", ("key", OperatorHost.ViewerKey))).Cookies[^1].Split(';')[0];
        using var other = _host.Open();

        Assert.NotEqual(first, second);
        Assert.Equal(401, (await other.GetAsync("/ui", ("Cookie", first))).Status);
        Assert.Equal(200, (await other.GetAsync("/ui", ("Cookie", second))).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        using var client = _host.Open();
        var signedIn = await client.SubmitAsync(await client.GetAsync("/ui"), "form", ("key", OperatorHost.ViewerKey));
        var cookie = signedIn.Cookies[^1].Split(';')[0];
        var signedOut = await client.SubmitAsync(await client.ReadAsync("/ui"), "form[action$='sign-out']");
        using var thief = _host.Open();

        Assert.Equal(303, signedOut.Status);
        Assert.Equal(401, (await thief.GetAsync("/ui", ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task A_session_is_for_its_pages_and_not_for_the_admin_API()
    {
        using var client = _host.Open();
        var signedIn = await client.SubmitAsync(await client.GetAsync("/ui"), "form", ("key", OperatorHost.AdminKey));
        var cookie = signedIn.Cookies[^1].Split(';')[0];
        using var other = _host.Open();

        Assert.Equal(401, (await other.GetAsync("/v1/status", ("Cookie", cookie))).Status);
        Assert.Equal(401, (await other.GetAsync("/metrics", ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task Without_keys_a_caller_on_the_same_machine_needs_none()
    {
        await using var host = await OperatorHost.StartOpenAsync();
        using var client = host.Open();

        Assert.Contains("local (admin)", (await client.ReadAsync("/ui")).Text, StringComparison.Ordinal);
        Assert.Equal(401, (await client.GetAsync("/ui", ("X-Forwarded-For", "10.0.0.1"))).Status);
    }

    [Fact]
    public async Task Among_the_endpoints_of_the_app_the_address_is_never_enough()
    {
        await using var host = await OperatorHost.StartOpenAsync();
        using var client = new OperatorClient(host.Gateway.Address);
        var answer = await client.GetAsync("/operate");

        Assert.Equal(401, answer.Status);
        Assert.Null(answer.Page.QuerySelector("input[name=key]"));
    }
}
