using GatewayKit.Edge;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>The listeners of a connection, in the order in which they are compared with a host.</summary>
internal sealed class FakeListeners(string? handshake, params (string Name, string? Host)[] listeners) : IListenerFeature
{
    public string? Handshake => handshake;

    public string? Find(ReadOnlySpan<char> host)
    {
        foreach (var (name, pattern) in listeners)
        {
            if (pattern is null || host.SequenceEqual(pattern) || (pattern[0] == '*' && host.EndsWith(pattern.AsSpan(1))))
                return name;
        }

        return null;
    }

    public bool IsSelected(ReadOnlySpan<char> host) => handshake is null || Find(host) == handshake;
}
