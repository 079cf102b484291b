using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>The text that replaces a match: constant parts, and groups of the match.</summary>
internal sealed class Substitution
{
    /// <summary>The maximum number of groups, each of which can be as long as the match.</summary>
    public const int MaxGroups = 20;

    private readonly List<(byte[] Text, int Group)> _parts = [];

    private Substitution()
    {
    }

    /// <summary>Gets whether the text contains groups.</summary>
    public bool HasGroups { get; private init; }

    public static Substitution Constant(string text)
    {
        var substitution = new Substitution();
        substitution._parts.Add((Encoding.UTF8.GetBytes(text), -1));
        return substitution;
    }

    /// <summary>Reads a text with the groups <c>$1</c>, <c>$&lt;name></c>, <c>$&amp;</c> for the match, and <c>$$</c> for a dollar
    /// sign.</summary>
    /// <returns><c>null</c> if it isn't valid.</returns>
    public static Substitution? Parse(string text, Regex pattern, out string problem)
    {
        var parts = new List<(byte[], int)>();
        var constant = new StringBuilder();
        var groups = 0;
        problem = "";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$')
            {
                constant.Append(text[i]);
                continue;
            }

            var name = NameAt(text, i + 1, out var length);
            if (name == "$")
            {
                constant.Append('$');
            }
            else if (name is null || GroupOf(pattern, name) is not { } group)
            {
                problem = name is null
                    ? "contains '$' without a group: use $1, $<name> or $& for a group, and $$ for a dollar sign"
                    : $"contains a group that the pattern doesn't have: {HeaderOptions.Quoted(name)}";
                return null;
            }
            else
            {
                parts.Add((Encoding.UTF8.GetBytes(constant.ToString()), group));
                constant.Clear();
                groups++;
            }

            i += length;
        }

        if (groups > MaxGroups)
        {
            problem = $"contains more than {MaxGroups} groups";
            return null;
        }

        var substitution = new Substitution { HasGroups = groups > 0 };
        substitution._parts.AddRange(parts);
        substitution._parts.Add((Encoding.UTF8.GetBytes(constant.ToString()), -1));
        return substitution;
    }

    /// <summary>Writes the text.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="groups">The groups of the match; <c>null</c> if the text has none.</param>
    /// <param name="searched">The text that was searched.</param>
    /// <param name="position">The position of the match.</param>
    /// <param name="length">The length of the match.</param>
    public void Write(EncoderOutput output, GroupCollection? groups, ReadOnlySpan<char> searched, int position, int length)
    {
        foreach (var (text, group) in _parts)
        {
            output.Write(text);
            if (group == 0)
                LosslessText.Write(searched.Slice(position, length), output);
            else if (group > 0 && groups![group] is { Success: true } captured)
                LosslessText.Write(WholeCharacters(searched, captured), output);
        }
    }

    // A group such as (.) can be half of a character beyond U+FFFF.
    private static ReadOnlySpan<char> WholeCharacters(ReadOnlySpan<char> text, Group group)
    {
        var (start, end) = (group.Index, group.Index + group.Length);
        if (start == end)
            return [];
        if (LosslessText.IsWithinCharacter(text, start))
            start--;
        if (LosslessText.IsWithinCharacter(text, end))
            end++;
        return text[start..end];
    }

    private static string? NameAt(string text, int start, out int length)
    {
        var rest = text.AsSpan(start);
        length = 1;
        if (rest is ['$' or '&', ..])
            return rest[..1].ToString();
        if (rest is ['<', ..] && rest.IndexOf('>') is > 1 and var end)
        {
            length = end + 1;
            return rest[1..end].ToString();
        }

        length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? digits : rest.Length;
        return length is 0 or > 4 || rest[0] == '0' ? null : rest[..length].ToString();
    }

    private static int? GroupOf(Regex pattern, string name)
    {
        if (name == "&")
            return 0;

        var number = pattern.GroupNumberFromName(name);
        return number >= 0 ? number : null;
    }
}
