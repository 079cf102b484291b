using System.Text;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>The configured parts of a request that select a response in addition to <c>Vary</c>.</summary>
internal sealed class VaryBy
{
    // Neither can be in a header, a name of a consumer or a cookie.
    private const char Separator = '\u0001';
    private const char Missing = '\u0002';

    private readonly VaryByPart[] _parts;

    /// <param name="options">The valid values of the option.</param>
    public VaryBy(IEnumerable<string> options)
    {
        // The whole query is part of the key already.
        _parts =
        [
            .. options.Select(option => VaryByPart.TryParse(option, out var part) ? part : default)
                .Where(part => part.Kind != VaryByKind.Query),
        ];
        IncludesConsumer = _parts.Any(part => part.Kind == VaryByKind.Consumer);
        IncludesCookies = _parts.Any(part => part.Kind == VaryByKind.Cookie);
    }

    /// <summary>Gets whether each consumer has its own responses.</summary>
    public bool IncludesConsumer { get; }

    /// <summary>Gets whether the operator has named the cookies that select a response.</summary>
    public bool IncludesCookies { get; }

    /// <summary>Returns the values of a request as one text, which doesn't allocate without configured parts.</summary>
    public string Of(GatewayContext context)
    {
        if (_parts.Length == 0)
            return "";

        var text = new StringBuilder();
        foreach (var part in _parts)
            text.Append(Value(part, context) ?? $"{Missing}").Append(Separator);
        return text.ToString();
    }

    private static string? Value(in VaryByPart part, GatewayContext context) => part.Kind switch
    {
        VaryByKind.Consumer => context.Consumer?.Name,
        VaryByKind.Groups => context.Consumer is { } consumer ? string.Join(',', consumer.Groups.Order(StringComparer.Ordinal)) : null,
        VaryByKind.Header => VaryFields.Normalize(context.Http.Request.Headers[part.Name]),
        _ => Cookies(context.Http.Request.Headers.Cookie, part.Name),
    };

    // The raw pairs: an upstream may decode a value otherwise, or use another one of several.
    private static string? Cookies(StringValues lines, string name)
    {
        StringBuilder? pairs = null;
        foreach (var line in lines)
        {
            foreach (var range in line.AsSpan().Split(';'))
            {
                var pair = line.AsSpan()[range].Trim(" \t");
                var end = pair.IndexOf('=');
                if ((end < 0 ? pair : pair[..end].TrimEnd(" \t")).Equals(name, StringComparison.OrdinalIgnoreCase))
                    (pairs ??= new StringBuilder()).Append(pair).Append(';');
            }
        }

        return pairs?.ToString();
    }
}
