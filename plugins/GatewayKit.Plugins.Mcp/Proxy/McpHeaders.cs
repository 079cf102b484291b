using System.Text;
using GatewayKit.Plugins.Mcp.Proxy.Sessions;
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
    private const string Notifications = "notifications/";

    private static readonly string[] s_names = [Method, Name, Version, SessionIds.Header];

    /// <summary>Removes other spellings of the protocol's headers, such as <c>Mcp_Name</c>: for servers behind CGI, they are the same
    /// (RFC 3875, section 4.1.18).</summary>
    public static void RemoveOtherSpellings(IHeaderDictionary headers)
    {
        List<string>? others = null;
        foreach (var (name, _) in headers)
        {
            if (Array.Exists(s_names, known => IsOtherSpelling(name, known)))
                (others ??= []).Add(name);
        }

        foreach (var name in others ?? [])
            headers.Remove(name);
    }

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
        var isNotification = message.Id is null && message.Method?.StartsWith(Notifications, StringComparison.Ordinal) == true;
        if (!Matches(headers[Method], message.Method, areRequired && !isNotification))
            return Method;
        var name = message.Name is null ? null : Encode(message.Name);
        if (!Matches(headers[Name], name, areRequired))
            return Name;

        headers[Method] = message.Method;
        headers[Name] = name;
        return null;
    }

    /// <summary>Returns the value of the header for a text: Base64 if a header can't contain the text.</summary>
    public static string Encode(string text)
        => text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text[0] == ' ' || text[^1] == ' '
            || (text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith(End, StringComparison.Ordinal))
            ? Start + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + End
            : text;

    private static bool IsOtherSpelling(string name, string known)
    {
        if (name.Length != known.Length || name.Equals(known, StringComparison.OrdinalIgnoreCase))
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            if (known[i] == '-' ? char.IsAsciiLetterOrDigit(name[i]) : (name[i] | 0x20) != (known[i] | 0x20))
                return false;
        }

        return true;
    }

    // One spelling, because routes were selected and limits count by it.
    private static bool Matches(StringValues header, string? value, bool isRequired)
        => header.Count == 0 ? value is null || !isRequired : value is not null && header is [{ } sent] && sent == value;
}
