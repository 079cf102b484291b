using System.Buffers;
using System.Text;

namespace GatewayKit.OpenApi.Model;

/// <summary>The grammar of media types: tokens and quoted strings (RFC 9110, sections 5.6.2, 5.6.4 and 8.3.1).</summary>
internal static class MediaTypeReader
{
    private const int MaxParameters = 16;

    private static readonly SearchValues<char> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static MediaType? Read(ReadOnlySpan<char> text)
    {
        text = Trim(text);
        var end = text.IndexOf(';');
        var name = Trim(end < 0 ? text : text[..end]);
        var slash = name.IndexOf('/');
        if (slash < 0 || !IsToken(name[..slash]) || !IsToken(name[(slash + 1)..]) || (name[0] == '*' && name is not "*/*"))
            return null;
        var parameters = end < 0 ? [] : ReadParameters(text[(end + 1)..]);
        return parameters is null ? null : new MediaType(Lower(name[..slash]), Lower(name[(slash + 1)..]), parameters);
    }

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(s_token);

    public static string Quote(string value)
        => IsToken(value)
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Reads parameters, separated by semicolons; empty parameters are ignored (RFC 9110, section 5.6.6). <c>null</c> if malformed
    /// or too many.</summary>
    public static KeyValuePair<string, string>[]? ReadParameters(ReadOnlySpan<char> text)
    {
        List<KeyValuePair<string, string>>? parameters = null;
        while (!(text = Trim(text)).IsEmpty)
        {
            if (text[0] == ';')
            {
                text = text[1..];
                continue;
            }
            var equals = text.IndexOf('=');
            if (equals < 0 || !IsToken(text[..equals]) || parameters?.Count == MaxParameters)
                return null;
            var name = Lower(text[..equals]);
            if (!TryReadValue(text[(equals + 1)..], out var value, out text))
                return null;
            (parameters ??= []).Add(new(name, value));
        }
        return parameters is null ? [] : [.. parameters];
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, out string value, out ReadOnlySpan<char> rest)
    {
        if (text is ['"', ..])
        {
            if (!TryReadQuoted(text[1..], out value, out rest))
                return false;
        }
        else
        {
            var end = text.IndexOf(';');
            var token = Trim(end < 0 ? text : text[..end]);
            rest = end < 0 ? [] : text[end..];
            value = token.ToString();
            return IsToken(token);
        }
        rest = Trim(rest);
        return rest is [] or [';', ..];
    }

    private static bool TryReadQuoted(ReadOnlySpan<char> text, out string value, out ReadOnlySpan<char> rest)
    {
        var characters = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                value = characters.ToString();
                rest = text[(i + 1)..];
                return true;
            }
            if (text[i] == '\\' && ++i == text.Length)
                break;
            characters.Append(text[i]);
        }
        value = "";
        rest = [];
        return false;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t");

    private static string Lower(ReadOnlySpan<char> text) => text switch
    {
        "application" => "application",
        "json" => "json",
        "text" => "text",
        "charset" => "charset",
        _ => text.ToString().ToLowerInvariant(),
    };
}
