using System.Runtime.InteropServices;
using System.Text;

namespace GatewayKit.Authentication;

/// <summary>Enumerates the pairs of a Cookie header (RFC 6265, section 4.2.1). Doesn't allocate.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CookiePairs(string? header)
{
    private ReadOnlyMemory<char> _rest = header.AsMemory();
    private bool _isOver = string.IsNullOrEmpty(header);

    public CookiePair Current { get; private set; }

    public static bool Contain(string? header, string name, bool andParts)
    {
        foreach (var pair in new CookiePairs(header))
        {
            if (pair.Has(name, andParts))
                return true;
        }

        return false;
    }

    /// <summary>Returns the header without the pairs of a name. The other pairs stay unchanged, byte for byte.</summary>
    public static string Without(string? header, string name, bool andParts)
    {
        var kept = new StringBuilder();
        foreach (var pair in new CookiePairs(header))
        {
            if (pair.Has(name, andParts))
                continue;

            // The space after the semicolon of a removed first pair isn't part of the pair that is now the first.
            kept.Append(kept.Length == 0 ? pair.Text.TrimStart() : pair.Text).Append(';');
        }

        return kept.Length == 0 ? "" : kept.ToString(0, kept.Length - 1);
    }

    public readonly CookiePairs GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver)
            return false;

        var end = _rest.Span.IndexOf(';');
        _isOver = end < 0;
        Current = new CookiePair(_isOver ? _rest : _rest[..end]);
        _rest = _isOver ? default : _rest[(end + 1)..];
        return true;
    }
}
