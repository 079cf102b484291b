using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A browser without JavaScript, with cookies of its own. As for browsers, loopback counts as secure.</summary>
internal sealed class Browser(Uri address) : IDisposable
{
    private static readonly HtmlParser s_parser = new();

    private readonly Lock _lock = new();

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        Expect100ContinueTimeout = PortalHost.Patience,
    })
    {
        BaseAddress = address,
        Timeout = PortalHost.Patience,
    };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The cookies that responses have set, with their attributes.</summary>
    public List<SetCookieHeaderValue> Received { get; } = [];

    /// <summary>The path of the last page.</summary>
    public string Path { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null);
        return await FollowAsync(path, response);
    }

    /// <summary>Sends a form of a page, with its hidden fields, and follows the redirect.</summary>
    public async Task<IHtmlDocument> SubmitAsync(IHtmlDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelectorAll("form").Single(f => f.GetAttribute("action")!.EndsWith(action, StringComparison.Ordinal));
        var hidden = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        foreach (var (name, value) in fields)
            hidden[name] = value;
        return await PostAsync(form.GetAttribute("action")!, hidden);
    }

    public async Task<IHtmlDocument> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var response = await SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields));
        return await FollowAsync(path, response);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };

        // A server that rejects a large body without reading it closes the connection, while the client still sends.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 32 * 1024 ? true : null;
        lock (_lock)
        {
            if (Cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await _client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var values))
            Keep(SetCookieHeaderValue.ParseList([.. values]));
        return response;
    }

    /// <summary>Returns the address to which a redirect leads. The public address of the portal is that of the gateway.</summary>
    public static string PathOf(Uri location)
        => location.OriginalString.Replace("https://portal.example", "", StringComparison.Ordinal);

    public void Dispose() => _client.Dispose();

    private async Task<IHtmlDocument> FollowAsync(string path, HttpResponseMessage response)
    {
        (Path, Status) = (path, response.StatusCode);
        return response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Redirect
            ? await OpenAsync(PathOf(response.Headers.Location!))
            : s_parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }

    private void Keep(IList<SetCookieHeaderValue> cookies)
    {
        // Some tests send several forms at the same time.
        lock (_lock)
            KeepAll(cookies);
    }

    private void KeepAll(IList<SetCookieHeaderValue> cookies)
    {
        foreach (var cookie in cookies)
        {
            Received.Add(cookie);
            if (cookie.Expires is { } end && end < DateTimeOffset.UnixEpoch.AddDays(1))
                Cookies.Remove(cookie.Name.ToString());
            else
                Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }
    }
}
