using System.Net;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

/// <summary>Walks over all addresses of the portal, so that none can be forgotten.</summary>
[Collection(SharedAccounts.Name)]
public sealed class EndpointTests(AccountFixture fixture)
{
    /// <summary>The forms and pages for readers without a session.</summary>
    private static readonly string[] s_public =
    [
        "/dev/account/sign-in", "/dev/account/register", "/dev/account/confirm", "/dev/account/forgot", "/dev/account/reset",
    ];

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task No_address_of_an_application_exists_for_another_developer()
    {
        var owner = await Host.RegisterAsync("walk-owner@example.com");
        var (path, key) = await AccountHost.IssueAsync(owner);
        var page = await owner.OpenAsync(path);
        var id = page.QuerySelector("tbody td")!.TextContent;
        await owner.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        var other = await Host.RegisterAsync("walk-other@example.com");
        var token = TokenOf(await other.OpenAsync("/dev/applications"));

        var found = Endpoints().Where(endpoint => endpoint.Path.Contains("{application}", StringComparison.Ordinal)).ToList();
        foreach (var (method, pattern) in found)
        {
            await SendAsync(other, method, Fill(pattern, path[(path.LastIndexOf('/') + 1)..], id), token);
            Assert.True(other.Status == HttpStatusCode.NotFound, $"{method} {pattern} answers {other.Status}.");
        }

        Assert.True(found.Count >= 11, $"Only {found.Count} addresses were found.");
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        Assert.Contains("Waits for the owner", (await owner.OpenAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task Every_form_without_the_token_of_its_reader_is_rejected(string token)
    {
        var developer = await Host.RegisterAsync($"walk-token{token}@example.com");
        var (path, _) = await AccountHost.IssueAsync(developer);
        var id = (await developer.OpenAsync(path)).QuerySelector("tbody td")!.TextContent;
        var other = Host.Open();

        var forms = Endpoints().Where(endpoint => endpoint.Method == "POST").ToList();
        foreach (var (method, pattern) in forms)
        {
            var reader = s_public.Contains(pattern) ? other : developer;
            await SendAsync(reader, method, Fill(pattern, path[(path.LastIndexOf('/') + 1)..], id), token);
            Assert.True(reader.Status == HttpStatusCode.BadRequest, $"{pattern} answers {reader.Status}.");
        }

        Assert.True(forms.Count >= 15, $"Only {forms.Count} forms were found.");
        Assert.Single((await developer.OpenAsync(path)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Pages_and_forms_for_developers_lead_other_readers_to_the_sign_in()
    {
        var reader = Host.Open();
        var token = TokenOf(await reader.OpenAsync("/dev/account/sign-in"));

        foreach (var (method, pattern) in Endpoints().Where(endpoint => !s_public.Contains(endpoint.Path)))
        {
            await SendAsync(reader, method, Fill(pattern, "none", "none"), token);
            Assert.True(reader.Path.StartsWith("/dev/account/sign-in", StringComparison.Ordinal), $"{method} {pattern} is {reader.Path}.");
        }
    }

    private static string TokenOf(IHtmlDocument page) => page.QuerySelector("input[name=token]")!.GetAttribute("value")!;

    private static string Fill(string pattern, string application, string key)
        => pattern.Replace("{application}", application, StringComparison.Ordinal).Replace("{key}", key, StringComparison.Ordinal)
            .Replace("{api}", "hello", StringComparison.Ordinal).Replace("{plan}", "gold", StringComparison.Ordinal);

    private static Task<IHtmlDocument> SendAsync(Browser browser, string method, string path, string token)
        => method == "GET"
            ? browser.OpenAsync(path)
            : browser.PostAsync(path, new Dictionary<string, string>
            {
                ["token"] = token,
                ["name"] = "Stolen",
                ["plan"] = "hello/free",
                ["decision"] = "approve",
                ["reason"] = "Mine",
            });

    /// <summary>Returns the addresses of accounts, applications and approvals.</summary>
    private List<(string Method, string Path)> Endpoints()
        => [.. Host.Portal.Gateway.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => (
                Method: endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [{ } method, ..] ? method : "",
                Path: endpoint.RoutePattern.RawText ?? ""))
            .Where(endpoint => !endpoint.Path.StartsWith("/dev/apis", StringComparison.Ordinal)
                && !endpoint.Path.StartsWith("/dev/assets", StringComparison.Ordinal)
                && !endpoint.Path.StartsWith("/dev/guides", StringComparison.Ordinal)
                && endpoint.Path.StartsWith("/dev/", StringComparison.Ordinal) && endpoint.Path.Length > "/dev/".Length)
            .Distinct()];
}
