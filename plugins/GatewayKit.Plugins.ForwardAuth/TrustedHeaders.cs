using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>The headers that the upstream trusts, since they come from the service and never from the client.</summary>
internal sealed class TrustedHeaders(IReadOnlyList<string> names)
{
    private readonly string[] _names = [.. names.Select(Canonical)];

    /// <summary>Removes the client's headers of these names, also those with underscores: servers that turn headers into environment
    /// variables can't tell them from hyphens.</summary>
    public void Remove(IHeaderDictionary headers)
    {
        if (_names.Length == 0)
            return;

        foreach (var name in headers.Keys.Where(name => _names.Contains(Canonical(name), StringComparer.OrdinalIgnoreCase)).ToArray())
            headers.Remove(name);
    }

    private static string Canonical(string name) => name.Replace('_', '-');
}
