using System.Globalization;
using System.Net;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Limits;

public sealed class FormLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_developer_with_too_many_forms_waits_and_others_do_not()
    {
        await using var host = await StartAsync(limits => limits.FormsPerMinute = 2);
        var (developer, other) = (await host.RegisterAsync("many@example.com"), await host.RegisterAsync("few@example.com"));
        await AccountHost.IssueAsync(developer);

        var page = await CreateAsync(developer);

        Assert.Equal(HttpStatusCode.TooManyRequests, developer.Status);
        Assert.Contains("Try again in 60 seconds.", page.Body!.TextContent, StringComparison.Ordinal);
        await CreateAsync(other);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        await CreateAsync(developer);
        Assert.Equal(HttpStatusCode.OK, developer.Status);
    }

    [Fact]
    public async Task The_header_says_when_a_form_is_allowed()
    {
        await using var host = await StartAsync(limits => limits.FormsPerHour = 1);
        var developer = await host.RegisterAsync("hour@example.com");
        await CreateAsync(developer);
        _time.Advance(TimeSpan.FromMinutes(59));

        using var response = await developer.SendAsync(
            HttpMethod.Post, "/dev/applications", new FormUrlEncodedContent(new Dictionary<string, string>()));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("60", response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Forms_of_all_developers_are_limited()
    {
        await using var host = await StartAsync(limits => limits.TotalFormsPerMinute = 1);
        var (first, second) = (await host.RegisterAsync("first@example.com"), await host.RegisterAsync("second@example.com"));
        await CreateAsync(first);

        await CreateAsync(second);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        await CreateAsync(second);
        Assert.Equal(HttpStatusCode.OK, second.Status);
    }

    [Fact]
    public async Task A_developer_with_too_many_forms_can_sign_out()
    {
        await using var host = await StartAsync(limits => limits.FormsPerMinute = limits.TotalFormsPerMinute = 1);
        var developer = await host.RegisterAsync("leave@example.com");
        await CreateAsync(developer);
        await CreateAsync(developer);
        Assert.Equal(HttpStatusCode.TooManyRequests, developer.Status);

        await developer.SubmitAsync(await developer.OpenAsync("/dev/account"), "/account/sign-out", ("everywhere", "yes"));

        Assert.Equal("/dev/account/sign-in", developer.Path);
        await developer.OpenAsync("/dev/applications");
        Assert.StartsWith("/dev/account/sign-in", developer.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_with_usage_are_limited()
    {
        await using var host = await StartAsync(limits => limits.UsagePagesPerMinute = 1);
        var developer = await host.RegisterAsync("views@example.com");
        await CreateAsync(developer);
        var path = developer.Path;
        await developer.OpenAsync($"{path}/usage");
        Assert.Equal(HttpStatusCode.OK, developer.Status);

        await developer.OpenAsync($"{path}/usage.csv");

        Assert.Equal(HttpStatusCode.TooManyRequests, developer.Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        await developer.OpenAsync($"{path}/usage.csv");
        Assert.Equal(HttpStatusCode.OK, developer.Status);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> CreateAsync(Browser browser)
        => await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

    private Task<AccountHost> StartAsync(Action<PortalAccountLimits> configure)
        => LimitedHost.StartAsync(accounts => configure(accounts.Limits), _time);
}
