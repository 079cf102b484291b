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
    public bool Has(string name) => text.Span.IndexOf('=') is >= 0 and var end && text.Span[..end].Trim().SequenceEqual(name);
}
