using System.Text;
using GatewayKit.Bodies;
using GatewayKit.Plugins.FindReplace.Patterns;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>The rules for one kind of body.</summary>
internal static class Replacements
{
    /// <summary>Returns the change of a stream; <c>null</c> if there are no rules.</summary>
    /// <param name="rules">The valid rules.</param>
    /// <param name="maxLength">The maximum length of a match of a pattern.</param>
    /// <param name="faults">Creates the exceptions for a longer match.</param>
    public static Func<Stream, Stream>? Of(IReadOnlyList<ReplacementRule> rules, int maxLength, BodyFaults faults)
    {
        if (rules.Count == 0)
            return null;
        if (rules.All(rule => rule.Pattern is null))
            return Literal(rules);

        TextPattern[] patterns = [.. rules.Select(Compile)];
        var longest = Math.Max(maxLength, rules.Max(rule => rule.Find?.Length ?? 0));
        return body => new PatternBody(body, patterns, longest, faults);
    }

    // Bytes are enough, and much faster.
    private static Func<Stream, Stream> Literal(IReadOnlyList<ReplacementRule> rules)
    {
        var needles = new ReplacementRules([.. rules.Select(rule => new Needle(rule.Find!, rule.IgnoreCase))]);
        byte[][] replacements = [.. rules.Select(rule => Encoding.UTF8.GetBytes(rule.Replace))];
        return body => new ReplacedBody(body, needles, replacements);
    }

    private static TextPattern Compile(ReplacementRule rule)
    {
        if (rule.Pattern is null)
            return TextPattern.Literal(rule.Find!, rule.IgnoreCase, rule.Replace);

        var pattern = TextPattern.Parse(rule.Pattern, rule.IgnoreCase, out _)!;
        return new TextPattern(pattern, Substitution.Parse(rule.Replace, pattern, out _)!);
    }
}
