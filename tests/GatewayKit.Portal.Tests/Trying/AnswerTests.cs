using System.Text;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Portal.Trying.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using static GatewayKit.Portal.Tests.Trying.TryHost;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class AnswerTests
{
    [Fact]
    public async Task Html_of_an_answer_is_text()
    {
        await using var portal = await StartAsync(setUp: setup => setup.WithUpstream(http =>
        {
            http.Response.ContentType = "text/html";
            http.Response.Headers["X-Attack"] = "<script>alert(1)</script>";
            return http.Response.WriteAsync("</code></pre><script>alert(1)</script><img src=x onerror=alert(1)>");
        }));

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("</code></pre><script>alert(1)</script><img src=x onerror=alert(1)>", TryReader.Body(page));
        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.All(page.Scripts, script => Assert.StartsWith("/dev/assets/", script.GetAttribute("src"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cookies_of_an_answer_are_only_shown()
    {
        await using var portal = await StartAsync(setUp: setup => setup.WithUpstream(http =>
        {
            http.Response.Headers.SetCookie = "session=1";
            return http.Response.WriteAsync("ok");
        }));
        var reader = new TryReader(portal);
        var fields = TryReader.FieldsOf(await reader.ReadAsync(GetOrder));
        fields["p0"] = "7";

        using var response = await reader.PostAsync(GetOrder, fields);

        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("session=1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_start_is_shown_and_the_upstream_stops()
    {
        var stopped = new TaskCompletionSource();
        await using var portal = await StartAsync(setUp: setup => setup.WithUpstream(async http =>
        {
            var line = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            try
            {
                while (true)
                    await http.Response.Body.WriteAsync(line, http.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                stopped.SetResult();
            }
        }));

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("Only the first 1 MB is shown.", page.QuerySelector("#try-answer .note")!.TextContent);
        Assert.Equal(1024 * 1024, TryReader.Body(page).Length);
        await stopped.Task.WaitAsync(PortalHost.Patience);
    }

    [Fact]
    public async Task A_request_takes_up_to_30_seconds()
    {
        var (time, arrived) = (new FakeTimeProvider(), new TaskCompletionSource());
        await using var portal = await StartAsync(setUp: setup => setup.WithTime(time).WithUpstream(async http =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }));
        var sending = new TryReader(portal).SendAsync(GetOrder, ("id", "7"));
        await arrived.Task.WaitAsync(PortalHost.Patience);

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("The gateway hasn't answered within 30 s.", TryReader.Errors(await sending.WaitAsync(PortalHost.Patience)));
    }

    [Theory]
    [InlineData("maxRequestBodySize: 1024", "[]", "413 ")]
    [InlineData("order: 0", "[ { name: key-auth } ]", "401 ")]
    public async Task A_rejection_before_the_body_was_read_is_shown(string key, string plugins, string status)
    {
        await using var portal = await StartAsync();
        Assert.Empty(await portal.ReloadAsync(TryHost.Configuration(plugins, "", "", "tryIt: true")
            .Replace("    transforms:", $"    {key}\n    transforms:", StringComparison.Ordinal)));

        var page = await new TryReader(portal).SendAsync(CreateOrder, ("body", new string('x', 1024 * 1024)));

        Assert.StartsWith(status, TryReader.Status(page), StringComparison.Ordinal);
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_is_shown_as_the_gateway_reports_it()
    {
        await using var portal = await StartAsync();
        await portal.Gateway.Upstream.StopAsync();

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("502 Bad Gateway", TryReader.Status(page));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x00 }, "application/octet-stream", null)]
    [InlineData(new byte[] { 0x7b, 0x22, 0x61, 0x22, 0x3a, 0x31, 0x7d }, "application/problem+json", "{\n  \"a\": 1\n}")]
    [InlineData(new byte[] { 0x7b, 0x22, 0x61 }, "application/json", "{\"a")]
    [InlineData(new byte[] { 0xe9 }, "text/plain; charset=iso-8859-1", "é")]
    [InlineData(new byte[] { 0x61 }, "text/plain; charset=unknown", null)]
    [InlineData(new byte[] { 0x61 }, null, "a")]
    public void A_body_is_shown_as_text_if_it_is_text(byte[] body, string? contentType, string? text)
        => Assert.Equal(text, AnswerText.Of(body, contentType, isCut: false));

    [Fact]
    public void Deep_arrays_are_not_formatted_if_they_grow_much()
    {
        var text = $"{new string('[', 60)}{string.Join(',', Enumerable.Repeat("1", 400_000))}{new string(']', 60)}";

        Assert.Equal(text, AnswerText.Of(Encoding.UTF8.GetBytes(text), "application/json", isCut: false));
    }

    [Theory]
    [InlineData("RateLimit", "\"default\";r=1;t=5", "1 request left, renewed in 5 s")]
    [InlineData("RateLimit-Policy", "\"a\";q=10;w=60, \"b\";q=100", "up to 10 requests in 60 s; up to 100 requests")]
    [InlineData("X-RateLimit-Remaining", "3", "3 requests left")]
    [InlineData("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT", null)]
    [InlineData("RateLimit", "nonsense", null)]
    [InlineData("Content-Type", "text/plain", null)]
    public void Headers_about_limits_are_explained(string name, string value, string? meaning)
        => Assert.Equal(meaning, LimitText.Of(name, value));
}
