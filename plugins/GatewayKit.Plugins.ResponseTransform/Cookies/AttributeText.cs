namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Checks values of attributes of cookies (RFC 6265, section 4.1.1).</summary>
internal static class AttributeText
{
    /// <summary>Returns whether a text is the name of a host, with or without the dot at the start that older servers send.</summary>
    public static bool IsDomain(string text)
        => text.Length <= 254 && Uri.CheckHostName(text.StartsWith('.') ? text[1..] : text) is UriHostNameType.Dns or UriHostNameType.IPv4
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    /// <summary>Returns whether a text is a path. Spaces at its end would not reach the browser.</summary>
    public static bool IsPath(string text)
        => text.StartsWith('/') && HeaderOptions.IsValue(text) && !text.AsSpan().ContainsAny(";\t") && !text.EndsWith(' ');
}
