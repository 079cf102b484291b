using System.Runtime.InteropServices;

namespace GatewayKit.Authentication;

/// <summary>The text between two semicolons of a Cookie header, as received: usually <c>NAME=VALUE</c> after a space.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CookiePair(ReadOnlyMemory<char> text)
{
    public ReadOnlyMemory<char> Text => text;

    /// <summary>Gets the value, without white space around it.</summary>
    public ReadOnlyMemory<char> Value => text[(text.Span.IndexOf('=') + 1)..].Trim();

    /// <summary>Returns whether the pair has a name. White space around it is ignored, as servers do.</summary>
    /// <param name="name">The name.</param>
    /// <param name="andParts">Whether names that continue with a dot count, too.</param>
    public bool Has(string name, bool andParts = false)
    {
        var end = text.Span.IndexOf('=');
        if (end < 0)
            return false;

        var own = text.Span[..end].Trim();
        return own.SequenceEqual(name)
            || (andParts && own.Length > name.Length && own[name.Length] == '.' && own.StartsWith(name, StringComparison.Ordinal));
    }
}
