using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using GatewayKit.Masking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Explaining;

/// <summary>Formats a message of a dry run, without its secrets: those of the configuration, and those that names indicate.</summary>
internal static class ShownMessage
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="start">The first line.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body.</param>
    /// <param name="secrets">The secrets of the configuration.</param>
    public static string Of(string start, IHeaderDictionary headers, ReadOnlyMemory<byte> body, SecretValues secrets)
    {
        var text = new StringBuilder(start);
        foreach (var (name, values) in headers)
        {
            foreach (var value in Shown(name, values))
                text.Append('\n').Append(name).Append(": ").Append(value);
        }

        if (!body.IsEmpty)
            text.Append("\n\n").Append(BodyOf(body, headers.ContentType));
        return secrets.Mask(text.ToString());
    }

    /// <summary>Returns a URL without secrets.</summary>
    public static string Url(string url, SecretValues secrets)
        => secrets.Mask(url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
            ? url[..query] + Query(new QueryString(url[query..]))
            : url);

    /// <summary>Returns a query without the values of parameters whose names indicate secrets.</summary>
    public static string Query(QueryString query)
    {
        var pairs = query.Value?.TrimStart('?').Split('&') ?? [];
        var masked = pairs.Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? pair[..(end + 1)] + Masked("parameters", [(Uri.UnescapeDataString(pair[..end]), pair[(end + 1)..])]).First().Value
            : pair);
        return query.HasValue ? "?" + string.Join('&', masked) : "";
    }

    private static IEnumerable<string> Shown(string name, StringValues values)
        => name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? [ShownCookies.Sent(values)]
            : name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) ? values.Select(ShownCookies.Set)
            : Masked("headers", [(name, values.ToString())]).Select(header => header.Value);

    private static string BodyOf(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (!Utf8.IsValid(body.Span))
            return $"({body.Length} bytes)";
        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
            return Query(new QueryString("?" + Encoding.UTF8.GetString(body.Span).TrimEnd('\n')))[1..];
        try
        {
            var node = JsonNode.Parse(body.Span);
            return MaskedNode.Of(node, new SecretContext(null))?.ToJsonString(s_indented) ?? "null";
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return MaskedText.Of(Encoding.UTF8.GetString(body.Span));
        }
    }

    private static IEnumerable<(string Name, string Value)> Masked(string kind, IEnumerable<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            var shown = MaskedNode.Of(new JsonObject { [kind] = new JsonObject { [name] = value } }, new SecretContext(null));
            yield return (name, (string)shown![kind]![name]!);
        }
    }
}
