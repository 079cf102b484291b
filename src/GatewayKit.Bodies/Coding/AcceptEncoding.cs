using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Bodies;

/// <summary>Reads <c>Accept-Encoding</c> (RFC 9110, section 12.5.3). Doesn't allocate.</summary>
internal static class AcceptEncoding
{
    /// <summary>The weight of a coding that the header doesn't list.</summary>
    public const double Unlisted = -1;

    /// <summary>Returns the weight of a coding, 0 to 1, or <see cref="Unlisted"/>.</summary>
    /// <param name="values">The values of the header.</param>
    /// <param name="name">The name of the coding, in any case; <c>*</c> for the others.</param>
    public static double WeightOf(StringValues values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var text = values[i].AsSpan();
            foreach (var range in text.Split(','))
            {
                var member = text[range];
                if (NameOf(member).Equals(name, StringComparison.OrdinalIgnoreCase))
                    return WeightOf(member);
            }
        }

        return Unlisted;
    }

    /// <summary>Returns the name of a member, without its weight.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> member)
        => (member.IndexOf(';') is >= 0 and var end ? member[..end] : member).Trim(" \t");

    /// <summary>Reads the weight of a member (section 12.4.2). A coding with an invalid one isn't accepted.</summary>
    private static double WeightOf(ReadOnlySpan<char> member)
    {
        if (member.IndexOf(';') is not (>= 0 and var start))
            return 1;

        var parameter = member[(start + 1)..].Trim(" \t");
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            && weight is >= 0 and <= 1
                ? weight
                : 0;
    }
}
