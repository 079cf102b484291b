namespace GatewayKit.Tests.Runtime.Reloading;

internal sealed record ModelRequest(string Method, string Host, string Path, bool HasToken)
{
    public static readonly ModelRequest[] All =
    [
        .. from method in new[] { "GET", "POST" }
           from host in new[] { "a.example", "b.example" }
           from path in new[] { "/admin/x", "/admin/1", "/admin/5", "/admin/name", "/admin/5/more", "/open/x", "/open/5", "/else" }
           from hasToken in new[] { false, true }
           select new ModelRequest(method, host, path, hasToken),
    ];

    /// <summary>Has the host hold a request, once it is matched, until the next reload is over.</summary>
    public const string Hold = "X-Hold";

    /// <summary>Sends the request.</summary>
    /// <returns>The mark of the route that forwarded it, <c>401</c>, or <c>none</c> if no route took it;
    /// anything else is a failure.</returns>
    public async Task<string> SendAsync(HttpClient client, bool isHeld)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), Path) { Headers = { Host = Host } };
        if (HasToken)
            request.Headers.Add("X-Token", "ann");
        if (isHeld)
            request.Headers.Add(Hold, "yes");
        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode switch
        {
            200 => await response.Content.ReadAsStringAsync(),
            401 => "401",
            404 or 405 => "none",
            var status => $"status {status}",
        };
    }
}
