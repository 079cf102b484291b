using System.Text;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>Replaces the upstream's addresses in a text of a header that isn't a reference, as in bodies.</summary>
/// <param name="map">The addresses of the exchange.</param>
/// <param name="needles">The needles of these addresses.</param>
internal sealed class LinkText(LinkMap map, LinkNeedles needles)
{
    private readonly byte[][] _replacements = map.Replacements(needles);

    /// <summary>Returns the text with public addresses.</summary>
    public string Replace(ReadOnlySpan<char> text)
    {
        // Each address contains slashes.
        if (!text.Contains('/'))
            return text.ToString();

        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        var replaced = new StringBuilder();
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var unchanged = needles.Rules.Find(rest, isEnd: true, out var rule);
            replaced.Append(Encoding.UTF8.GetString(rest[..unchanged]));
            rest = rest[unchanged..];
            if (rule < 0)
                continue;

            replaced.Append(Encoding.UTF8.GetString(_replacements[rule]));
            rest = rest[needles.Rules.LengthOf(rule)..];
        }

        return replaced.ToString();
    }
}
