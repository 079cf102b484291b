using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A dictionary (RFC 9651, section 3.2) with unique names, in the order of the field.</summary>
internal sealed class SfDictionary(IReadOnlyList<SfEntry> members)
{
    public IReadOnlyList<SfEntry> Members => members;

    /// <summary>Parses a field. Several lines are one dictionary (RFC 9651, section 4.2).</summary>
    /// <param name="lines">The lines of the field.</param>
    /// <param name="maximumLength">The maximum length of all lines, in characters.</param>
    /// <param name="dictionary">The dictionary.</param>
    public static bool TryParse(in StringValues lines, int maximumLength, [NotNullWhen(true)] out SfDictionary? dictionary)
    {
        dictionary = null;
        var text = FieldLines.Join(lines);
        return text.Length <= maximumLength && new SfReader(text).TryReadDictionary(out dictionary);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out SfMember? member)
    {
        foreach (var (other, value) in members)
        {
            if (other == name)
            {
                member = value;
                return true;
            }
        }

        member = null;
        return false;
    }
}
