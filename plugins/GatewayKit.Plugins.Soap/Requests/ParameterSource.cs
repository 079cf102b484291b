using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Soap;

/// <summary>The place of a value in the request's URL and headers.</summary>
/// <param name="part">Its part of the request.</param>
/// <param name="name">Its name there.</param>
internal sealed class ParameterSource(string part, string name)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out ParameterSource? source)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        source = dot > 0 && text.Length > dot + 1 && text[..dot] is "route" or "query" or "header" && HasName(text, dot)
            ? new ParameterSource(text[..dot], text[(dot + 1)..])
            : null;
        return source is not null;
    }

    /// <summary>Returns the values; none if the request doesn't have it.</summary>
    public StringValues ValuesOf(HttpRequest request) => part switch
    {
        "route" => Convert.ToString(request.RouteValues.GetValueOrDefault(name), CultureInfo.InvariantCulture) is { Length: > 0 } value
            ? value : default(StringValues),
        "query" => request.Query[name],
        _ => request.Headers[name],
    };

    private static bool HasName(string text, int dot)
        => !text.StartsWith("header", StringComparison.Ordinal) || HttpSyntax.IsToken(text.AsSpan(dot + 1));
}
