using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Portal.Provider;

namespace Portal.Seeding;

/// <summary>A developer who uses the pages of the portal as a browser does.</summary>
/// <param name="portal">The address of the portal.</param>
internal sealed partial class Visitor(Uri portal) : IDisposable
{
    private readonly HttpClient _client
        = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    private readonly Dictionary<string, string> _cookies = [];
    private Uri? _address;
    private string _page = "";

    /// <summary>The address of the page.</summary>
    public Uri Address => _address ?? portal;

    /// <summary>Signs in at the identity provider.</summary>
    public async Task SignInAsync(User user)
    {
        await OpenAsync("/account/provider");
        await OpenAsync(QueryHelpers.AddQueryString(Address.ToString(), IdentityProvider.UserParameter, user.Id));
    }

    /// <summary>Registers an account with a password, and confirms its address.</summary>
    public async Task RegisterAsync(string name, string email, string password, Mailbox mailbox)
    {
        await OpenAsync("/account/register");
        await SubmitAsync("/account/register", ("name", name), ("email", email), ("password", password));
        while (!mailbox.Latest.ContainsKey(email))
            await Task.Delay(20);

        var link = new Uri(Link().Match(mailbox.Latest[email].Text).Value);
        var parameters = QueryHelpers.ParseQuery(link.Query);
        await OpenAsync(link.PathAndQuery);
        await SubmitAsync(
            "/account/confirm", ("user", parameters["user"]!), ("code", parameters["code"]!), ("password", password));
    }

    /// <summary>Creates an application, and subscribes it to a plan.</summary>
    /// <returns>The path of the application.</returns>
    public async Task<string> CreateAsync(string name, string plan)
    {
        await OpenAsync("/applications");
        await SubmitAsync("/applications", ("name", name));
        var application = Address.AbsolutePath;
        await SubmitAsync($"{application}/subscriptions", ("plan", plan));
        return application;
    }

    /// <summary>Issues a key for an application.</summary>
    public async Task<string> IssueKeyAsync(string application)
    {
        await OpenAsync(application);
        await SubmitAsync($"{application}/keys", ("days", "90"));
        return Key().Match(_page).Groups[1].Value;
    }

    public Task OpenAsync(string address) => SendAsync(HttpMethod.Get, new Uri(portal, address), null);

    /// <summary>Sends a form of the page, which has a token.</summary>
    public Task SubmitAsync(string path, params (string Name, string Value)[] fields)
        => SendAsync(HttpMethod.Post, new Uri(portal, path), new FormUrlEncodedContent(
            fields.Append(("token", Token().Match(_page).Groups[1].Value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(HttpMethod method, Uri address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (address.Authority == portal.Authority && _cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await _client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Keep(SetCookieHeaderValue.ParseList([.. cookies]));
        if (response.Headers.Location is { } target && (int)response.StatusCode is >= 300 and < 400)
        {
            await SendAsync(HttpMethod.Get, new Uri(address, target), null);
            return;
        }

        (_address, _page) = (address, await response.Content.ReadAsStringAsync());
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{method} {address} answers {(int)response.StatusCode}:\n{_page}");
    }

    private void Keep(IList<SetCookieHeaderValue> cookies)
    {
        foreach (var cookie in cookies)
            _cookies[cookie.Name.ToString()] = cookie.Value.ToString();
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("id=\"new-key\"[^>]*>([^<]+)<")]
    private static partial Regex Key();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
