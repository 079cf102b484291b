using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>The headers that repeat parts of a message (MCP 2026-07-28, Streamable HTTP, "Request Metadata").</summary>
internal static class McpHeaders
{
    public const string Method = "Mcp-Method";
    public const string Name = "Mcp-Name";

    private const string Version = "MCP-Protocol-Version";
    private const string FirstVersion = "2026-07-28";
    private const string Start = "=?base64?";
    private const string End = "?=";

    /// <summary>Compares the headers of a request with its message, and adds missing ones, so that every plugin can use them.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="message">The message.</param>
    /// <param name="areRequired">Whether older versions of the protocol need them, too.</param>
    /// <returns>The first header that is missing or different; <c>null</c> if there is none.</returns>
    public static string? Check(IHeaderDictionary headers, ClientMessage message, bool areRequired)
    {
        var version = headers[Version];
        if (version.Count > 1 || (message.Version is not null && version.ToString() != message.Version))
            return Version;

        // Versions are dates.
        areRequired |= string.CompareOrdinal(version.ToString(), FirstVersion) >= 0;
        if (!Matches(headers[Method], message.Method, areRequired && message.Id is not null))
            return Method;
        if (!Matches(headers[Name], message.Name, areRequired))
            return Name;

        Set(headers, Method, message.Method);
        Set(headers, Name, message.Name is null ? null : Encode(message.Name));
        return null;
    }

    /// <summary>Returns the value of the header for a text: Base64 if a header can't contain the text.</summary>
    public static string Encode(string text)
        => text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text[0] == ' ' || text[^1] == ' '
            || (text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith(End, StringComparison.Ordinal))
            ? Start + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + End
            : text;

    private static bool Matches(StringValues header, string? text, bool isRequired)
        => header.Count == 0 ? text is null || !isRequired : header is [{ } value] && text is not null && Decode(value) == text;

    private static string? Decode(string value)
    {
        if (value.Length < Start.Length + End.Length
            || !value.StartsWith(Start, StringComparison.Ordinal) || !value.EndsWith(End, StringComparison.Ordinal))
            return value;

        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value[Start.Length..^End.Length], bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>One spelling, because limits count by the value.</summary>
    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is null)
            headers.Remove(name);
        else if (headers[name].ToString() != value)
            headers[name] = value;
    }
}
