using System.Net.Http.Headers;

namespace GatewayKit.Plugins.Tests;

/// <summary>What a client got.</summary>
internal sealed record Answer(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    /// <summary>A header's values joined by commas, or null if it is absent.</summary>
    public string? Header(string name)
        => Headers.NonValidated.TryGetValues(name, out var values) || ContentHeaders.NonValidated.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
