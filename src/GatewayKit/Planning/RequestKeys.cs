using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>Creates texts that are equal for requests between which no configuration distinguishes.</summary>
/// <param name="headers">The headers that routes match by.</param>
internal sealed class RequestKeys(MatchedHeaders headers)
{
    /// <summary>Headers that a log often has and no authentication plugin reads.</summary>
    private static readonly string[] s_descriptive = ["User-Agent", "Referer"];

    private readonly StringBuilder _text = new();

    /// <returns>The key; null for a request that isn't worth one, because its headers are its own.</returns>
    public string? Of(TrafficRequest request)
    {
        if (request.HasAllHeaders)
            return null;

        _text.Clear().Append(request.Method).Append('\n').Append(request.Scheme).Append('\n').Append(request.Host).Append('\n')
            .Append(request.Target).Append('\n').Append(request.Consumer).Append('\n').Append(request.Status).Append('\n')
            .Append(request.Length);
        foreach (var (name, value) in request.Headers)
        {
            if (headers.Has(name) || !s_descriptive.Contains(name, StringComparer.OrdinalIgnoreCase))
                _text.Append('\n').Append(name).Append(':').Append(value);
        }

        return _text.ToString();
    }
}
