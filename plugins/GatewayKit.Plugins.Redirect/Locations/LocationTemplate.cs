using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>
/// A target with values of the route's path. A value can't choose the host: it never is a part of the authority, a path begins with exactly
/// one slash, and backslashes, which browsers read as slashes, are encoded.
/// </summary>
internal sealed class LocationTemplate
{
    private readonly LocationPart[] _parts;
    private readonly bool _isPath;

    /// <param name="text">A template without a <see cref="Problem"/>.</param>
    public LocationTemplate(string text)
    {
        _parts = [.. Parts(text)];
        _isPath = text.StartsWith('/');
        IsConstant = _parts.All(part => part.Kind == LocationPartKind.Text);
        if (_parts is [{ Kind: LocationPartKind.Text } first, { Kind: LocationPartKind.InPath }, ..]
            && (_parts.Length == 2 || _parts[2].Text[0] is '?' or '#'))
            Growing = NormalizedPath.Of(_isPath ? first.Text : first.Text[PathStart(first.Text)..]) is { Length: > 1 } path ? path : null;
    }

    /// <summary>Gets the constant path to which the template adds a value, such as <c>/new/</c> of <c>/new/{**rest}</c>; null if it has
    /// another form, or is the root.</summary>
    public string? Growing { get; }

    /// <summary>Gets whether each request has the same target.</summary>
    public bool IsConstant { get; }

    /// <summary>Returns the rule that a template breaks, as a sentence after "it"; null if it is valid.</summary>
    public static string? Problem(string text)
    {
        if (!HeaderOptions.IsValue(text) || text.AsSpan().ContainsAny(" \t\\"))
            return "it must be printable ASCII without spaces and backslashes; encode other characters, such as %20";
        if (!AreBracesValid(text))
            return "its values must be names in braces, such as {id} or {**rest}";

        if (text.StartsWith('/'))
            return text.StartsWith("//", StringComparison.Ordinal) ? "it must not begin with '//', which names another host" : null;

        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = authority < 3 ? -1 : text.AsSpan(authority).IndexOfAny("/?#");
        var host = authority < 3 ? "" : end < 0 ? text[authority..] : text[authority..(authority + end)];
        if (host.Contains('{', StringComparison.Ordinal))
            return "its host must not contain values of the request, which could lead to any site";

        var sample = string.Concat(Parts(text).Select(part => part.Kind == LocationPartKind.Text ? part.Text : "x"));
        return host.Length > 0 && !host.Contains('@', StringComparison.Ordinal)
            && Uri.TryCreate(sample, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
                ? null : "it must be a path that begins with '/', or a URL such as https://example.com/new/{**rest}";
    }

    /// <summary>Returns the target of a request.</summary>
    public string Expand(HttpRequest request)
    {
        if (IsConstant)
            return _parts.Length == 0 ? "/" : _parts[0].Text;

        var target = new StringBuilder();
        foreach (var part in _parts)
            target.Append(part.Kind == LocationPartKind.Text ? part.Text : Encode(request, Value(request, part.Text), part.Kind));
        return _isPath ? SafePath.Of(target.ToString()) : target.ToString();
    }

    private static int PathStart(string url) => url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);

    private static string Value(HttpRequest request, string name)
        => Convert.ToString(request.RouteValues.GetValueOrDefault(name), CultureInfo.InvariantCulture) ?? "";

    // A catch-all value keeps its slashes.
    private static string Encode(HttpRequest request, string value, LocationPartKind kind)
    {
        // Encoding it again would change the meaning of %2F or %25.
        var segments = value.Contains('%', StringComparison.Ordinal) ? RequestPath.SegmentsOf(request, value) : null;
        return kind == LocationPartKind.InQuery ? Uri.EscapeDataString(segments is null ? value : Uri.UnescapeDataString(segments))
            : segments ?? (value.Length == 0 ? "" : new PathString("/" + value).ToUriComponent()[1..]);
    }

    private static bool AreBracesValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '}')
                return false;
            if (text[i] != '{')
                continue;

            var end = text.IndexOf('}', i);
            if (end < 0 || !IsName(text.AsSpan((i + 1)..end).TrimStart('*')))
                return false;
            i = end;
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return name.Length > 0;
    }

    private static IEnumerable<LocationPart> Parts(string text)
    {
        var isQuery = false;
        for (var start = 0; start < text.Length;)
        {
            var isValue = text[start] == '{';
            var end = isValue ? text.IndexOf('}', start) + 1 : text.IndexOf('{', start);
            if (end <= 0)
                end = text.Length;

            var part = text[start..end];
            if (isValue)
                yield return new(part.Trim('{', '}', '*'), isQuery ? LocationPartKind.InQuery : LocationPartKind.InPath);
            else
                yield return new(part, LocationPartKind.Text);
            isQuery |= !isValue && part.AsSpan().ContainsAny("?#");
            start = end;
        }
    }
}
