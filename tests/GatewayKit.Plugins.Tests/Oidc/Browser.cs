using GatewayKit.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>A browser with the cookies of the gateway, which a test can read and change.</summary>
internal sealed class Browser(GatewayTestHost host)
{
    public const string Session = "gatewaykit-session";

    public static readonly (string, string)[] Page =
        [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Site", "none")];

    public static readonly (string, string)[] Script =
        [("Accept", "*/*"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Site", "same-origin")];

    public Dictionary<string, string> Cookies { get; } = [];

    public Task<Answer> OpenAsync(string target) => SendAsync(HttpMethod.Get, target, Page);

    public Task<Answer> FetchAsync(string target) => SendAsync(HttpMethod.Get, target, Script);

    public async Task<Answer> SendAsync(HttpMethod method, string target, params (string, string)[] headers)
    {
        (string, string)[] cookies = Cookies.Count == 0 ? [] : [("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")))];
        var answer = await host.SendAsync(method, target, [.. headers, .. cookies]);
        Keep(answer);
        return answer;
    }

    /// <summary>Opens a page that needs a login, and returns the authorization request.</summary>
    public async Task<Uri> StartAsync(string target = "/app")
    {
        var answer = await OpenAsync(target);
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Body}");
        return new Uri(answer.Header("Location")!);
    }

    /// <summary>Logs in at a provider where the user is known.</summary>
    /// <returns>The response to the callback.</returns>
    public async Task<Answer> LogInAsync(string target = "/app")
    {
        var authorization = await StartAsync(target);
        using var provider = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await provider.GetAsync(authorization).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync());
        return await OpenAsync(answer.Headers.Location!.PathAndQuery);
    }

    /// <summary>Logs in, or fails.</summary>
    public async Task LoggedInAsync()
    {
        var answer = await LogInAsync();
        var warnings = string.Join('\n', host.Logs.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)));
        Assert.True(answer.Status == 302 && answer.Header("Location") == "/app", $"{answer.Status} {answer.Body}\n{warnings}");
    }

    public static string Query(Uri uri, string name) => QueryHelpers.ParseQuery(uri.Query)[name].ToString();

    private void Keep(Answer answer)
    {
        if (!answer.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies))
            return;

        foreach (var cookie in cookies)
        {
            var end = cookie.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = (cookie[..end], cookie[(end + 1)..cookie.IndexOf(';', StringComparison.Ordinal)]);
            if (cookie.Contains("max-age=0", StringComparison.Ordinal))
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }
    }
}
