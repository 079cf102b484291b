using System.Text;
using GatewayKit.Planning;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Planning;

/// <summary>The observed handling of a request by a gateway.</summary>
/// <param name="Status">The status.</param>
/// <param name="Ran">The ids and options of the plugins that have shown themselves, in alphabetical order.</param>
/// <param name="IsCorrelated">Whether <c>correlation-id</c> ran.</param>
/// <param name="Challenge">The challenge of a 401.</param>
/// <param name="Cluster">The cluster; null if the upstream hasn't answered.</param>
/// <param name="Consumer">The consumer that the upstream got.</param>
/// <param name="Groups">The groups that the upstream got.</param>
internal sealed record ObservedCall(
    int Status, string Ran, bool IsCorrelated, string? Challenge, string? Cluster, string? Consumer, string? Groups)
{
    public const string ClusterHeader = "X-Seen-Cluster";
    public const string ConsumerHeader = "X-Seen-Consumer";
    public const string GroupsHeader = "X-Seen-Groups";

    private const string Name = "response-transform (";

    public static async Task<ObservedCall> SendAsync(GatewayTestHost gateway, GeneratedCall call)
    {
        var uri = new Uri(
            gateway.Address.ToString().TrimEnd('/') + call.Target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), uri);
        foreach (var (name, value) in call.Headers.Append(("Host", call.Host)))
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        if (call.Length is { } length)
            request.Content = new ByteArrayContent(new byte[length]);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var headers = response.Headers.NonValidated;
        return new ObservedCall(
            (int)response.StatusCode,
            string.Join(' ', headers
                .Where(header => header.Key.StartsWith(GeneratedGateway.Ran, StringComparison.OrdinalIgnoreCase))
                .Select(header => $"{header.Key[GeneratedGateway.Ran.Length..].ToLowerInvariant()}={header.Value}")
                .Order(StringComparer.Ordinal)),
            headers.Contains("X-Correlation-Id"), TextOf("WWW-Authenticate"), TextOf(ClusterHeader), TextOf(ConsumerHeader),
            TextOf(GroupsHeader));

        string? TextOf(string name) => headers.TryGetValues(name, out var values) ? values.ToString() : null;
    }

    /// <summary>Throws if a plan says something else about the gateway.</summary>
    public void Verify(PlannedHandling planned, StringBuilder what)
    {
        var ran = Ran.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=')[0]).ToArray();
        var shown = planned.Plugins.Where(plugin => plugin.StartsWith(Name, StringComparison.Ordinal))
            .Select(plugin => plugin[Name.Length..^1].ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();

        // A plan runs no request hooks. Those of acl and ip-restriction reject with 403 when the request reaches them, and the plugins
        // behind them don't see the response.
        if (Status == 403 && planned.Refused != 403)
        {
            Assert.True(planned.Plugins.Any(plugin => plugin is "acl" or "ip-restriction"), $"{what}: nothing planned rejects with 403");
            Assert.True(ran.All(shown.Contains), $"{what}: planned {string.Join(' ', shown)}");
            return;
        }

        Assert.True(Status == (planned.Refused ?? 200), $"{what}: {Status}, planned {planned.Refused}");
        Assert.Equal($"{what}: {planned.Cluster}", $"{what}: {Cluster}");
        Assert.Equal($"{what}: {string.Join(' ', shown)}", $"{what}: {string.Join(' ', ran)}");
        Assert.True(planned.Plugins.Contains("correlation-id") == IsCorrelated, $"{what}: correlation-id");
        if (planned.Route is { } route && planned.Plugins.Count > 0)
            Assert.True(ran.Contains(route), $"{what}: planned route {route}");
    }
}
