namespace GatewayKit.Tests.Runtime.Differential;

internal sealed record TraceRequest(string Method, string Path, string Host, string? Kind, string? Key)
{
    private static readonly string[] s_paths = ["/a/1", "/a/x", "/b/x", "/B/%2F", "/c/x", "/c/y;z", "/else", "/vault/x"];

    public static readonly TraceRequest[] All =
    [
        .. from path in s_paths
           from key in new[] { null, "1", "2", "3" }
           from method in new[] { "GET", "POST" }
           from host in new[] { "one.example", "other" }
           from kind in new[] { null, "k", "K" }
           select new TraceRequest(method, path, host, kind, key),
    ];

    /// <summary>Sends the request.</summary>
    /// <returns>The status, the plugins that ran, and what the upstream got.</returns>
    public async Task<(int Status, string Outcome)> SendAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative)) { Headers = { Host = Host } };
        if (Kind is not null)
            request.Headers.Add("X-Kind", Kind);
        if (Key is not null)
            request.Headers.Add(KeyPlugin.Header, Key);
        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var type = response.Content.Headers.ContentType?.MediaType;
        var body = type == "application/problem+json" ? type : await response.Content.ReadAsStringAsync();
        var trace = response.Headers.TryGetValues(TracingPlugin.Key, out var values) ? string.Concat(values) : "";
        return ((int)response.StatusCode, $"{(int)response.StatusCode} {response.Headers.WwwAuthenticate} {body}\n{trace}");
    }
}
